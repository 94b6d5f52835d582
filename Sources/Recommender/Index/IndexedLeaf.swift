import Inference
import RuleLanguage
import SourceTree

extension PackIndex {
  /// A place of the shape that holds values.
  package struct Leaf: Sendable {
    /// As an author writes it: `fit.$role.rank`.
    package let path: String
    /// As in a shape: `sum = 0`, `[skill]`, `by share, -ticked`; `keys` for the keys of a map.
    package let type: String
    /// Where the shape declares it.
    package let place: Place
    /// How many facts the pack states there.
    package let facts: Int
    /// Numbers of rules that write or read it, in the order of their names.
    package internal(set) var writers: [Int] = []
    package internal(set) var readers: [Int] = []
    /// Numbers of sections of the report that read it.
    package internal(set) var sections: [Int] = []

    /// The field of the root that it stands in.
    package var section: String { String(path.prefix { $0 != "." }) }
  }

  /// A kind of thing and its ids.
  package struct Kind: Sendable {
    package let name: String
    package let section: String
    package let place: Place
    /// Sorted.
    package let ids: [String]
  }

  /// What stands at a leaf, in the words of the shape.
  static func type(of leaf: ShapeLeaf, in pack: CompiledPack) -> String {
    let shape = pack.shape
    var text: String
    switch leaf.holds {
    case .sum: text = "sum"
    case .max: text = "max"
    case .min: text = "min"
    case .entry: return "keys"
    case .alias: return "[alias]"
    case .set:
      switch leaf.keys.last {
      case .kind(let kind)?: text = "[\(shape.kinds[kind.index].name)]"
      case .text?, nil: text = "[text]"
      }
    case .rank(let terms):
      let names = terms.map {
        ($0.descending ? "" : "-") + (shape[$0.leaf].path.split(separator: ".").last ?? "")
      }
      return "by " + names.joined(separator: ", ")
    case .one: text = value(of: leaf, in: shape)
    }
    if leaf.isOptional { text += "?" }
    guard let fallback = leaf.fallback else { return text }
    let printer = ValuePrinter(pack: pack, texts: pack.texts, locale: pack.locales[0])
    let type = VariableType(leaf.type)
    if case .id(let kind) = leaf.type { return text + " = " + pack.vocabulary.id(Int(fallback), of: kind) }
    return text + " = " + printer.text(fallback, type)
  }

  private static func value(of leaf: ShapeLeaf, in shape: Shape) -> String {
    switch leaf.type {
    case .number:
      guard let bounds = leaf.bounds else { return "number" }
      let ends = [bounds.lowerBound, bounds.upperBound].map { ExactDecimal(rawValue: $0).description }
      if leaf.isWhole { return "\(ends[0])..\(ends[1])" }
      return ends.map { $0.contains(".") ? $0 : $0 + ".0" }.joined(separator: "..")
    case .yesNo: return "yes/no"
    case .words(let words): return words.joined(separator: " | ")
    case .id(let kind): return shape.kinds[kind.index].name
    case .text: return "text"
    }
  }
}
