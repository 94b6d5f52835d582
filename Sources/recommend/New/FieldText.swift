internal import Recommender

/// What a field may hold, in words and as an example.
struct FieldText {
  let words: NewWords
  let locale: String
  /// For the names of ids.
  let index: PackIndex?

  /// A value that may stand there.
  func sample(_ form: PackIndex.Field.Form) -> String {
    switch form {
    case .text: "\"…\""
    case .number(let low, let high, _): low ?? high ?? "1"
    case .yesNo: "yes"
    case .words(let words): words.first ?? ""
    case .id(let kind): kind.ids.first ?? "\"…\""
    case .ids(let kind): "[" + kind.ids.prefix(2).joined(separator: ", ") + "]"
    case .texts, .names: "[]"
    case .map(let kind, let form): kind.ids.first.map { "{ \($0): \(sample(form)) }" } ?? "{}"
    case .record(let fields):
      "{ "
        + fields.filter { if case .names = $0.form { false } else { true } }.prefix(3)
        .map { "\($0.name): \(sample($0.form))" }.joined(separator: ", ") + " }"
    }
  }

  /// The ids that may stand there, where they are few enough to be listed.
  func choices(_ form: PackIndex.Field.Form) -> [String] {
    switch form {
    case .id(let kind), .ids(let kind), .map(let kind, _):
      guard kind.ids.count <= 12 else { return [] }
      return kind.ids.map { id in
        let name = index?.name(of: id, of: kind)?.text(in: locale) ?? id
        return name == id ? id : "\(id) \(name)"
      }
    case .words, .text, .number, .yesNo, .texts, .names, .record: return []
    }
  }
}
