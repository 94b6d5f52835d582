import Inference
import Testing

@Suite("Near misses")
struct NearMissTests {
  @Test("tell which premises hold, which fail and which are open")
  func kinds() throws {
    var sketch = Sketch()
    let a = sketch.leaf(4, holds: .member)
    let b = sketch.leaf(4)
    sketch.state(a, 1)
    sketch.state(b, 2, value: number(5))
    let condition = Condition(atoms: [atom(a, x), atom(b, x, value: y)], tests: [[.y, .number(3), .less]])
    var effort = Effort()
    let found = try sketch.outcome().nearMisses(of: condition, given: [nil, nil], effort: &effort)
    #expect(
      found.list == [
        NearMiss(
          bindings: [1, .unbound], holding: [.atom(0)], failing: [.atom(1)], open: [.test(0)]),
        NearMiss(
          bindings: [2, number(5)], holding: [.atom(1)], failing: [.atom(0), .test(0)], open: []),
      ])
    #expect(found.count == 2)
    #expect(found.isComplete)
  }

  @Test("of premises that share no variable are found one by one, however many there are")
  func components() throws {
    var sketch = Sketch()
    let a = sketch.leaf(40, holds: .member)
    for id in 0..<30 { sketch.state(a, id) }
    let atoms = (0..<40).map { atom(a, .constant(Value($0))) }
    var effort = Effort()
    let found = try sketch.outcome().nearMisses(of: Condition(atoms: atoms), given: [], effort: &effort)
    #expect(found.list.map(\.failing) == [(30..<40).map(PremiseID.atom)])
    #expect(effort.checks > Effort().checks - 200)
  }

  @Test("are still near misses when the search is stopped, and it says so")
  func stopped() throws {
    var sketch = Sketch()
    let a = sketch.leaf(30, 30, holds: .member)
    for id in 0..<20 { sketch.state(a, id, id + 1) }
    let ring = (0..<24).map { atom(a, .variable($0), .variable(($0 + 1) % 24)) }
    var effort = Effort()
    effort.checks = 50
    let outcome = try sketch.outcome()
    let found = outcome.nearMisses(
      of: Condition(atoms: ring), given: Array(repeating: nil, count: 24), effort: &effort)
    #expect(!found.isComplete)
    #expect(!found.list.isEmpty)
    for miss in found.list {
      let kept = miss.holding.compactMap { if case .atom(let number) = $0 { ring[number] } else { nil } }
      let given = miss.bindings.map { $0 == .unbound ? nil : $0 }
      #expect(!outcome.solutions(of: Condition(atoms: kept), variables: 24, given: given).isEmpty)
    }
  }

  @Test("name exactly the premises that brute force finds failing, in random programs")
  func agreement() {
    var random = Random(seed: 7)
    var compared = 0
    var kinds: Set<String> = []
    for seed in 0..<400 {
      let sample = RandomProgram(seed: UInt64(seed))
      let profile = sample.profile(&random)
      guard let outcome = try? sample.sketch.program.evaluate(profile) else { continue }
      let expected = BruteForce(sample.sketch, profile)
      for goal in goals(expected, &random) {
        for way in outcome.ways(to: goal) {
          var effort = Effort()
          let found = outcome.nearMisses(
            of: way.condition, unless: way.unless, given: way.given, effort: &effort)
          let brute = BruteNearMisses(expected, way.condition, way.unless, way.given)
          #expect(found.isComplete)
          let mine = Set(found.list.map { brute.told($0.bindings, holding: Set($0.holding)) })
          #expect(mine == brute.all, "seed \(seed), goal \(goal), clause \(way.clause)")
          #expect(found.count == found.list.count && mine.count == found.list.count, "seed \(seed)")
          for miss in found.list {
            let (failing, open) = brute.rest(miss.bindings, holding: Set(miss.holding))
            #expect(Set(miss.failing) == failing && Set(miss.open) == open, "seed \(seed)")
            compared += 1
            kinds.formUnion(miss.failing.map { kind($0, way) } + miss.open.map { "open \(kind($0, way))" })
          }
        }
      }
    }
    #expect(compared > 1_000)
    #expect(
      kinds == ["atom", "test", "value", "unless", "open test", "open value", "open unless"])
  }

  private func kind(_ premise: PremiseID, _ way: Way) -> String {
    switch premise {
    case .atom: "atom"
    case .test(let number): number < way.stated ? "test" : "value"
    case .unless: "unless"
    }
  }

  /// Facts of concluded leaves that do not hold, with their keys known or some of them open.
  private func goals(_ expected: BruteForce, _ random: inout Random) -> [Atom] {
    let written = Set(expected.sketch.clauses.flatMap { $0.heads.map(\.leaf) }).sorted()
    return written.flatMap { leaf in
      expected.sketch.places(leaf).filter { _ in random.chance(1, in: 3) }.compactMap { keys in
        let known = expected.value(leaf, keys)
        let terms = keys.map { random.chance(1, in: 4) ? Term.any : .constant(Value($0)) }
        switch expected.sketch.leaves[leaf.index].holds {
        case .one:
          let value = Value(random.below(3)) * (random.chance(1, in: 2) ? 1 : .one)
          return known == value ? nil : Atom(leaf: leaf, keys: terms, value: .constant(value))
        case .member, .sum, .max, .min: return known == nil ? Atom(leaf: leaf, keys: terms) : nil
        case .rank: return nil
        }
      }
    }
  }
}
