/// The variables that a rule under construction has bound, and of what type each is: `.number`, `.id` and so
/// on.
struct SampleScope {
  var variables: [(name: String, type: SampleLeaf.Holds)] = []

  func names(of type: SampleLeaf.Holds) -> [String] {
    variables.filter { $0.type == type }.map(\.name)
  }

  mutating func bind(_ name: String, _ type: SampleLeaf.Holds) {
    variables.append((name, type))
  }
}
