import Inference
import RuleLanguage

/// What pack and profile state and a certificate claims, as the checker looks at it. It shares no code with the evaluator.
struct CheckedFacts: Sendable {
  enum Origin: Equatable, Sendable {
    case pack, profile, fallback
    /// The step of a certificate, from 0.
    case step(Int)
  }

  /// The facts of one leaf, sorted by keys.
  struct Table: Sendable {
    let shape: ShapeLeaf
    let packing: Packing
    fileprivate(set) var keys: [UInt64] = []
    fileprivate(set) var values: [Inference.Value] = []
    fileprivate(set) var origins: [Origin] = []
    /// What pack or profile states at the places of sums, greatest and least values.
    fileprivate(set) var parts: [UInt64: (value: Inference.Value, origin: Origin)] = [:]
    /// By column, the value last, the rows in which something stands.
    private let indexes: [Once<[Inference.Value: [Int]]>]

    init(_ shape: ShapeLeaf, _ packing: Packing) {
      (self.shape, self.packing) = (shape, packing)
      indexes = (0...packing.columns.count).map { _ in Once() }
    }

    func row(at key: UInt64) -> Int? {
      var (low, high) = (0, keys.count)
      while low < high {
        let middle = (low + high) / 2
        if keys[middle] < key { low = middle + 1 } else { high = middle }
      }
      return low < keys.count && keys[low] == key ? low : nil
    }

    /// What stands in a column of a row, the value in the last one.
    func cell(_ row: Int, _ column: Int) -> Inference.Value {
      guard column < packing.columns.count else { return values[row] }
      return Inference.Value(keys[row] >> packing.columns[column].shift & packing.columns[column].mask)
    }

    func rows(with value: Inference.Value, in column: Int) -> [Int] {
      indexes[column].value { Dictionary(grouping: keys.indices) { cell($0, column) } }[value] ?? []
    }

    func key(_ keys: [Inference.Value]) -> UInt64? { packing.key(keys.map(Int.init)) }
  }

  let pack: CompiledPack
  private(set) var tables: [Table]

  /// - Parameter derived: the facts of the steps of a certificate. What is stated as well keeps where it is stated; a sum,
  ///   a greatest or a least is what its step says.
  init(_ pack: CompiledPack, _ profile: ProfileFacts, derived: [Fact]) {
    self.pack = pack
    tables = zip(pack.shape.leaves, pack.program.packings).map { Table($0, $1) }
    let steps = Dictionary(grouping: derived.indices) { derived[$0].leaf.index }
    for leaf in tables.indices {
      let stated = [
        (pack.program.stated(in: LeafID(leaf)), Origin.pack), (profile.facts.rows[leaf], .profile),
      ]
      var rows: [(key: UInt64, value: Inference.Value, origin: Origin)] = []
      for (facts, origin) in stated { rows += zip(facts.keys, facts.values).map { ($0, $1, origin) } }
      if tables[leaf].shape.isAggregate {
        for row in rows { tables[leaf].parts[row.key] = (row.value, row.origin) }
      }
      let given = rows.count
      for step in steps[leaf] ?? [] {
        if let key = tables[leaf].packing.key(derived[step].keys) {
          rows.append((key, derived[step].value, .step(step)))
        }
      }
      let wins = tables[leaf].shape.isAggregate
      let order = rows.indices.sorted {
        rows[$0].key != rows[$1].key
          ? rows[$0].key < rows[$1].key : wins && ($0 < given) != ($1 < given) ? $1 < given : $0 < $1
      }
      for index in order where rows[index].key != tables[leaf].keys.last {
        tables[leaf].keys.append(rows[index].key)
        tables[leaf].values.append(rows[index].value)
        tables[leaf].origins.append(rows[index].origin)
      }
    }
  }

  /// What a place holds and where that comes from.
  func look(_ leaf: LeafID, _ keys: [Inference.Value]) -> (value: Inference.Value, origin: Origin)? {
    let table = tables[leaf.index]
    guard let key = table.key(keys) else { return nil }
    if let row = table.row(at: key) { return (table.values[row], table.origins[row]) }
    return table.shape.fallback.map { ($0, .fallback) }
  }
}
