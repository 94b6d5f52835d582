import Foundation

/// The part of JSON Schema that the project's own schemas use.
///
/// It knows `type`, `const`, `enum`, `pattern`, `minimum`, `maximum`, `required`, `properties`, `propertyNames`,
/// `additionalProperties`, `items`, `anyOf`, `allOf` and `$ref` within one file, and refuses a schema with any other word that constrains.
package struct JSONSchema {
  private let root: [String: Any]

  private static let known: Set = [
    "$schema", "$defs", "title", "description", "type", "const", "enum", "pattern", "minimum", "required",
    "properties",
    "additionalProperties", "items", "anyOf", "$ref", "maximum", "propertyNames", "allOf", "definitions",
    "enumDescriptions", "markdownEnumDescriptions", "doNotSuggest",
  ]

  package init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// What is wrong with a document, with the path to each place; empty when it conforms.
  package func mistakes(in document: String) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(document.utf8), options: .fragmentsAllowed)
    return mistakes(value, root, at: "$")
  }

  private func mistakes(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    let unknown = Set(schema.keys).subtracting(Self.known)
    if !unknown.isEmpty { return ["\(path): the schema uses \(unknown.sorted()), which is not checked"] }
    if let reference = schema["$ref"] as? String { return mistakes(value, definition(reference), at: path) }
    var found: [String] = []
    if let types = schema["type"], !accepts(types, value) { return ["\(path): is not of type \(types)"] }
    if let constant = schema["const"] as? String, value as? String != constant {
      found.append("\(path): is not `\(constant)`")
    }
    if let words = schema["enum"] as? [Any], !words.contains(where: { isSame($0, value) }) {
      found.append("\(path): `\(value)` is not one of \(words.prefix(20))")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(path): `\(text)` does not match `\(pattern)`")
    }
    if let minimum = schema["minimum"] as? Double, let number = value as? Double, number < minimum {
      found.append("\(path): \(number) is less than \(minimum)")
    }
    if let maximum = schema["maximum"] as? Double, let number = value as? Double, number > maximum {
      found.append("\(path): \(number) is more than \(maximum)")
    }
    for part in schema["allOf"] as? [[String: Any]] ?? [] { found += mistakes(value, part, at: path) }
    if let choices = schema["anyOf"] as? [[String: Any]],
      !choices.contains(where: { mistakes(value, $0, at: path).isEmpty })
    {
      found.append("\(path): fits no alternative")
    }
    if let object = value as? [String: Any] { found += self.found(in: object, schema, at: path) }
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, item) in list.enumerated() { found += mistakes(item, items, at: "\(path)[\(index)]") }
    }
    return found
  }

  private func found(in object: [String: Any], _ schema: [String: Any], at path: String) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map {
      "\(path): `\($0)` is missing"
    }
    if let names = schema["propertyNames"] as? [String: Any] {
      for name in object.keys.sorted() { found += mistakes(name, names, at: path) }
    }
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      if let property = properties[name] {
        found += mistakes(value, property, at: "\(path).\(name)")
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        found += mistakes(value, others, at: "\(path).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(path): `\(name)` is not a property")
      }
    }
    return found
  }

  private func definition(_ reference: String) -> [String: Any] {
    for place in ["$defs", "definitions"] where reference.hasPrefix("#/\(place)/") {
      let name = reference.replacing("#/\(place)/", with: "")
      if let found = (root[place] as? [String: [String: Any]])?[name] { return found }
    }
    return ["type": "no such definition"]
  }

  private func isSame(_ word: Any, _ value: Any) -> Bool {
    if let word = word as? String { return word == value as? String }
    return !(value is String) && (word as? NSObject)?.isEqual(value) == true
  }

  private func accepts(_ types: Any, _ value: Any) -> Bool {
    let names = types as? [String] ?? [types as? String ?? ""]
    return names.contains { name in
      switch name {
      case "object": value is [String: Any]
      case "array": value is [Any]
      case "string": value is String
      case "boolean": isTruth(value)
      case "number": value is NSNumber && !isTruth(value)
      case "integer": (value as? Double).map { $0 == $0.rounded() } == true && !isTruth(value)
      default: false
      }
    }
  }

  /// Foundation reads `true` as a number too; only the exact type tells them apart.
  private func isTruth(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return value is Bool }
    return String(cString: number.objCType) == "c"
  }
}
