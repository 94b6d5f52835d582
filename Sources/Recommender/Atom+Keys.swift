import Inference

extension Atom {
  /// The keys of the fact that the atom matched; nil where one of them may be any.
  func keys(bound bindings: [Inference.Value]) -> [Int]? {
    var keys: [Int] = []
    for term in self.keys {
      switch term {
      case .constant(let value): keys.append(Int(value))
      case .variable(let variable): keys.append(Int(bindings[variable]))
      case .any: return nil
      }
    }
    return keys
  }
}
