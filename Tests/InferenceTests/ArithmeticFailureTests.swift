import Inference
import Testing

@Suite("Arithmetic that fails")
struct ArithmeticFailureTests {
  /// A clause over one leaf with one number, as `x`.
  private func failures(
    _ value: Value, tests: [Expression] = [], unless: [Condition] = [], then: Expression = [.number(1)]
  ) -> [Failure] {
    var sketch = Sketch()
    let input = sketch.leaf()
    let output = sketch.leaf()
    sketch.clause(
      [atom(input, value: x)], tests: tests, unless: unless, then: head(output, value: then))
    return sketch.failures([fact(input, value: value)])
  }

  @Test("names the clause and its bindings, in tests and heads alike")
  func divisionByZero() {
    let expected = [Failure.divisionByZero(ClauseID(0), bindings: [0])]
    #expect(failures(0, tests: [[.number(1), .x, .divide, .number(2), .less]]) == expected)
    #expect(failures(0, then: [.number(1), .x, .divide]) == expected)
    #expect(failures(number(1), then: [.number(1), .x, .divide]).isEmpty)
  }

  @Test(
    "overflows in every operation that can",
    arguments: [
      [.x, .number(1), .add], [.x, .negate, .number(2), .subtract], [.x, .number(2), .multiply],
      [.x, .constant(1), .divide], [.x, .ceil], [.x, .negate, .floor], [.x, .round],
    ] as [Expression])
  func overflow(expression: Expression) {
    #expect(failures(.max, then: expression) == [.overflow(ClauseID(0), bindings: [.max])])
  }

  @Test(
    "has results otherwise",
    arguments: [
      ([.x, .negate], -2_500_000), ([.x, .floor], 2_000_000), ([.x, .ceil], 3_000_000),
      ([.x, .round], 2_000_000), ([.x, .negate, .abs], 2_500_000), ([.x, .number(1), .min], 1_000_000),
      ([.x, .number(1), .max], 2_500_000), ([.x, .x, .multiply], 6_250_000),
      ([.number(1), .x, .divide], 400_000), ([.x, .number(1), .subtract, .number(2), .multiply], 3_000_000),
      ([.x, .x, .equal], 1), ([.x, .x, .notEqual], 0), ([.x, .number(3), .less], 1),
      ([.x, .x, .lessOrEqual], 1), ([.x, .x, .less, .not], 1),
    ] as [(Expression, Value)])
  func results(expression: Expression, result: Value) throws {
    var sketch = Sketch()
    let input = sketch.leaf()
    let output = sketch.leaf()
    sketch.clause([atom(input, value: x)], then: head(output, value: expression))
    #expect(try sketch.outcome([fact(input, value: 2_500_000)]).value(output) == result)
  }

  @Test("does not matter where another test is false, wherever it stands")
  func falseWins() {
    let erring: Expression = [.number(1), .x, .divide, .number(2), .less]
    let no: Expression = [.x, .number(0), .less]
    let yes: Expression = [.x, .number(1), .less]
    #expect(failures(0, tests: [erring, no]).isEmpty)
    #expect(failures(0, tests: [no, erring]).isEmpty)
    #expect(failures(0, tests: [yes, erring, yes]) == [.divisionByZero(ClauseID(0), bindings: [0])])
  }

  @Test("is decided by a false side of `and` and by a true side of `or`")
  func connectives() {
    let erring: [Instruction] = [.number(1), .x, .divide, .number(2), .less]
    let no: [Instruction] = [.x, .number(0), .less]
    let yes: [Instruction] = [.x, .number(1), .less]
    let expected = [Failure.divisionByZero(ClauseID(0), bindings: [0])]
    #expect(failures(0, tests: [Expression(code: erring + no + [.and])]).isEmpty)
    #expect(failures(0, tests: [Expression(code: no + erring + [.and])]).isEmpty)
    #expect(failures(0, tests: [Expression(code: erring + yes + [.or])]).isEmpty)
    #expect(failures(0, tests: [Expression(code: yes + erring + [.or])]).isEmpty)
    #expect(failures(0, tests: [Expression(code: erring + yes + [.and])]) == expected)
    #expect(failures(0, tests: [Expression(code: no + erring + [.or])]) == expected)
    #expect(failures(0, tests: [Expression(code: erring + [.not])]) == expected)
  }

