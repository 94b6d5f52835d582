import SourceTree

/// A name that is looked for, and where among the facts of files it may stand.
struct WantedName {
  let symbol: Occurrence.Symbol
  /// The kind and the number of an id.
  private var id: (kind: KindID, number: Int)?
  /// By node of the shape, whether the name may stand there or below.
  private var mayStand: [Bool]

  init(_ symbol: Occurrence.Symbol, in pack: CompiledPack) {
    self.symbol = symbol
    mayStand = Array(repeating: false, count: pack.shape.nodes.count)
    if case .id(let id, kind: let name) = symbol, let kind = pack.shape.kind(named: name),
      let number = pack.vocabulary.exact(id, of: kind)
    {
      self.id = (kind, number)
    }
    _ = mark(Shape.root, in: pack.shape)
  }

  /// Of rules, sections, variables and kinds no fact knows.
  private mutating func mark(_ node: Int, in shape: Shape) -> Bool {
    var may = false
    switch shape.nodes[node].content {
    case .record(let fields):
      for field in fields.values {
        let isField = symbol == .place(shape.nodes[field].path)
        may = mark(field, in: shape) || isField || may
      }
    case .map(let kind, let value, _):
      may = mark(value, in: shape) || kind == id?.kind
    case .leaf(let leaf):
      let declared = shape[leaf]
      if case .set = declared.holds, case .kind(let kind)? = declared.keys.last {
        may = kind == id?.kind
      } else if case .id(let kind) = declared.type {
        may = kind == id?.kind
      }
    }
    mayStand[node] = may
    return may
  }

  func mayStand(at node: Int) -> Bool { mayStand[node] }

  /// Whether a text, where an id of a kind is expected, is plainly another one.
  func isOther(_ node: YAMLNode, as kind: KindID, in pack: CompiledPack) -> Bool {
    guard let id, id.kind == kind else { return true }
    var isOther = false
    node.withScalar { text in
      isOther = pack.vocabulary.exact(text, of: kind).map { $0 != id.number } ?? false
    }
    return isOther
  }
}
