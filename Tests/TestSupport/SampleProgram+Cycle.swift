extension SampleProgram {
  /// The program with a rule that must not hold if what it concludes holds: there is no answer to that.
  package var holdingItselfBack: SampleProgram? {
    guard let rule = rules.firstIndex(where: { $0.rows.isEmpty }) else { return nil }
    var program = self
    let head = rules[rule].heads[0]
    let value = head.value.map { _ in SampleTerm.variable("_") }
    program.rules[rule].unless.append([SampleAtom(leaf: head.leaf, keys: head.keys, value: value)])
    return program
  }
}
