import Inference
import RuleLanguage
import SourceTree

/// What pack and profile state and a certificate claims, as the checker looks at it.
struct CheckedFacts: Sendable {
  enum Origin: Equatable, Sendable { case pack, profile, fallback, step(Int) }

  typealias Row = (value: Inference.Value, origin: Origin)

  /// The facts of one leaf by their packed keys.
  struct Table: Sendable {
    let shape: ShapeLeaf
    let packing: Packing
    fileprivate(set) var rows: [UInt64: Row] = [:]
    /// What pack or profile states.
    fileprivate(set) var stated: [UInt64: Row] = [:]
    /// By column, the value last, the keys of the rows in which something stands.
    fileprivate let indexes: [Once<[Inference.Value: [UInt64]]>]

    /// What stands in a column of a row, the value in the last one.
    func cell(_ key: UInt64, _ column: Int) -> Inference.Value {
      guard column < packing.columns.count else { return rows[key]?.value ?? .unbound }
      return Inference.Value(key >> packing.columns[column].shift & packing.columns[column].mask)
    }

    func keys(with value: Inference.Value, in column: Int) -> [UInt64] {
      indexes[column].value { Dictionary(grouping: rows.keys) { cell($0, column) } }[value] ?? []
    }
  }

  let pack: CompiledPack
  private(set) var tables: [Table]

  /// - Parameter derived: what the steps of a certificate say. What is stated stays so, but a sum, a greatest or a least
  ///   is what its step says.
  init(_ pack: CompiledPack, _ profile: ProfileFacts, derived: [Fact]) {
    self.pack = pack
    tables = zip(pack.shape.leaves, pack.program.packings).map { shape, packing in
      Table(shape: shape, packing: packing, indexes: (0...packing.columns.count).map { _ in Once() })
    }
    let own = tables.indices.flatMap { pack.program.statedFacts(of: LeafID($0)) }
    for (fact, origin) in own.map({ ($0, Origin.pack) }) + profile.facts.facts.map({ ($0, .profile) }) {
      let leaf = fact.leaf.index
      guard let key = tables[leaf].packing.key(fact.keys) else { continue }
      tables[leaf].stated[key] = (fact.value, origin)
      if !tables[leaf].shape.isAggregate { tables[leaf].rows[key] = (fact.value, origin) }
    }
    for (step, fact) in derived.enumerated() {
      let leaf = fact.leaf.index
      guard let key = tables[leaf].packing.key(fact.keys), tables[leaf].rows[key] == nil else { continue }
      tables[leaf].rows[key] = (fact.value, .step(step))
    }
    for leaf in tables.indices { tables[leaf].rows.merge(tables[leaf].stated) { own, _ in own } }
  }

  /// What a place holds and where that comes from.
  func look(_ leaf: LeafID, _ keys: [Int]) -> Row? {
    let table = tables[leaf.index]
    return table.packing.key(keys).flatMap { table.rows[$0] } ?? table.shape.fallback.map { ($0, .fallback) }
  }
}
