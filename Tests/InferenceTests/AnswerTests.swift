import Inference
import Testing

@Suite("Answers")
struct AnswerTests {
  private let levels: LeafID
  private let names: LeafID
  private let seen: LeafID
  private let sketch: Sketch

  init() {
    var sketch = Sketch()
    levels = sketch.leaf(4, 4, fallback: 0)
    names = sketch.leaf(4)
    seen = sketch.leaf(4, 4, holds: .member)
    sketch.state(levels, 1, 2, value: number(3))
    sketch.state(levels, 3, 0, value: number(1))
    for id in 0..<4 { sketch.state(names, id, value: Value(10 + id)) }
    sketch.clause([atom(levels, x, y, value: z)], tests: [[.number(0), .z, .less]], then: head(seen, x, y))
    self.sketch = sketch
  }

  @Test("are distinct, sorted bindings of all variables")
  func solutions() throws {
    let outcome = try sketch.outcome([fact(levels, 1, 0, value: number(1))])
    let condition = Condition(atoms: [atom(seen, y, x), atom(names, y, value: z)])
    #expect(outcome.solutions(of: condition, variables: 3) == [[0, 1, 11], [0, 3, 13], [2, 1, 11]])
    let any = Condition(atoms: [atom(seen, x, anything)])
    #expect(outcome.solutions(of: any, variables: 1) == [[1], [3]])
  }

  @Test("go by what is given")
  func given() throws {
    let outcome = try sketch.outcome([fact(levels, 1, 0, value: number(1))])
    let condition = Condition(atoms: [atom(seen, x, y)])
    #expect(outcome.solutions(of: condition, variables: 2, given: [1]) == [[1, 0], [1, 2]])
    #expect(outcome.solutions(of: condition, variables: 2, given: [nil, 0]) == [[1, 0], [3, 0]])
    #expect(outcome.solutions(of: condition, variables: 2, given: [1, 3]).isEmpty)
    #expect(outcome.solutions(of: condition, variables: 2, given: [7, nil]).isEmpty)
  }

  @Test("leave out what an unless stands against, whose own variables stay unbound")
  func unless() throws {
    let outcome = try sketch.outcome()
    let condition = Condition(atoms: [atom(names, x)])
    let unless = Condition(atoms: [atom(seen, x, y)])
    #expect(
      outcome.solutions(of: condition, unless: [unless], variables: 2) == [[0, .unbound], [2, .unbound]])
    #expect(
      outcome.solutions(of: condition, unless: [unless], variables: 2, given: [nil, 0]) == [
        [0, 0], [1, 0], [2, 0],
      ])
  }

  @Test("of a condition without variables are one or none")
  func noVariables() throws {
    let outcome = try sketch.outcome()
    #expect(outcome.solutions(of: Condition(atoms: [atom(seen, 1, 2)]), variables: 0) == [[]])
    #expect(outcome.solutions(of: Condition(atoms: [atom(seen, 1, 1)]), variables: 0).isEmpty)
    #expect(outcome.solutions(of: Condition(), variables: 0) == [[]])
  }

  @Test("visit a total leaf under every key, and only what is stated by its value")
  func total() throws {
    let outcome = try sketch.outcome()
    let row = Condition(atoms: [atom(levels, 1, x, value: y)])
    #expect(outcome.solutions(of: row, variables: 2) == [[0, 0], [1, 0], [2, number(3)], [3, 0]])
    let three = Condition(atoms: [atom(levels, x, y, value: .constant(number(3)))])
    #expect(outcome.solutions(of: three, variables: 2) == [[1, 2]])
  }

  @Test("tell the bindings under which a test cannot be computed")
  func failures() throws {
    let outcome = try sketch.outcome()
    let condition = Condition(
      atoms: [atom(levels, 1, x, value: y)], tests: [[.number(6), .y, .divide, .number(2), .equal]])
    let answers = outcome.answers(to: condition, variables: 2)
    #expect(answers.solutions == [[2, number(3)]])
    #expect(answers.failures == [[0, 0], [1, 0], [3, 0]])
    #expect(outcome.solutions(of: condition, variables: 2) == [[2, number(3)]])
  }

  @Test("are the same for a query that was planned with the program")
  func planned() throws {
    var sketch = sketch
    let condition = Condition(atoms: [atom(seen, x, y), atom(names, y, value: z)])
    let unless = Condition(atoms: [atom(seen, y, w)])
    sketch.queries = [
      Query(variables: 4, condition: condition, unless: [unless]),
      Query(variables: 4, given: [1], condition: condition, unless: [unless]),
    ]
    let outcome = try sketch.outcome([
      fact(levels, 0, 1, value: number(1)), fact(levels, 0, 2, value: number(1)),
    ])
    #expect(
      outcome.answers(to: QueryID(0)) == outcome.answers(to: condition, unless: [unless], variables: 4))
    #expect(outcome.answers(to: QueryID(0)).solutions == [[0, 2, 12, .unbound], [1, 2, 12, .unbound]])
    for id in 0..<4 {
      let given: [Value?] = [nil, Value(id)]
      #expect(
        outcome.answers(to: QueryID(1), given: [Value(id)])
          == outcome.answers(to: condition, unless: [unless], variables: 4, given: given))
    }
  }
}
