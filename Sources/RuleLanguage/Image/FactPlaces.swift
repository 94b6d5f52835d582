package import Inference
package import SourceTree

/// Where each fact of a pack is stated.
struct FactPlaces: Sendable {
  /// By leaf, in the order of keys.
  let spans: [FlatArray<Span>]
}

extension CompiledPack {
  /// Where a fact is stated.
  package func span(ofFactAt leaf: LeafID, _ keys: [Int]) -> Span? {
    program.row(ofFactAt: leaf, keys).map { places.spans[leaf.index][$0] }
  }

  package var factCount: Int { places.spans.reduce(0) { $0 + $1.count } }
}
