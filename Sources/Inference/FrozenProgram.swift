/// What is known of a pack before any profile: plans, the pack's rows, and indexes over them.
final class FrozenProgram: Sendable {
  let leaves: [Leaf]
  let packings: [Packing]
  /// How each leaf is written.
  let modes: [WriteMode]
  let facts: FrozenFacts
  /// The pack's rows of leaves that hold one value or members.
  let pack: [FrozenRows]
  let packPlaces: [FrozenTable]
  let packChains: [FrozenChains]
  let indexes: [Index]
  let catalog: IndexCatalog
  /// The pack's parts of sums, greatest and least values.
  let packParts: [Fact]
  /// Places at which the pack itself states two values.
  let packConflicts: [Failure]
  let expectedRows: [Double]
  let code: Code
  let rules: [Rule]
  let targets: [Target]
  let isBound: [Bool]
  let projections: [Slot]
  /// For each clause whose bindings are remembered, how many variables they have.
  let distinctWidths: [Int]
  let strata: [FrozenStratum]
  /// What the plans were made of.
  let clauses: [Clause]
  /// By leaf.
  let writers: [[Writer]]
  let queries: [PlannedQuery]

  init(_ freezer: consuming Freezer) {
    leaves = freezer.leaves
    packings = freezer.packings
    modes = leaves.map { WriteMode($0.holds) }
    facts = freezer.facts
    pack = freezer.facts.rows
    packPlaces = freezer.facts.places
    packParts = freezer.facts.parts
    packConflicts = freezer.facts.conflicts
    rules = freezer.rules
    targets = freezer.targets
    isBound = freezer.isBound
    projections = freezer.projections
    distinctWidths = freezer.distinctWidths
    strata = freezer.strata
    clauses = freezer.clauses
    writers = freezer.writers
    queries = freezer.queries
    expectedRows = freezer.planner.expectedRows
    code = freezer.planner.code
    catalog = freezer.planner.catalog
    indexes = catalog.indexes
    packChains = freezer.packChains
  }

  /// The pack's row of a place, -1 for none.
  func packRow(_ leaf: Int, at key: UInt64) -> Int32 {
    packPlaces[leaf].row(key, 0, in: pack[leaf])
  }
}
