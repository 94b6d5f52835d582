import Testing

@testable import Inference

/// The cheapest changes, against all that there are.
@Suite("Reach")
struct ReachTests {
  /// A random program, a profile, choices and a goal.
  private struct Case {
    let program: Program
    let facts: [Fact]
    let choices: [Choice]
    let goal: Condition
    let isWanted: Bool

    init(seed: UInt64) {
      let random = RandomProgram(seed: seed)
      var dice = Random(seed: seed ^ 0x5EED)
      program = random.sketch.program
      facts = random.profile(&dice)
      let leaves = random.sketch.leaves
      var choices: [Choice] = []
      let written = Set(random.sketch.clauses.flatMap { $0.heads.map(\.leaf) })
      let open = leaves.indices.map { LeafID($0) }.filter {
        leaves[$0.index].isStated && !written.contains($0)
      }
      for leaf in open {
        for keys in random.sketch.places(leaf) where choices.count < 5 && dice.chance(1, in: 2) {
          let stated = facts.filter { $0.leaf == leaf && $0.keys == keys }
          var options: [Choice.Option] = []
          for _ in 0..<1 + dice.below(3) {
            let value: Value
            switch leaves[leaf.index].holds {
            case .member: value = 1
            case .one, .sum, .max, .min, .rank:
              let bounds = leaves[leaf.index].bounds
              if let bounds, bounds.upperBound < 100 {
                value = Value(dice.below(Int(bounds.upperBound) + 1))
              } else {
                value = Value(dice.below(5) - 1) * .one
              }
            }
            let isGone = !stated.isEmpty && dice.chance(1, in: 4)
            let fact = Fact(leaf: leaf, keys: keys, value: value)
            let option = Choice.Option(facts: isGone ? [] : [fact], cost: Value(dice.below(4)) * .one)
            if option.facts != stated, !options.contains(where: { $0.facts == option.facts }) {
              options.append(option)
            }
          }
          options.sort { $0.cost < $1.cost }
          if !options.isEmpty { choices.append(Choice(stated: stated, options: options)) }
        }
      }
      self.choices = choices
      let wanted = Case.goal(program, facts, choices, &dice)
      goal = wanted ?? dice.pick(random.conditions).when
      isWanted = wanted != nil || dice.chance(1, in: 2)
    }

    /// Something that holds under some changes and not without them.
    private static func goal(
      _ program: Program, _ facts: [Fact], _ choices: [Choice], _ dice: inout Random
    ) -> Condition? {
      guard let outcome = try? program.evaluate(facts) else { return nil }
      let reach = Reach(outcome, choices: choices, goal: Condition(), variables: 0)
      for _ in 0..<8 {
        let options = choices.map { dice.below($0.options.count + 1) }
        guard let changed = try? program.evaluate(reach.facts(options)) else { continue }
        let leaves = program.frozen.leaves.indices.map { LeafID($0) }
        let new = leaves.flatMap { leaf in
          changed.facts(of: leaf).filter {
            outcome.origin(of: $0) == nil && changed.origin(of: $0) == .derived
          }
        }
        guard !new.isEmpty else { continue }
        let fact = dice.pick(new)
        let keys = fact.keys.map { Term.constant(Value($0)) }
        let holds = program.frozen.leaves[fact.leaf.index].holds
        if holds == .member { return Condition(atoms: [Atom(leaf: fact.leaf, keys: keys)]) }
        guard dice.chance(2, in: 3) else {
          return Condition(atoms: [Atom(leaf: fact.leaf, keys: keys, value: .constant(fact.value))])
        }
        let order: Instruction = dice.chance(1, in: 2) ? .less : .lessOrEqual
        let sides: [Instruction] = [.constant(fact.value), .variable(0)]
        let isMore = (outcome.value(fact.leaf, fact.keys) ?? fact.value) <= fact.value
        return Condition(
          atoms: [Atom(leaf: fact.leaf, keys: keys, value: .variable(0))],
          tests: [Expression(code: (isMore ? sides : sides.reversed()) + [order])])
      }
      return nil
    }

