import Inference
import Testing

@Suite("Conflicts")
struct ConflictTests {
  @Test("arise between what is given and what is derived; what is given wins nothing")
  func givenAndDerived() {
    var sketch = Sketch()
    let pack = sketch.leaf(3)
    let profile = sketch.leaf(3)
    sketch.state(pack, 1, value: 5)
    sketch.clause([], then: head(pack, 1, value: [.constant(6)]))
    sketch.clause([], then: head(profile, 2, value: [.constant(5)]))
    #expect(
      sketch.failures() == [
        .conflict(
          leaf: pack, keys: [1], first: .given(5), second: .derived(ClauseID(0), bindings: [], value: 6))
      ])
    sketch.facts = []
    #expect(
      sketch.failures([fact(profile, 2, value: 4)]) == [
        .conflict(
          leaf: profile, keys: [2], first: .given(4), second: .derived(ClauseID(1), bindings: [], value: 5))
      ])
    #expect(sketch.failures([fact(profile, 2, value: 5)]).isEmpty)
  }

  @Test("arise between clauses, and name the two least sides that differ")
  func derivedAndDerived() {
    var sketch = Sketch()
    let source = sketch.leaf(5)
    let stage = sketch.leaf()
    for (id, value) in [8, 8, 3, 9].enumerated() { sketch.state(source, id, value: Value(value)) }
    let first = sketch.clause([atom(source, x, value: y)], then: head(stage, value: [.y]))
    let second = sketch.clause([], then: head(stage, value: [.constant(1)]))
    sketch.strata = [Stratum(clauses: [first, second])]
    #expect(
      sketch.failures() == [
        .conflict(
          leaf: stage, keys: [], first: .derived(first, bindings: [0, 8], value: 8),
          second: .derived(first, bindings: [2, 3], value: 3))
      ])
  }

  @Test("arise within what is given")
  func given() {
    var sketch = Sketch()
    let leaf = sketch.leaf(3)
    sketch.state(leaf, 0, value: 7)
    #expect(
      sketch.failures([fact(leaf, 0, value: 3)]) == [
        .conflict(leaf: leaf, keys: [0], first: .given(3), second: .given(7))
      ])
    #expect(
      sketch.failures([fact(leaf, 1, value: 3), fact(leaf, 1, value: 2)]) == [
        .conflict(leaf: leaf, keys: [1], first: .given(2), second: .given(3))
      ])
    sketch.state(leaf, 0, value: 9)
    #expect(
      sketch.failures() == [.conflict(leaf: leaf, keys: [0], first: .given(7), second: .given(9))])
  }

  @Test("leave the value of the earlier clause to be read by those behind it")
  func earlierClause() {
    var sketch = Sketch()
    let place = sketch.leaf()
    let read = sketch.leaf()
    let first = sketch.clause([], then: head(place, value: [.number(5)]))
    let second = sketch.clause([], then: head(place, value: [.number(3)]))
    let third = sketch.clause(
      [atom(place, value: x)], then: head(read, value: [.number(1), .x, .number(5), .subtract, .divide]))
    sketch.strata = [Stratum(clauses: [first, second, third])]
    #expect(
      sketch.failures() == [
        .conflict(
          leaf: place, keys: [], first: .derived(first, bindings: [], value: number(5)),
          second: .derived(second, bindings: [], value: number(3))),
        .divisionByZero(third, bindings: [number(5)]),
      ])
  }

  @Test("do not arise from the same value twice")
  func agreement() throws {
    var sketch = Sketch()
    let leaf = sketch.leaf(3)
    sketch.state(leaf, 0, value: 7)
    sketch.clause([], then: head(leaf, 0, value: [.constant(7)]), head(leaf, 1, value: [.constant(2)]))
    sketch.clause([], then: head(leaf, 1, value: [.constant(2)]))
    let outcome = try sketch.outcome([fact(leaf, 0, value: 7), fact(leaf, 1, value: 2)])
    #expect(outcome.facts(of: leaf) == [fact(leaf, 0, value: 7), fact(leaf, 1, value: 2)])
  }

  @Test("of one stratum come together, sorted, and at most twenty")
  func many() {
    var sketch = Sketch()
    let source = sketch.leaf(30)
    let leaf = sketch.leaf(30)
    let later = sketch.leaf()
    for id in 0..<30 { sketch.state(source, id, value: number(Value(id))) }
    sketch.clause([atom(source, x, value: y)], then: head(leaf, x, value: [.y]))
    sketch.clause(
      [atom(source, x, value: y)], tests: [[.y, .number(25), .less]],
      then: head(leaf, x, value: [.y, .number(1), .add]))
    sketch.clause([], then: head(later, value: [.number(1), .number(0), .divide]))
    let failures = sketch.failures()
    #expect(failures.count == 20)
    #expect(failures == failures.sorted())
    #expect(
      failures.first
        == .conflict(
          leaf: leaf, keys: [0], first: .derived(ClauseID(0), bindings: [0, 0], value: 0),
          second: .derived(ClauseID(1), bindings: [0, 0], value: number(1))))
  }

  @Test("are the same whatever the order of facts")
  func order() {
    var sketch = Sketch()
    let edge = sketch.leaf(12, 12)
    let label = sketch.leaf(12)
    let seen = sketch.leaf(12)
    let spread = sketch.clause(
      [atom(edge, x, y, value: z), atom(label, x, value: w)],
      then: head(label, y, value: [.w, .z, .add]))
    let copy = sketch.clause([atom(edge, x, y, value: z)], then: head(seen, y, value: [.z]))
    let read = sketch.clause(
      [atom(seen, x, value: y)], then: head(label, x, value: [.y, .number(9), .y, .divide, .add]))
    sketch.strata = [Stratum(clauses: [copy, read]), Stratum(clauses: [spread], isRecursive: true)]
    order(sketch, edge, label)
    sketch.strata = [Stratum(clauses: [spread], isRecursive: true), Stratum(clauses: [copy, read])]
    order(sketch, edge, label)
  }

  private func order(_ sketch: Sketch, _ edge: LeafID, _ label: LeafID) {
    var profile = [fact(label, 0, value: 0)]
    for from in 0..<12 {
      for to in 0..<12 where (from * 5 + to * 3) % 4 == 1 {
        profile.append(fact(edge, from, to, value: Value(from * to)))
      }
    }
    let failures = sketch.failures(profile)
    #expect(!failures.isEmpty)
    var random = Random(seed: 3)
    for _ in 0..<20 {
      var shuffled = profile
      for place in shuffled.indices { shuffled.swapAt(place, random.below(place + 1)) }
      #expect(sketch.failures(shuffled) == failures)
    }
  }
}
