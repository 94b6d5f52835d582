/// A tree of texts, numbers, truths, lists and objects: what a profile is built from and what facts are read as.
///
///     let profile: Value = ["years": 2, "skills": ["copywriting": 3], "channels": ["book"]]
///     let rank = recommendation.facts["fit"]?["content-operations"]?["rank"]
///
/// Numbers are kept as decimal text, so that none loses a digit.
public enum Value: Sendable, Hashable {
  case text(String)
  /// A decimal number without trailing zeros, such as `2` or `0.5`.
  case number(String)
  case bool(Bool)
  case list([Value])
  case object([Field])

  /// One field of an object; objects keep the order of their fields.
  public struct Field: Sendable, Hashable {
    /// The name of the field.
    public let name: String
    /// What stands there.
    public let value: Value

    /// Creates a field.
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// The field of an object with that name; nil for anything that is not an object.
  public subscript(name: String) -> Value? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  /// The item of a list; nil out of its bounds and for anything that is not a list.
  public subscript(index: Int) -> Value? {
    guard case .list(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  /// The text of a text; nil for anything else.
  public var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The number as a floating point number; nil for anything that is not a number.
  public var double: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(String(value)) }

  /// A decimal number.
  public init(floatLiteral value: Double) { self = .number("\(value)") }

  /// A truth.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// A list.
  public init(arrayLiteral elements: Value...) { self = .list(elements) }

  /// An object with its fields in the order of the literal.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(elements.map { Field($0.0, $0.1) })
  }
}
