import Inference
import Testing

@Suite("Derivations")
struct DerivationTests {
  @Test("tell the clause, the bindings and the premises, with the fallbacks among them")
  func premises() throws {
    var sketch = Sketch()
    let needs = sketch.leaf(3, 4)
    let skills = sketch.leaf(4, fallback: 0)
    let gaps = sketch.leaf(3, 4)
    sketch.state(needs, 1, 2, value: number(3))
    sketch.clause(
      [atom(needs, x, y, value: z), atom(skills, y, value: w)], tests: [[.w, .z, .less]],
      then: head(gaps, x, y, value: [.z, .w, .subtract]))
    let gap = fact(gaps, 1, 2, value: number(3))
    #expect(
      try sketch.outcome().derivations(of: gap) == [
        Derivation(
          clause: ClauseID(0), head: 0, bindings: [1, 2, number(3), 0], contribution: number(3),
          premises: [
            Premise(atom: 0, fact: fact(needs, 1, 2, value: number(3)), isFallback: false),
            Premise(atom: 1, fact: fact(skills, 2, value: 0), isFallback: true),
          ])
      ])
    let stated = try sketch.outcome([fact(skills, 2, value: 0)])
    #expect(stated.derivations(of: gap).first?.premises.last?.isFallback == false)
    #expect(stated.derivations(of: fact(gaps, 1, 2, value: number(2))).isEmpty)
    #expect(stated.derivations(of: fact(gaps, 0, 0, value: number(3))).isEmpty)
  }

  @Test("are all there are, of several clauses and heads, sorted")
  func several() throws {
    var sketch = Sketch()
    let a = sketch.leaf(4, 4, holds: .member)
    let b = sketch.leaf(4, holds: .member)
    for (one, other) in [(3, 1), (0, 1), (2, 2)] { sketch.state(a, one, other) }
    sketch.clause([atom(a, 2, x)], then: head(b, x))
    sketch.clause([atom(a, x, y)], then: head(b, x), head(b, y))
    let outcome = try sketch.outcome()
    let one = outcome.derivations(of: fact(b, 1))
    #expect(one.map(\.bindings) == [[0, 1], [3, 1]])
    #expect(one.map(\.head) == [1, 1])
    let two = outcome.derivations(of: fact(b, 2))
    #expect(two.map(\.clause) == [ClauseID(0), ClauseID(1), ClauseID(1)])
    #expect(two.map(\.bindings) == [[2], [2, 2], [2, 2]])
    #expect(two.map(\.head) == [0, 0, 1])
  }

  @Test("of a sum are its parts, each binding of named variables once")
  func sums() throws {
    var sketch = Sketch()
    let skills = sketch.leaf(5, 2)
    let score = sketch.leaf(2, holds: .sum)
    for skill in 0..<3 { sketch.state(skills, skill, 1, value: number(Value(skill))) }
    sketch.clause([atom(skills, x, y, value: z)], then: head(score, y, value: [.z, .number(10), .add]))
    sketch.clause(
      [atom(skills, anything, y, value: anything)], named: 2, then: head(score, y, value: [.number(1)]))
    let outcome = try sketch.outcome([fact(score, 1, value: number(100))])
    let total = fact(score, 1, value: number(134))
    #expect(outcome.value(score, [1]) == total.value)
    let parts = outcome.derivations(of: total)
    #expect(parts.map(\.contribution) == [number(10), number(11), number(12), number(1)])
    #expect(parts.last?.bindings == [.unbound, 1])
    #expect(parts.last?.premises == [Premise(atom: 0, fact: fact(skills, 0, 1, value: 0), isFallback: false)])
    #expect(outcome.origin(of: total) == .derived)
    #expect(outcome.given(score, [1]).map(\.value) == [number(100)])
  }

  @Test("of a greatest are all parts with what each gave")
  func extremes() throws {
    var sketch = Sketch()
    let values = sketch.leaf(3)
    let most = sketch.leaf(holds: .max)
    for id in 0..<3 { sketch.state(values, id, value: number(Value(id % 2))) }
    sketch.clause([atom(values, x, value: y)], then: head(most, value: [.y]))
    let parts = try sketch.outcome().derivations(of: fact(most, value: number(1)))
    #expect(parts.map(\.contribution) == [0, number(1), 0])
  }

  @Test("rather rest on what is stated than on a fallback")
  func witnesses() throws {
    var sketch = Sketch()
    let level = sketch.leaf(4, fallback: number(3))
    let good = sketch.leaf(holds: .member)
    sketch.clause(
      [atom(level, anything, value: x)], tests: [[.number(2), .x, .less]], named: 0, then: head(good))
    let outcome = try sketch.outcome([fact(level, 2, value: number(4))])
    let derivations = outcome.derivations(of: fact(good))
    #expect(derivations.count == 1)
    #expect(
      derivations.first?.premises == [
        Premise(atom: 0, fact: fact(level, 2, value: number(4)), isFallback: false)
      ])
  }

  @Test("of a recursive fact go back to facts that hold")
  func recursion() throws {
    var (sketch, edge, path) = RecursionTests.closure(2, size: 5)
    for node in 0..<4 { sketch.state(edge, node, node + 1) }
    let outcome = try sketch.outcome()
    let derivations = outcome.derivations(of: fact(path, 0, 3))
    #expect(derivations.map(\.bindings) == [[0, 1, 3], [0, 2, 3]])
    #expect(outcome.derivations(of: fact(path, 0, 1)).map(\.clause) == [ClauseID(0)])
  }

  @Test("stand beside what is given, and origins tell where a fact is from")
  func origins() throws {
    var sketch = Sketch()
    let level = sketch.leaf(5, fallback: 0)
    let seen = sketch.leaf(5, holds: .member)
    let score = sketch.leaf(5, holds: .sum, fallback: 0)
    sketch.state(level, 0, value: number(1))
    sketch.state(score, 0, value: number(1))
    sketch.clause([atom(level, x, value: .constant(number(1)))], then: head(seen, x))
    sketch.clause([], then: head(score, 2, value: [.number(1)]))
    let outcome = try sketch.outcome([
      fact(level, 1, value: number(1)), fact(level, 0, value: number(1)), fact(seen, 1),
      fact(score, 1, value: number(1)),
    ])
    #expect(outcome.origin(of: fact(level, 0, value: number(1))) == .pack)
    #expect(outcome.origin(of: fact(level, 1, value: number(1))) == .profile)
    #expect(outcome.origin(of: fact(level, 2, value: 0)) == .fallback)
    #expect(outcome.origin(of: fact(level, 1, value: 0)) == nil)
    #expect(outcome.origin(of: fact(level, 2, value: number(1))) == nil)
    #expect(outcome.origin(of: fact(seen, 0)) == .derived)
    #expect(outcome.origin(of: fact(seen, 1)) == .profile)
    #expect(outcome.derivations(of: fact(seen, 1)).count == 1)
    #expect(outcome.origin(of: fact(seen, 3)) == nil)
    #expect(
      (0..<4).map { outcome.origin(of: fact(score, $0, value: number(1))) } == [
        .pack, .profile, .derived, nil,
      ])
    #expect(outcome.origin(of: fact(score, 3, value: 0)) == .fallback)
  }

  @Test("hold an unless's own variables unbound")
  func unbound() throws {
    var sketch = Sketch()
    let a = sketch.leaf(3, holds: .member)
    let b = sketch.leaf(3, 3, holds: .member)
    let c = sketch.leaf(3, holds: .member)
    sketch.state(a, 1)
    sketch.state(b, 0, 2)
    sketch.clause([atom(a, x)], unless: [Condition(atoms: [atom(b, x, y)])], then: head(c, x))
    #expect(try sketch.outcome().derivations(of: fact(c, 1)).map(\.bindings) == [[1, .unbound]])
  }
}
