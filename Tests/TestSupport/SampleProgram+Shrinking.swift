extension SampleProgram {
  /// A smaller program with one profile that still fails: rules, facts and conditions are left out one by
  /// one.
  package func shrunk(profile: Int, whileFailing fails: (SampleProgram) -> Bool) -> SampleProgram {
    var smallest = self
    smallest.profiles = [profiles[profile]]
    var before = Int.max
    while smallest.size < before {
      before = smallest.size
      smallest.shrink(\.rules, fails)
      smallest.shrink(\.facts, fails)
      smallest.shrink(\.profiles[0], fails)
      for rule in smallest.rules.indices {
        smallest.shrink(\.rules[rule].unless, fails)
        smallest.shrink(\.rules[rule].tests, fails)
        smallest.shrink(\.rules[rule].when, fails)
        smallest.shrink(\.rules[rule].rows, fails)
        smallest.shrink(\.rules[rule].heads, fails)
        smallest.shrink(\.rules[rule].because, fails)
      }
    }
    return smallest
  }

  private var size: Int {
    let inRules = rules.map { rule in
      rule.unless.count + rule.tests.count + rule.when.count + rule.rows.count + rule.heads.count
        + rule.because.count
    }
    return rules.count + facts.count + profiles[0].count + inRules.reduce(0, +)
  }

  private mutating func shrink<Part>(
    _ parts: WritableKeyPath<SampleProgram, [Part]>, _ fails: (SampleProgram) -> Bool
  ) {
    for index in self[keyPath: parts].indices.reversed() {
      var smaller = self
      smaller[keyPath: parts].remove(at: index)
      if fails(smaller) { self = smaller }
    }
  }
}
