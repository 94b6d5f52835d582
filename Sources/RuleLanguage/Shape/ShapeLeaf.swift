package import Inference
package import SourceTree

/// A place in the tree that holds values: its path, what its keys are and what it holds.
///
/// `fit: { $role: { score: sum = 0 } }` has the leaf `fit.$role.score` with one key and a sum; the map itself
/// has an entry leaf, which holds the roles under which something was stated or concluded.
package struct ShapeLeaf: Sendable {
  package enum Holds: Sendable {
    case one, sum, max, min
    /// `[kind]` and `[text]`: the member is the last key.
    case set
    /// The keys of a map under which there is anything.
    case entry
    /// `[alias]`: names for ids; never a fact.
    case alias
    case rank([RankTerm])
  }

  package let path: String
  package var keys: [KeyType]
  package var type: LeafType
  package var holds: Holds
  package var bounds: ClosedRange<Value>?
  package var isWhole = false
  package var isOptional = false
  /// Whether the shape promises that nothing follows from it.
  package var isProtected = false
  /// The text of the default, read when the ids are known.
  package var fallbackText: String?
  package var fallbackSpan: Span?
  package var fallback: Value?
  package var span: Span

  /// Whether a value stands beside the keys.
  package var hasValue: Bool {
    switch holds {
    case .one, .sum, .max, .min, .rank: true
    case .set, .entry, .alias: false
    }
  }

  /// Whether reading the leaf needs every rule that writes it to be done.
  package var isReadWhenComplete: Bool {
    if fallback != nil || fallbackText != nil { return true }
    switch holds {
    case .sum, .max, .min, .rank: return true
    case .one, .set, .entry, .alias: return false
    }
  }
}
