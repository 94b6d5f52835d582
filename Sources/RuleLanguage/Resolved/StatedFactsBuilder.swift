import Inference
import SourceTree

/// Collects facts while they are read; what comes out is sorted, with each fact once.
struct StatedFactsBuilder {
  /// By leaf; nil for one whose keys do not fit into a word. Its facts are not kept, for a pack with such a leaf is
  /// refused.
  private let packings: [Packing?]
  /// By leaf, once a fact of it is read.
  private var known: [StatedColumns?]

  /// For the facts of a pack that is compiled, whose keys all fit.
  init(_ packings: [Packing]) {
    self.init(packings.map(Optional.some))
  }

  init(_ packings: [Packing?]) {
    self.packings = packings
    known = Array(repeating: nil, count: packings.count)
  }

  /// Where what is stated in a leaf is put; nil where it is not kept.
  mutating func columns(of leaf: LeafID) -> StatedColumns? {
    if let columns = known[leaf.index] { return columns }
    guard packings[leaf.index] != nil else { return nil }
    let columns = StatedColumns()
    known[leaf.index] = columns
    return columns
  }

  mutating func add(_ leaf: LeafID, _ key: UInt64, _ value: Value, at span: Span) {
    columns(of: leaf)?.append(key, value, at: span)
  }

  /// Adds a member of a set or an entry of a map.
  mutating func add(_ leaf: LeafID, _ key: UInt64, at span: Span) {
    columns(of: leaf)?.append(key, at: span)
  }

  /// What was read, each fact at its first place. Values that differ at one place are handed to `clash`.
  consuming func facts(_ clash: (_ fact: Fact, _ span: Span, _ other: Span) -> Void) -> StatedFacts {
    var rows: [FrozenRows] = []
    var spans: [FlatArray<Span>] = []
    for (leaf, columns) in known.enumerated() {
      guard let columns, let packing = packings[leaf] else {
        rows.append(FrozenRows())
        spans.append(FlatArray())
        continue
      }
      if !columns.isAscending {
        columns.unify { key, index, other in
          let fact = Fact(leaf: LeafID(leaf), keys: packing.keys(key), value: columns.value(index))
          clash(fact, columns.span(index), columns.span(other))
        }
      }
      rows.append(columns.rows)
      spans.append(columns.spans)
    }
    return StatedFacts(packings, rows: rows, spans: spans)
  }
}
