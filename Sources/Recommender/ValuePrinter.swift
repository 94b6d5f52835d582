import Inference
import RuleLanguage

/// Prints a value of the engine for a person, or as data.
struct ValuePrinter {
  let pack: CompiledPack
  let texts: TextTable
  let locale: String

  /// A number without trailing zeros, an id by its name, a word as it is.
  func text(_ value: Inference.Value, _ type: VariableType) -> String {
    switch type {
    case .number: ExactDecimal(rawValue: value).description
    case .yesNo: value == 1 ? "yes" : "no"
    case .words: pack.shape.words[Int(value)]
    case .id(let kind): pack.vocabulary.name(Int(value), of: kind).text(in: locale, otherwise: pack.locales)
    case .text: texts[value].text(in: locale, otherwise: pack.locales)
    }
  }

  /// A number as a number, an id as an id.
  func data(_ value: Inference.Value, _ type: VariableType) -> Value {
    switch type {
    case .number: .number(ExactDecimal(rawValue: value).description)
    case .yesNo: .bool(value == 1)
    case .words: .text(pack.shape.words[Int(value)])
    case .id(let kind): .text(pack.vocabulary.id(Int(value), of: kind))
    case .text: .text(texts[value].text(in: locale, otherwise: pack.locales))
    }
  }

  /// `profile.skills.copywriting`.
  func path(_ leaf: LeafID, _ keys: [Int]) -> String { parts(leaf, keys).joined(separator: ".") }

  /// The fields and keys from the root to a fact.
  func parts(_ leaf: LeafID, _ keys: [Int]) -> [String] {
    FactPath.parts(pack.shape[leaf], keys, vocabulary: pack.vocabulary) { text(Inference.Value($0), .text) }
  }
}
