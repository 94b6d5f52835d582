extension Reach {
  /// What forbids a goal that no options lead to.
  package enum Obstacles: Sendable, Hashable {
    /// Each of these fields alone: were it free, the goal might hold.
    case each([Int])
    /// These fields together, none of which is enough.
    case together([Int])
    /// Not the profile: whatever it stated, the goal would not hold.
    case none
    /// It takes a search to tell that the goal can't be reached, and no bound tells why.
    case unknown
  }

  /// Which statements stand in the way though every change was tried: without them a goal holds that no changes lead to.
  ///
  /// It is told by the evaluator alone, for the profile with every change that may help and without the statements; there
  /// may be others that only a search would tell.
  ///
  /// - Parameter groups: facts that are stated together.
  /// - Returns: the numbers of groups each of which stands in the way alone, or of some that do together; nil where leaving
  ///   out all of them does not help.
  package func openings(without groups: [[Fact]]) -> (groups: [Int], isEachEnough: Bool)? {
    let best = facts(best)
    var evaluator = Evaluator(outcome.frozen)
    func opens(_ numbers: [Int]) -> Bool {
      let gone = Set(numbers.flatMap { groups[$0] })
      return holds(best.filter { !gone.contains($0) }, &evaluator) ?? false
    }
    let alone = groups.indices.filter { opens([$0]) }
    if !alone.isEmpty { return (alone, true) }
    var together = Array(groups.indices)
    guard opens(together) else { return nil }
    for group in groups.indices.reversed() {
      let rest = together.filter { $0 != group }
      if opens(rest) { together = rest }
    }
    return (together, false)
  }

  /// Beyond so many choices obstacles are looked for with those that help as the profile is.
  private static let manyChoices = 2_000

  /// Finds which fields of the profile forbid the goal, by letting them hold anything.
  ///
  /// - Parameters:
  ///   - fields: for each field that may not change, its leaves.
  ///   - all: all choices that there are; those of no help may help where a field is free.
  package func obstacles(among fields: [[LeafID]], all: [Choice]) -> Obstacles {
    let isWhole = all.count <= Reach.manyChoices
    let choices = isWhole ? all : searched
    let leaves = fields.joined().filter { leaf in
      outcome.frozen.leaves[leaf.index].keys.reduce(1.0) { $0 * Double($1) } < 100_000
    }
    guard
      let network = try? Network(
        Grounding(Relaxation(outcome, choices, goal: goal, free: Set(leaves))))
    else { return .unknown }
    var weighing = Weighing(network)
    func mayHold(_ freed: some Sequence<Int>) -> Bool {
      weighing.freed = Set(freed.flatMap { fields[$0] })
      weighing.run(Box(choices))
      return isWanted ? weighing.mayHold(network.goal) : !weighing.surelyHolds(network.goal)
    }
    if mayHold([]) { return .unknown }
    guard mayHold(fields.indices) else { return isWhole ? .none : .unknown }
    let alone = fields.indices.filter { mayHold([$0]) }
    if !alone.isEmpty { return .each(alone) }
    guard isWhole else { return .unknown }
    var together = Array(fields.indices)
    for field in fields.indices.reversed() where mayHold(together.filter { $0 != field }) {
      together.removeAll { $0 == field }
    }
    return .together(together)
  }
}
