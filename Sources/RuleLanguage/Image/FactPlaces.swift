package import Inference
package import SourceTree

/// Where each fact of a pack is stated, in the order of leaves and keys.
struct FactPlaces: Sendable {
  let spans: FlatArray<Span>

  init(spans: FlatArray<Span>) {
    self.spans = spans
  }

  init(_ facts: StatedFacts) {
    spans = FlatArray(joining: facts.spans)
  }
}

extension CompiledPack {
  /// Where a fact is stated.
  package func span(ofFactAt leaf: LeafID, _ keys: [Int]) -> Span? {
    program.number(ofFactAt: leaf, keys).map { places.spans[$0] }
  }

  package var factCount: Int { places.spans.count }
}