    /// Nil where the profile as it is has no outcome.
    func reach(isReduced: Bool = true) -> Reach? {
      guard let outcome = try? program.evaluate(facts) else { return nil }
      return Reach(
        outcome, choices: choices, goal: goal, variables: RandomProgram.variables, isWanted: isWanted,
        isReduced: isReduced)
    }

    /// Every combination of options.
    var combinations: [[Int]] {
      choices.reduce([[]]) { all, choice in
        all.flatMap { options in (0...choice.options.count).map { options + [$0] } }
      }
    }
  }

  @Test("the cheapest changes of random programs are those that trying everything finds", arguments: 0..<8)
  func bruteForce(block: UInt64) throws {
    var (bounded, changed, boxes, combinations, leftOut) = (0, 0, 0, 0, 0)
    for seed in block * 60..<block * 60 + 60 {
      let test = Case(seed: seed)
      guard let reach = test.reach() else { continue }
      let working = test.combinations.filter(reach.holds)
      let found = reach.search(3)
      #expect(found.isExact, "seed \(seed)")
      let first = found.answers.first?.cost
      #expect(first == working.map(reach.cost).min(), "seed \(seed)")
      #expect(found.answers.allSatisfy { reach.holds($0.options) && reach.cost($0.options) == $0.cost })
      #expect(found.answers.map(\.cost) == found.answers.map(\.cost).sorted(), "seed \(seed)")
      // What is not listed holds one of the answers, or is not cheaper than any.
      let limit = found.answers.count == 3 ? found.answers[2].cost : .max
      let unlisted = working.filter { options in
        reach.cost(options) < limit && !found.answers.contains { $0.isWithin(options) }
      }
      #expect(unlisted.isEmpty, "seed \(seed)")
      bounded += reach.isBounded ? 1 : 0
      changed += (first ?? 0) > 0 ? 1 : 0
      boxes += found.boxes
      combinations += test.combinations.count
      let isOpen = !working.isEmpty && first != 0
      leftOut += isOpen && reach.searched != test.choices ? 1 : 0
    }
    // What agreed is worth something only if there was something to change, and if bounds saved work.
    #expect(bounded > 20)
    #expect(changed > 0)
    #expect(boxes * 4 < combinations)
    #expect(leftOut > 0)
  }

  @Test("whatever holds under some changes is within what is known of all of them", arguments: 0..<8)
  func soundness(block: UInt64) throws {
    for seed in block * 30..<block * 30 + 30 {
      let test = Case(seed: seed)
      guard let reach = test.reach(isReduced: false) else { continue }
      guard let network = reach.network else { continue }
      let keyed = Set(network.places.filter { $0.keyed != nil }.map(\.leaf))
      var dice = Random(seed: seed)
      for turn in 0..<4 {
        var box = Box(test.choices)
        for choice in test.choices.indices where turn > 0 {
          box.low[choice] = dice.below(box.high[choice] + 1)
          box.high[choice] = box.low[choice] + dice.below(box.high[choice] - box.low[choice] + 1)
        }
        var weighing = Weighing(network)
        weighing.run(box)
        for options in test.combinations
        where zip(options, zip(box.low, box.high)).allSatisfy({ $0 >= $1.0 && $0 <= $1.1 }) {
          guard let changed = try? test.program.evaluate(reach.facts(options)) else { continue }
          for (number, place) in network.places.enumerated()
          where place.leaf.index < test.program.frozen.leaves.count
            && network.behindGoal.contains(number)
          {
            let value = changed.value(place.leaf, place.keys)
            let holds = place.keyed.map { value == $0 } ?? (value != nil)
            let (may, must) = (weighing.mayHold(number), weighing.surelyHolds(number))
            #expect(holds ? may : !must, "seed \(seed), \(place.leaf) \(place.keys), \(options)")
            if holds, let value, !keyed.contains(place.leaf) {
              let interval = weighing.value(number)
              #expect(interval.contains(value), "seed \(seed), \(place.leaf) \(place.keys), \(options)")
            }
          }
        }
      }
    }
  }
}
