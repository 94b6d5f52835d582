import Inference
import Testing

@Suite("Total leaves")
struct TotalLeafTests {
  @Test("are visited under every key, stated or not")
  func everyKey() throws {
    var sketch = Sketch()
    let level = sketch.leaf(4, fallback: number(1))
    let copy = sketch.leaf(4)
    sketch.state(level, 2, value: number(5))
    sketch.clause([atom(level, x, value: y)], then: head(copy, x, value: [.y]))
    let outcome = try sketch.outcome([fact(level, 0, value: number(3))])
    #expect(outcome.facts(of: copy).map(\.value) == [number(3), number(1), number(5), number(1)])
    #expect(outcome.value(level, [3]) == number(1))
    #expect(outcome.facts(of: level).count == 2)
  }

  @Test("are read where only what is stated can match, and only there")
  func otherThanFallback() throws {
    var sketch = Sketch()
    let level = sketch.leaf(5, 5, fallback: 0)
    let high = sketch.leaf(5, 5, holds: .member)
    let five = sketch.leaf(5, holds: .member)
    let zero = sketch.leaf(5, holds: .member)
    sketch.state(level, 1, 1, value: number(5))
    sketch.state(level, 1, 2, value: number(1))
    sketch.state(level, 3, 3, value: 0)
    sketch.clause([atom(level, x, y, value: z)], tests: [[.number(2), .z, .less]], then: head(high, x, y))
    sketch.clause([atom(level, x, 1, value: .constant(number(5)))], then: head(five, x))
    sketch.clause([atom(level, 1, x, value: 0)], then: head(zero, x))
    let outcome = try sketch.outcome([fact(level, 4, 1, value: number(5))])
    #expect(outcome.places(high) == [[1, 1], [4, 1]])
    #expect(outcome.places(five) == [[1], [4]])
    #expect(outcome.places(zero) == [[0], [3], [4]])
  }

  @Test("join on a value that is known, be it the fallback or not")
  func knownValue() throws {
    var sketch = Sketch()
    let wanted = sketch.leaf()
    let level = sketch.leaf(3, fallback: 0)
    let found = sketch.leaf(3, holds: .member)
    sketch.clause([atom(wanted, value: y), atom(level, x, value: y)], then: head(found, x))
    let profile = [fact(level, 1, value: number(2))]
    #expect(try sketch.outcome(profile + [fact(wanted, value: 0)]).places(found) == [[0], [2]])
    #expect(try sketch.outcome(profile + [fact(wanted, value: number(2))]).places(found) == [[1]])
  }

  @Test("of a kind without ids hold nothing")
  func emptyDomain() throws {
    var sketch = Sketch()
    let level = sketch.leaf(0, fallback: number(1))
    let copy = sketch.leaf(0)
    let rank = sketch.rank([RankTerm(leaf: level, descending: true)], 0)
    sketch.clause([atom(level, x, value: y)], then: head(copy, x, value: [.y]))
    let outcome = try sketch.outcome()
    #expect(outcome.facts(of: copy).isEmpty)
    #expect(outcome.facts(of: rank).isEmpty)
    #expect(outcome.value(level, [0]) == nil)
  }

  @Test("may be sums, whose fallback is read where nothing contributed")
  func sums() throws {
    var sketch = Sketch()
    let score = sketch.leaf(3, holds: .sum, fallback: 0)
    let low = sketch.leaf(3, holds: .member)
    sketch.clause([], then: head(score, 1, value: [.number(5)]))
    sketch.clause([atom(score, x, value: y)], tests: [[.y, .number(3), .less]], then: head(low, x))
    #expect(try sketch.outcome().places(low) == [[0], [2]])
  }
}
