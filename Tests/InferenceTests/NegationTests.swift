import Inference
import Testing

@Suite("Unless")
struct NegationTests {
  @Test("holds back what a fact stands against")
  func simple() throws {
    var sketch = Sketch()
    let skill = sketch.leaf(4, holds: .member)
    let declined = sketch.leaf(4, holds: .member)
    let advised = sketch.leaf(4, holds: .member)
    for id in 0..<4 { sketch.state(skill, id) }
    sketch.clause(
      [atom(skill, x)], unless: [Condition(atoms: [atom(declined, x)])], then: head(advised, x))
    #expect(try sketch.outcome([fact(declined, 2)]).places(advised) == [[0], [1], [3]])
  }

  @Test("takes a variable of its own to mean any, together with its tests")
  func existential() throws {
    var sketch = Sketch()
    let person = sketch.leaf(3, holds: .member)
    let scores = sketch.leaf(3, 5)
    let weak = sketch.leaf(3, holds: .member)
    for id in 0..<3 { sketch.state(person, id) }
    sketch.state(scores, 0, 1, value: number(2))
    sketch.state(scores, 0, 4, value: number(9))
    sketch.state(scores, 1, 4, value: number(3))
    let strong = Condition(atoms: [atom(scores, x, y, value: z)], tests: [[.number(5), .z, .less]])
    sketch.clause([atom(person, x)], unless: [strong], then: head(weak, x))
    #expect(try sketch.outcome().places(weak) == [[1], [2]])
  }

  @Test("joins within itself, and each stands alone")
  func several() throws {
    var sketch = Sketch()
    let role = sketch.leaf(4, holds: .member)
    let needs = sketch.leaf(4, 4, holds: .member)
    let missing = sketch.leaf(4, holds: .member)
    let banned = sketch.leaf(holds: .member)
    let open = sketch.leaf(4, holds: .member)
    for id in 0..<4 { sketch.state(role, id) }
    sketch.state(needs, 0, 2)
    sketch.state(needs, 1, 3)
    sketch.state(missing, 3)
    sketch.clause(
      [atom(role, x)],
      unless: [
        Condition(atoms: [atom(needs, x, y), atom(missing, y)]), Condition(atoms: [atom(banned)]),
      ], then: head(open, x))
    #expect(try sketch.outcome().places(open) == [[0], [2], [3]])
    #expect(try sketch.outcome([fact(banned)]).places(open).isEmpty)
  }

  @Test("matches any key and the fallback of a total leaf")
  func anyAndTotal() throws {
    var sketch = Sketch()
    let one = sketch.leaf(3, holds: .member)
    let seen = sketch.leaf(3, 3, holds: .member)
    let level = sketch.leaf(3, fallback: number(2))
    let alone = sketch.leaf(3, holds: .member)
    let allHigh = sketch.leaf(holds: .member)
    for id in 0..<3 { sketch.state(one, id) }
    sketch.state(seen, 1, 0)
    sketch.clause([atom(one, x)], unless: [Condition(atoms: [atom(seen, x, anything)])], then: head(alone, x))
    sketch.clause(
      [], unless: [Condition(atoms: [atom(level, x, value: y)], tests: [[.y, .number(2), .less]])],
      then: head(allHigh))
    #expect(try sketch.outcome().places(alone) == [[0], [2]])
    #expect(try sketch.outcome().value(allHigh) == 1)
    #expect(try sketch.outcome([fact(level, 2, value: number(1))]).value(allHigh) == nil)
  }
}
