internal import Recommender

extension NaiveEvaluator {
  /// All that stands at leaves which rules conclude or which are ranks.
  func derivedTree() -> Value {
    let concluded = program.concluded
    var root = Value.object([])
    for (index, leaf) in program.leaves.enumerated() where concluded.contains(index) || leaf.isRank {
      for place in places[index] {
        guard let value = facts[place.path] ?? leaf.fallback else { continue }
        root = Self.adding(
          value, of: leaf, at: place.path.split(separator: ".").map(String.init)[...], to: root)
      }
    }
    return root
  }

  private static func adding(
    _ value: SampleDatum, of leaf: SampleLeaf, at path: ArraySlice<String>, to tree: Value?
  ) -> Value {
    if leaf.holds == .member && path.count == 1 {
      guard case .list(let members)? = tree else { return .list(path.map(Value.text)) }
      return .list(members + path.map(Value.text))
    }
    guard let step = path.first else {
      switch value {
      case .number: return .number(value.text)
      case .name: return .text(value.text)
      case .truth(let isTrue): return .bool(isTrue)
      case .present: return tree ?? .object([])
      }
    }
    var fields: [Value.Field] = []
    if case .object(let known)? = tree { fields = known }
    let position = fields.firstIndex { $0.name == step }
    let field = adding(value, of: leaf, at: path.dropFirst(), to: position.map { fields[$0].value })
    if let position {
      fields[position] = Value.Field(step, field)
    } else {
      fields.append(Value.Field(step, field))
    }
    return .object(fields)
  }
}
