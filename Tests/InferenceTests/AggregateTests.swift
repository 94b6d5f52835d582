import Inference
import Testing

@Suite("Sums, greatest and least values")
struct AggregateTests {
  @Test("add up each clause with each binding of its named variables once")
  func bindings() throws {
    var sketch = Sketch()
    let needs = sketch.leaf(2, 4)
    let score = sketch.leaf(2, holds: .sum)
    for skill in 0..<4 { sketch.state(needs, 0, skill, value: number(3)) }
    sketch.clause([atom(needs, x, y, value: z)], then: head(score, x, value: [.z]))
    sketch.clause([], then: head(score, 0, value: [.number(100)]))
    sketch.clause([], then: head(score, 0, value: [.number(100)]))
    let outcome = try sketch.outcome()
    #expect(outcome.value(score, [0]) == number(212))
    #expect(outcome.value(score, [1]) == nil)
  }

  @Test("count once what differs only in a variable that the author did not name")
  func unnamed() throws {
    var sketch = Sketch()
    let skills = sketch.leaf(2, 5)
    let score = sketch.leaf(2, holds: .sum)
    for skill in 0..<5 { sketch.state(skills, 0, skill, value: number(Value(skill))) }
    // Any skill from 3 up, written as a range: neither the skill nor its level has a name.
    sketch.clause(
      [atom(skills, x, y, value: z)], tests: [[.number(3), .z, .lessOrEqual]], named: 1,
      then: head(score, x, value: [.number(10)]))
    sketch.clause([atom(skills, x, anything)], then: head(score, x, value: [.number(1)]))
    #expect(try sketch.outcome().value(score, [0]) == number(11))
  }

  @Test("count all that differs in a named variable, though no head uses it")
  func named() throws {
    var sketch = Sketch()
    let skills = sketch.leaf(5, 3)
    let score = sketch.leaf(holds: .sum)
    for skill in 0..<5 {
      sketch.state(skills, skill, 0, value: number(7))
      sketch.state(skills, skill, 1, value: number(7))
    }
    sketch.clause([atom(skills, x, anything, value: y)], named: 1, then: head(score, value: [.number(1)]))
    #expect(try sketch.outcome().value(score) == number(5))
  }

  @Test("contribute once for each head")
  func heads() throws {
    var sketch = Sketch()
    let score = sketch.leaf(2, holds: .sum)
    sketch.clause([], then: head(score, 0, value: [.number(1)]), head(score, 0, value: [.number(1)]))
    #expect(try sketch.outcome().value(score, [0]) == number(2))
  }

  @Test("take what pack and profile state as further parts")
  func given() throws {
    var sketch = Sketch()
    let score = sketch.leaf(2, holds: .sum)
    let most = sketch.leaf(holds: .max)
    sketch.state(score, 0, value: number(5))
    sketch.state(most, value: number(5))
    sketch.clause([], then: head(score, 0, value: [.number(5)]), head(most, value: [.number(4)]))
    let outcome = try sketch.outcome([fact(score, 0, value: number(5)), fact(score, 1, value: number(1))])
    #expect(outcome.facts(of: score).map(\.value) == [number(15), number(1)])
    #expect(outcome.value(most) == number(5))
    #expect(outcome.given(score, [0]).map(\.value) == [number(5), number(5)])
    #expect(outcome.given(score, [0]).map(\.origin) == [.pack, .profile])
  }

  @Test("are the greatest and the least of all parts")
  func extremes() throws {
    var sketch = Sketch()
    let values = sketch.leaf(5)
    let most = sketch.leaf(holds: .max)
    let least = sketch.leaf(holds: .min)
    for (id, value) in [-3, 7, 0, 7, 2].enumerated() { sketch.state(values, id, value: number(Value(value))) }
    sketch.clause([atom(values, x, value: y)], then: head(most, value: [.y]), head(least, value: [.y]))
    let outcome = try sketch.outcome()
    #expect(outcome.value(most) == number(7))
    #expect(outcome.value(least) == number(-3))
  }

  @Test("do not depend on the order of parts, even where a part sum would not fit")
  func wideSums() throws {
    var sketch = Sketch()
    let parts = sketch.leaf(4)
    let total = sketch.leaf(holds: .sum)
    for (id, value) in [Value.max, Value.max, -Value.max, -Value.max + 5].enumerated() {
      sketch.state(parts, id, value: value)
    }
    sketch.clause([atom(parts, x, value: y)], then: head(total, value: [.y]))
    #expect(try sketch.outcome().value(total) == 5)
  }

  @Test("are read by later strata with their final value")
  func later() throws {
    var sketch = Sketch()
    let score = sketch.leaf(3, holds: .sum)
    let best = sketch.leaf(holds: .max)
    let winner = sketch.leaf(3, holds: .member)
    sketch.clause([], then: head(score, 0, value: [.number(2)]))
    sketch.clause([], then: head(score, 1, value: [.number(3)]))
    sketch.clause([], then: head(score, 0, value: [.number(2)]))
    sketch.clause([atom(score, x, value: y)], then: head(best, value: [.y]))
    sketch.clause([atom(best, value: y), atom(score, x, value: y)], then: head(winner, x))
    #expect(try sketch.outcome().places(winner) == [[0]])
  }

  @Test("that do not fit name a clause that has a part")
  func overflow() {
    var sketch = Sketch()
    let parts = sketch.leaf(3)
    let total = sketch.leaf(holds: .sum)
    for id in 0..<3 { sketch.state(parts, id, value: Value.max - 1) }
    sketch.clause([atom(parts, x, value: y)], then: head(total, value: [.y]))
    #expect(sketch.failures() == [.overflow(ClauseID(0), bindings: [0, Value.max - 1])])
    sketch.clauses = []
    sketch.state(total, value: Value.max)
    #expect(
      sketch.failures([fact(total, value: 1)]) == [
        .conflict(leaf: total, keys: [], first: .given(1), second: .given(Value.max))
      ])
  }
}
