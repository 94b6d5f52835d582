import Inference
import RuleLanguage

/// A place of the shape whose facts are wanted, with all that stands below it.
///
/// Of a place that rules conclude into, what they conclude is taken, as `Recommendation.facts` has it; of a place in
/// the profile, what is stated. What the pack alone states is the same for every profile, and never taken.
struct SelectedPlace: Sendable {
  /// How the facts of the leaves are put together; leaves are numbered as in `leaves`.
  indirect enum Tree: Sendable {
    case record([(name: String, tree: Tree)])
    /// `column` is that of the map's key in all leaves below it.
    case map(kind: KindID, column: Int, leaves: Range<Int>, isTotal: Bool, tree: Tree)
    case value(Int, VariableType, fallback: Inference.Value?)
    /// The members stand in the last column.
    case members(Int, KeyType)
    case nothing
  }

  struct Leaf: Sendable {
    let leaf: LeafID
    let packing: Packing
  }

  private(set) var leaves: [Leaf] = []
  private(set) var tree = Tree.nothing

  /// Nil where there is no such place, or neither rules nor profiles write there.
  init?(_ path: String, in pack: CompiledPack) {
    var node = Shape.root
    var keys: [KindID] = []
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      switch pack.shape.nodes[node].content {
      case .record(let fields):
        guard let field = fields[String(part)] else { return nil }
        node = field
      case .map(let kind, let value, _):
        guard part == "$" + pack.shape.kinds[kind.index].name else { return nil }
        keys.append(kind)
        node = value
      case .leaf: return nil
      }
    }
    let builder = Builder(pack, below: node)
    var inner = tree(node, builder)
    for (column, kind) in keys.enumerated().reversed() {
      inner = .map(
        kind: kind, column: column, leaves: leaves.indices, isTotal: isTotal(leaves.indices, pack),
        tree: inner)
    }
    tree = inner
    if leaves.isEmpty { return nil }
  }

  /// Which leaves below a node are taken.
  private struct Builder {
    let pack: CompiledPack
    let taken: Set<LeafID>

    init(_ pack: CompiledPack, below node: Int) {
      self.pack = pack
      let entries = Set(pack.rules.flatMap { $0.clause.heads.map(\.leaf) })
      taken = Set(
        Builder.leaves(below: node, pack.shape).filter { leaf in
          if pack.shape.isProfile(leaf) { return true }
          return switch pack.shape[leaf].holds {
          case .rank: true
          case .entry: entries.contains(leaf)
          case .one, .set, .sum, .max, .min, .alias: pack.isConcluded[leaf.index]
          }
        })
    }

    func takes(_ leaf: LeafID) -> Bool { taken.contains(leaf) }

    private static func leaves(below node: Int, _ shape: Shape) -> [LeafID] {
      switch shape.nodes[node].content {
      case .record(let fields): fields.values.flatMap { leaves(below: $0, shape) }
      case .map(_, let value, let entry): [entry] + leaves(below: value, shape)
      case .leaf(let leaf): [leaf]
      }
    }
  }

  private mutating func add(_ leaf: LeafID, _ pack: CompiledPack) -> Int {
    leaves.append(Leaf(leaf: leaf, packing: pack.program.packing(of: leaf)))
    return leaves.count - 1
  }

  private mutating func tree(_ node: Int, _ builder: Builder) -> Tree {
    let pack = builder.pack
    let declared = pack.shape.nodes[node]
    switch declared.content {
    case .record(let fields):
      var inner: [(name: String, tree: Tree)] = []
      for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
        let tree = tree(field, builder)
        if case .nothing = tree { continue }
        inner.append((name, tree))
      }
      return inner.isEmpty ? .nothing : .record(inner)
    case .map(let kind, let value, let entry):
      let first = leaves.count
      if builder.takes(entry) { _ = add(entry, pack) }
      let inner = tree(value, builder)
      let below = first..<leaves.count
      return below.isEmpty
        ? .nothing
        : .map(
          kind: kind, column: declared.keys.count, leaves: below, isTotal: isTotal(below, pack), tree: inner)
    case .leaf(let leaf):
      guard builder.takes(leaf) else { return .nothing }
      let declared = pack.shape[leaf]
      switch declared.holds {
      case .alias, .entry: return .nothing
      case .set: return declared.keys.last.map { .members(add(leaf, pack), $0) } ?? .nothing
      case .one, .sum, .max, .min, .rank:
        return .value(add(leaf, pack), VariableType(declared.type), fallback: fallback(leaf, pack))
      }
    }
  }

  /// A default counts where it is the only value or rules conclude beside it: of a map in the profile only what is
  /// stated is listed.
  private func fallback(_ leaf: LeafID, _ pack: CompiledPack) -> Inference.Value? {
    let declared = pack.shape[leaf]
    return declared.keys.isEmpty || !pack.shape.isProfile(leaf) ? declared.fallback : nil
  }

  private func isTotal(_ leaves: Range<Int>, _ pack: CompiledPack) -> Bool {
    leaves.contains { fallback(self.leaves[$0].leaf, pack) != nil }
  }
}
