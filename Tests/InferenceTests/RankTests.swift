import Inference
import Testing

@Suite("Ranks")
struct RankTests {
  @Test("number the siblings, ties by id")
  func ties() throws {
    var sketch = Sketch()
    let score = sketch.leaf(5, holds: .sum)
    let rank = sketch.rank([RankTerm(leaf: score, descending: true)], 5)
    for (id, value) in [(0, 3), (1, 9), (2, 3), (4, 9)] {
      sketch.state(score, id, value: number(Value(value)))
    }
    let outcome = try sketch.outcome()
    #expect((0..<5).map { outcome.value(rank, [$0]) } == [number(3), number(1), number(4), nil, number(2)])
  }

  @Test("sort by several terms in turn")
  func terms() throws {
    var sketch = Sketch()
    let score = sketch.leaf(4)
    let effort = sketch.leaf(4)
    let rank = sketch.rank(
      [RankTerm(leaf: score, descending: true), RankTerm(leaf: effort, descending: false)], 4)
    for (id, pair) in [(5, 3), (5, 1), (7, 9), (5, 3)].enumerated() {
      sketch.state(score, id, value: number(Value(pair.0)))
      sketch.state(effort, id, value: number(Value(pair.1)))
    }
    let outcome = try sketch.outcome()
    #expect((0..<4).map { outcome.value(rank, [$0]) } == [number(3), number(2), number(1), number(4)])
  }

  @Test("leave out what lacks a term")
  func missing() throws {
    var sketch = Sketch()
    let score = sketch.leaf(4)
    let effort = sketch.leaf(4, fallback: number(1))
    let rank = sketch.rank(
      [RankTerm(leaf: effort, descending: false), RankTerm(leaf: score, descending: false)], 4)
    sketch.state(score, 2, value: number(1))
    let outcome = try sketch.outcome([fact(score, 0, value: number(1)), fact(effort, 1, value: 0)])
    #expect(outcome.facts(of: rank) == [fact(rank, 0, value: number(1)), fact(rank, 2, value: number(2))])
  }

  @Test("start anew under each outer key")
  func outerKeys() throws {
    var sketch = Sketch()
    let score = sketch.leaf(3, 3, holds: .sum)
    let rank = sketch.rank([RankTerm(leaf: score, descending: true)], 3, 3)
    for (one, other, value) in [(0, 0, 1), (0, 2, 2), (2, 1, 9), (2, 0, 8), (2, 2, 10)] {
      sketch.clause(
        [], then: head(score, .constant(Value(one)), .constant(Value(other)), value: [.number(Value(value))]))
    }
    let outcome = try sketch.outcome()
    #expect(
      outcome.facts(of: rank) == [
        fact(rank, 0, 0, value: number(2)), fact(rank, 0, 2, value: number(1)),
        fact(rank, 2, 0, value: number(3)), fact(rank, 2, 1, value: number(2)),
        fact(rank, 2, 2, value: number(1)),
      ])
  }

  @Test("cover the whole domain when all terms are total, and are read by later strata")
  func total() throws {
    var sketch = Sketch()
    let score = sketch.leaf(3, 2, holds: .sum, fallback: 0)
    let rank = sketch.rank([RankTerm(leaf: score, descending: true)], 3, 2)
    let first = sketch.leaf(3, 2, holds: .member)
    let contribute = sketch.clause([], then: head(score, 1, 1, value: [.number(4)]))
    let read = sketch.clause([atom(rank, x, y, value: .constant(number(1)))], then: head(first, x, y))
    sketch.strata = [Stratum(clauses: [contribute], ranks: [rank]), Stratum(clauses: [read])]
    let outcome = try sketch.outcome()
    #expect(outcome.facts(of: rank).count == 6)
    #expect(outcome.places(first) == [[0, 0], [1, 1], [2, 0]])
    #expect(outcome.origin(of: fact(rank, 1, 1, value: number(1))) == .derived)
    #expect(outcome.derivations(of: fact(rank, 1, 1, value: number(1))).isEmpty)
  }

  @Test("may be terms of ranks")
  func nested() throws {
    var sketch = Sketch()
    let score = sketch.leaf(3)
    let up = sketch.rank([RankTerm(leaf: score, descending: true)], 3)
    let down = sketch.rank([RankTerm(leaf: up, descending: true)], 3)
    for id in 0..<3 { sketch.state(score, id, value: number(Value(id))) }
    let outcome = try sketch.outcome()
    #expect(outcome.facts(of: down).map(\.value) == [number(1), number(2), number(3)])
  }
}
