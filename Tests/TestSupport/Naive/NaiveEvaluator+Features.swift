extension NaiveEvaluator {
  /// Notes what a rule has put to the test by concluding something.
  mutating func note(_ rule: SampleRule) {
    if rule.name.hasSuffix("]") { features.insert(.table) }
    if rule.heads.count > 1 { features.insert(.severalHeads) }
    if rule.pack > 0 { features.insert(.severalPacks) }
  }

  /// Notes what a pattern has put to the test by matching.
  mutating func note(_ atoms: [SampleAtom], _ solutions: [Bindings]) {
    var seen: Set<String> = []
    for atom in atoms {
      let leaf = program.leaves[atom.leaf]
      if atom.choice != nil { features.insert(.choice) }
      if leaf.holds == .entry { features.insert(.entry) }
      let anonymous = atom.keys.filter(\.isAnonymous).compactMap(\.variable)
      if !seen.isDisjoint(with: anonymous) { features.insert(.sharedAnonymous) }
      seen.formUnion(anonymous)
      guard leaf.fallback != nil else { continue }
      let isAssumed = solutions.contains { bindings in
        facts[Self.path(leaf, atom.keys.map { resolve($0, bindings) ?? .present })] == nil
      }
      if isAssumed { features.insert(.fallback) }
    }
  }

  /// Notes what the outcome as a whole shows.
  mutating func note(_ failures: Set<NaiveFailure>) {
    for failure in failures {
      features.insert(.error)
      switch failure.code {
      case .conflict: features.insert(.conflict)
      case .divisionByZero: features.insert(.divisionByZero)
      case .overflow: features.insert(.overflow)
      case .outOfBounds: features.insert(.outOfBounds)
      }
    }
  }
}
