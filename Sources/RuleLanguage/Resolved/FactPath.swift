import Inference

/// The path of a fact, as an author writes it.
package enum FactPath {
  /// `profile.skills.copywriting`; members of sets and entries of maps are the last part.
  package static func text(
    _ leaf: ShapeLeaf, _ keys: [Int], vocabulary: Vocabulary, text: (Int) -> String
  ) -> String {
    parts(leaf, keys, vocabulary: vocabulary, text: text).joined(separator: ".")
  }

  /// The fields and keys from the root to the fact.
  package static func parts(
    _ leaf: ShapeLeaf, _ keys: [Int], vocabulary: Vocabulary, text: (Int) -> String
  ) -> [String] {
    var names = zip(leaf.keys, keys).map { type, key in
      switch type {
      case .kind(let kind): vocabulary.id(key, of: kind)
      case .text: text(key)
      }
    }[...]
    var parts: [String] = []
    for part in leaf.path.split(separator: ".") {
      if part.hasPrefix("$"), let name = names.popFirst() {
        parts.append(name)
      } else {
        parts.append(String(part))
      }
    }
    return parts + names
  }
}