  @Test("does not matter where a premise is missing or an unless is present")
  func otherPremises() {
    var sketch = Sketch()
    let input = sketch.leaf()
    let gate = sketch.leaf(holds: .member)
    let stop = sketch.leaf(holds: .member)
    let output = sketch.leaf()
    let more = sketch.leaf(4)
    sketch.clause(
      [atom(input, value: x), atom(more, y, value: z), atom(gate)],
      tests: [[.number(1), .x, .divide, .number(2), .less], [.z, .number(5), .less]],
      unless: [Condition(atoms: [atom(stop)])], then: head(output, value: [.number(1)]))
    let zero = fact(input, value: 0)
    let five = fact(more, 1, value: number(5))
    let four = fact(more, 2, value: number(4))
    #expect(sketch.failures([zero, four]).isEmpty)
    #expect(sketch.failures([zero, five, fact(gate)]).isEmpty)
    #expect(sketch.failures([zero, four, fact(gate), fact(stop)]).isEmpty)
    #expect(
      sketch.failures([zero, four, five, fact(gate)]) == [
        .divisionByZero(ClauseID(0), bindings: [0, 2, number(4)])
      ])
  }

  @Test("in an unless is a failure only if it decides")
  func inUnless() {
    var sketch = Sketch()
    let input = sketch.leaf()
    let parts = sketch.leaf(4)
    let output = sketch.leaf()
    let small = Condition(atoms: [atom(parts, y, value: z)], tests: [[.x, .z, .divide, .number(2), .less]])
    let other = Condition(atoms: [atom(parts, 3)])
    sketch.clause(
      [atom(input, value: x)], unless: [small, other], then: head(output, value: [.number(1)]))
    let eight = fact(input, value: number(8))
    let expected = Failure.divisionByZero(ClauseID(0), bindings: [number(8), .unbound, .unbound])
    #expect(sketch.failures([eight, fact(parts, 0, value: number(1))]).isEmpty)
    #expect(
      sketch.failures([eight, fact(parts, 0, value: number(1)), fact(parts, 1, value: 0)]) == [expected])
    #expect(sketch.failures([eight, fact(parts, 0, value: number(8)), fact(parts, 1, value: 0)]).isEmpty)
    #expect(sketch.failures([eight, fact(parts, 1, value: 0), fact(parts, 3, value: number(1))]).isEmpty)
    #expect(sketch.failures([fact(parts, 1, value: 0)]).isEmpty)
  }

  @Test("reports a division by zero rather than an overflow beside it")
  func worst() {
    let overflow: Expression = [.x, .number(1), .add, .number(2), .less]
    let division: Expression = [.x, .number(0), .divide, .number(2), .less]
    #expect(failures(.max, tests: [overflow, division]) == [.divisionByZero(ClauseID(0), bindings: [.max])])
    #expect(failures(.max, tests: [overflow]) == [.overflow(ClauseID(0), bindings: [.max])])
  }

  @Test("reports the same of an unless that cannot be decided in two ways", arguments: [0, 1])
  func worstInUnless(zero: Int) {
    var sketch = Sketch()
    let input = sketch.leaf()
    let parts = sketch.leaf(2)
    let output = sketch.leaf(holds: .member)
    let small = Condition(atoms: [atom(parts, y, value: z)], tests: [[.x, .z, .divide, .number(2), .less]])
    sketch.clause([atom(input, value: x)], unless: [small], then: head(output))
    let profile = [
      fact(input, value: .max), fact(parts, zero, value: 0), fact(parts, 1 - zero, value: 1),
    ]
    #expect(
      sketch.failures(profile) == [.divisionByZero(ClauseID(0), bindings: [.max, .unbound, .unbound])])
  }

  @Test("checks the bounds and the wholeness of what is written")
  func bounds() {
    var sketch = Sketch()
    let input = sketch.leaf(4)
    let level = sketch.leaf(4, bounds: number(1)...number(5), isWhole: true)
    let clause = sketch.clause([atom(input, x, value: y)], then: head(level, x, value: [.y]))
    for (id, value) in [number(5), 5_500_000, 2_500_000, 0].enumerated() {
      sketch.state(input, id, value: value)
    }
    #expect(
      sketch.failures() == [
        .outOfBounds(clause, bindings: [1, 5_500_000], leaf: level, value: 5_500_000),
        .notWhole(clause, bindings: [2, 2_500_000], leaf: level, value: 2_500_000),
        .outOfBounds(clause, bindings: [3, 0], leaf: level, value: 0),
      ])
  }

  @Test("lets a match conclude nothing at all")
  func otherHeads() {
    var sketch = Sketch()
    let input = sketch.leaf(3)
    let place = sketch.leaf()
    let total = sketch.leaf(holds: .sum)
    for id in 0..<3 { sketch.state(input, id, value: 0) }
    sketch.state(place, value: number(7))
    sketch.clause(
      [atom(input, x, value: y)], named: 0,
      then: head(place, value: [.number(1)]), head(total, value: [.constant(.max)]),
      head(total, value: [.y, .y, .divide]))
    #expect(sketch.failures() == (0..<3).map { .divisionByZero(ClauseID(0), bindings: [$0, 0]) })
  }

  @Test("is reported with all bindings under which it arises, be they counted once or not")
  func uncounted() {
    var sketch = Sketch()
    let level = sketch.leaf(2, 3)
    let score = sketch.leaf(2, holds: .sum, bounds: 0...number(5))
    for skill in 0..<3 { sketch.state(level, 0, skill, value: number(Value(skill))) }
    sketch.clause([atom(level, x, y, value: z)], named: 1, then: head(score, x, value: [.number(6)]))
    #expect(
      sketch.failures()
        == (0..<3).map {
          .outOfBounds(ClauseID(0), bindings: [0, $0, number($0)], leaf: score, value: number(6))
        })
  }

  @Test("reports each failure once, sorted, at most twenty of them")
  func sorted() {
    var sketch = Sketch()
    let input = sketch.leaf(100)
    let many = sketch.leaf(3, holds: .member)
    let output = sketch.leaf(100)
    for id in 0..<3 { sketch.state(many, id) }
    for id in (0..<100).reversed() { sketch.state(input, id, value: 0) }
    sketch.clause(
      [atom(input, x, value: y), atom(many, anything)], then: head(output, x, value: [.y, .y, .divide]))
    #expect(
      sketch.failures() == (0..<20).map { .divisionByZero(ClauseID(0), bindings: [$0, 0]) })
  }
}
