internal import Recommender

/// A file that states one id of a kind: a role with its needs, a plant with its light.
struct NewEntry {
  let kind: PackIndex.Kind
  let id: String
  let title: NewTitle
  /// By field, what `--set` says.
  let values: [String: String]
  /// By id, what `--need` says: `4:9`.
  let needs: [(id: String, level: String, importance: String)]
  let fields: [PackIndex.Field]
  let words: NewWords

  var path: String { "\(kind.section)/\(id).yaml" }

  var text: String {
    var lines = ["# \(words.entryComment(kind.name))", "\(kind.section):", "  \(id):"]
    for field in ordered {
      if field.name == "name" {
        lines.append("    name: \(title.yaml())")
      } else if let value = values[field.name] {
        lines.append("    \(field.name): \(value)")
      } else if field.name == "needs", !needs.isEmpty {
        lines.append("    needs:")
        for need in needs {
          lines.append("      \(need.id): { level: \(need.level), importance: \(need.importance) }")
        }
      } else {
        let sample = FieldText(words: words, locale: words.language, index: nil).sample(field.form)
        lines.append("    # \(field.name): \(sample)   # \(words.describe(field))")
      }
    }
    if lines.count == 3 || lines.dropFirst(3).allSatisfy({ $0.hasPrefix("    #") }) { lines[2] += " {}" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is stated first, the name before all; then what may be.
  private var ordered: [PackIndex.Field] {
    func rank(_ field: PackIndex.Field) -> Int {
      if field.name == "name" { return 0 }
      if values[field.name] != nil { return 1 }
      return field.name == "needs" && !needs.isEmpty ? 2 : 3
    }
    return fields.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(
      \.element)
  }
}
