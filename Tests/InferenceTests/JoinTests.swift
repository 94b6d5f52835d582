import Inference
import Testing

@Suite("Joins")
struct JoinTests {
  @Test("match what the pack and what the profile state alike")
  func packAndProfile() throws {
    var sketch = Sketch()
    let likes = sketch.leaf(5, 5, holds: .member)
    let friends = sketch.leaf(5, 5, holds: .member)
    sketch.state(likes, 0, 1)
    sketch.clause([atom(likes, x, y), atom(likes, y, x)], then: head(friends, x, y))
    let outcome = try sketch.outcome([fact(likes, 1, 0), fact(likes, 2, 1), fact(likes, 0, 1)])
    #expect(outcome.places(friends) == [[0, 1], [1, 0]])
  }

  @Test("bind values, compare them and compute with them")
  func gaps() throws {
    var sketch = Sketch()
    let needs = sketch.leaf(3, 4)
    let skills = sketch.leaf(4, fallback: 0)
    let gaps = sketch.leaf(3, 4)
    sketch.state(needs, 0, 1, value: number(3))
    sketch.state(needs, 0, 2, value: number(2))
    sketch.state(needs, 2, 1, value: number(1))
    sketch.clause(
      [atom(needs, x, y, value: z), atom(skills, y, value: w)], tests: [[.w, .z, .less]],
      then: head(gaps, x, y, value: [.z, .w, .subtract]))
    let outcome = try sketch.outcome([fact(skills, 1, value: number(1))])
    #expect(
      outcome.facts(of: gaps) == [
        fact(gaps, 0, 1, value: number(2)), fact(gaps, 0, 2, value: number(2)),
      ])
    #expect(outcome.value(gaps, [0, 1]) == number(2))
    #expect(outcome.value(gaps, [2, 1]) == nil)
  }

  @Test("take a variable that stands twice in one atom as one")
  func repeatedVariables() throws {
    var sketch = Sketch()
    let pairs = sketch.leaf(4, 4, holds: .member)
    let holds = sketch.leaf(4)
    let same = sketch.leaf(4, holds: .member)
    let own = sketch.leaf(4, holds: .member)
    for (one, other) in [(0, 0), (1, 2), (3, 3)] { sketch.state(pairs, one, other) }
    sketch.state(holds, 1, value: 1)
    sketch.state(holds, 2, value: 1)
    sketch.clause([atom(pairs, x, x)], then: head(same, x))
    sketch.clause([atom(holds, x, value: x)], then: head(own, x))
    let outcome = try sketch.outcome()
    #expect(outcome.places(same) == [[0], [3]])
    #expect(outcome.places(own) == [[1]])
  }

  @Test("find rows by part of a wide key, be they few or as many as there are keys", arguments: [300, 9_000])
  func wideKeys(rows: Int) throws {
    var sketch = Sketch()
    let likes = sketch.leaf(2_000, 8_192, holds: .member)
    let wanted = sketch.leaf(8_192, holds: .member)
    let found = sketch.leaf(2_000, holds: .member)
    let pairs = (0..<rows).map { (one: $0 % 1_999, other: $0 * 7_919 % 8_192) }
    for pair in pairs { sketch.state(likes, pair.one, pair.other) }
    sketch.clause([atom(wanted, y), atom(likes, x, y)], then: head(found, x))
    let keys = [0, 1, 4_095, 4_096, 8_190, 8_191]
    let outcome = try sketch.outcome(keys.map { fact(wanted, $0) })
    let expected = Set(pairs.filter { keys.contains($0.other) }.map(\.one)).sorted()
    #expect(outcome.places(found) == expected.map { [$0] })
    #expect(expected.isEmpty == false)
  }

  @Test("find rows by a value that is known")
  func byValue() throws {
    var sketch = Sketch()
    let boss = sketch.leaf(50)
    let peers = sketch.leaf(50, 50, holds: .member)
    for person in 0..<50 { sketch.state(boss, person, value: Value(person % 7)) }
    sketch.clause([atom(boss, 3, value: z), atom(boss, x, value: z)], then: head(peers, 3, x))
    #expect(try sketch.outcome().places(peers) == stride(from: 3, to: 50, by: 7).map { [3, $0] })
  }

  @Test("go over constants, single values and conditions without atoms")
  func constants() throws {
    var sketch = Sketch()
    let stage = sketch.leaf()
    let years = sketch.leaf()
    let always = sketch.leaf()
    let never = sketch.leaf()
    sketch.clause(
      [atom(years, value: x)], tests: [[.number(1), .x, .lessOrEqual], [.x, .number(4), .less]],
      then: head(stage, value: [.constant(7)]))
    sketch.clause([], then: head(always, value: [.number(1)]))
    sketch.clause([], tests: [[.number(2), .number(1), .less]], then: head(never, value: [.number(1)]))
    #expect(try sketch.outcome([fact(years, value: number(2))]).value(stage) == 7)
    #expect(try sketch.outcome([fact(years, value: number(4))]).value(stage) == nil)
    #expect(try sketch.outcome().value(stage) == nil)
    #expect(try sketch.outcome().value(always) == number(1))
    #expect(try sketch.outcome().value(never) == nil)
  }

  @Test("fill several places at once")
  func severalHeads() throws {
    var sketch = Sketch()
    let source = sketch.leaf(3)
    let copy = sketch.leaf(3)
    let seen = sketch.leaf(3, holds: .member)
    sketch.state(source, 1, value: number(5))
    sketch.clause([atom(source, x, value: y)], then: head(copy, x, value: [.y]), head(seen, x))
    let outcome = try sketch.outcome()
    #expect(outcome.facts(of: copy) == [fact(copy, 1, value: number(5))])
    #expect(outcome.facts(of: seen) == [fact(seen, 1)])
  }

  @Test("take texts, whose domain is open, as keys")
  func texts() throws {
    var sketch = Sketch()
    let said = sketch.leaf(Int(Int32.max), Int(Int32.max), holds: .member)
    let heard = sketch.leaf(Int(Int32.max), holds: .member)
    sketch.state(said, 2_000_000_000, 5)
    sketch.clause([atom(said, x, y)], then: head(heard, x))
    let outcome = try sketch.outcome([fact(said, 7, 2_000_000_001)])
    #expect(outcome.places(heard) == [[7], [2_000_000_000]])
    #expect(sketch.leaves[0].packedBits == 62)
  }

  @Test("run the clauses of a stratum in order")
  func order() throws {
    var sketch = Sketch()
    let a = sketch.leaf(3, holds: .member)
    let b = sketch.leaf(3, holds: .member)
    let c = sketch.leaf(3, holds: .member)
    sketch.state(a, 2)
    let first = sketch.clause([atom(a, x)], then: head(b, x))
    let second = sketch.clause([atom(b, x)], then: head(c, x))
    sketch.strata = [Stratum(clauses: [first, second])]
    #expect(try sketch.outcome([fact(a, 0)]).places(c) == [[0], [2]])
  }

  @Test("join many rows by indexes of the pack and of the evaluation")
  func many() throws {
    var sketch = Sketch()
    let parent = sketch.leaf(3_000, 3_000, holds: .member)
    let grand = sketch.leaf(3_000, 3_000, holds: .member)
    for child in 1..<1_000 { sketch.state(parent, child, child / 2) }
    sketch.clause([atom(parent, x, y), atom(parent, y, z)], then: head(grand, x, z))
    let profile = (1_000..<3_000).map { fact(parent, $0, $0 / 2) }
    let expected = (2..<3_000).map { [$0, $0 / 4] }
    #expect(try sketch.outcome(profile).places(grand) == expected)
  }
}
