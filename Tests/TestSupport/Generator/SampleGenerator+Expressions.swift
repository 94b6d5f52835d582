extension SampleGenerator {
  /// What a head concludes at a leaf, from the variables of the scope.
  mutating func someConclusion(_ leaf: Int, _ scope: SampleScope) -> SampleExpression {
    let type = program.leaves[leaf].isNumeric ? .number : program.leaves[leaf].holds
    let known = scope.names(of: type)
    guard !known.isEmpty, random.chance(85) else { return .constant(someValue(of: leaf)) }
    guard type == .number else { return .variable(random.pick(known)) }
    let number = someNumberExpression(known, depth: random.pick([0, 1, 1, 2]))
    guard case .bounded(let bounds, let isWhole) = program.leaves[leaf].holds else { return number }
    let whole = isWhole && random.chance(90) ? SampleExpression.operation("round", [number]) : number
    // Seldom the bounds are left to the engine.
    if random.chance(60) {
      return random.chance(35) ? whole : .operation("-", [whole, .constant(.number(4_000_000))])
    }
    let least = SampleExpression.constant(.number(bounds.lowerBound))
    let greatest = SampleExpression.constant(.number(bounds.upperBound))
    return .operation("min", [.operation("max", [whole, least]), greatest])
  }

  /// An expression which has a variable in it, so that nothing can be reckoned before the rule runs.
  private mutating func someNumberExpression(_ known: [String], depth: Int) -> SampleExpression {
    guard depth > 0 else { return .variable(random.pick(known)) }
    let left = someNumberExpression(known, depth: depth - 1)
    let isPlain = random.chance(50)
    let right =
      isPlain
      ? SampleExpression.constant(.number(someNumber())) : someNumberExpression(known, depth: depth - 1)
    switch Int.random(in: 0..<27, using: &random) {
    case 0...3: return .operation("+", [left, right])
    case 4...7: return .operation("-", [left, right])
    case 8...11: return .operation("*", [left, right])
    case 12, 13, 14, 15:
      // A constant divisor that is zero would be a mistake in the pack.
      let divisor = right.variables.isEmpty ? someNumberExpression(known, depth: 0) : right
      return random.chance(30)
        ? .operation(
          "/", [left, .constant(.number(random.pick([3_000_000, 7_000_000, 2_000_000, -800_000])))])
        : .operation("/", [left, divisor])
    case 16, 17:
      return .operation(random.pick(["min", "max"]), random.chance(50) ? [left, right] : [right, left])
    case 18, 19:
      return .operation(
        random.pick(["floor", "ceil", "round", "abs"]),
        [.operation("/", [left, .constant(.number(2_000_000))])])
    case 20: return .operation("negate", [left])
    case 21: return .operation("abs", [left])
    case 22:
      return .operation("/", [left, .operation("-", [.variable(random.pick(known)), .constant(.one)])])
    case 23: return .operation("-", [right, left])
    default:
      let great = SampleExpression.constant(
        .number(random.pick([9_000_000_000_000_000_000, 4_611_686_018_427_387_904])))
      return .operation(random.pick(["+", "*", "-"]), [left, great])
    }
  }

  /// A test for a `where`, or none where nothing can be compared.
  mutating func someTest(_ scope: SampleScope) -> [SampleExpression] {
    guard let test = someComparison(scope) else { return [] }
    guard random.chance(25), let other = someComparison(scope) else {
      return [random.chance(10) ? .operation("not", [test]) : test]
    }
    return [.operation(random.pick(["and", "or"]), [test, other])]
  }

  private mutating func someComparison(_ scope: SampleScope) -> SampleExpression? {
    guard !scope.variables.isEmpty else { return nil }
    let (name, type) = random.pick(scope.variables)
    let known = scope.names(of: type).filter { $0 != name }
    if type == .number {
      let left = random.chance(40) ? someNumberExpression([name], depth: 1) : .variable(name)
      let right =
        known.isEmpty || random.chance(40)
        ? SampleExpression.constant(.number(someNumber())) : .variable(random.pick(known))
      return .operation(random.pick(["<", "<=", "!=", ">", ">=", "="]), [left, right])
    }
    let equality = random.pick(["!=", "!=", "="])
    if !known.isEmpty && random.chance(60) {
      return .operation(equality, [.variable(name), .variable(random.pick(known))])
    }
    let value: SampleDatum
    switch type {
    case .id(let kind): value = someID(of: kind)
    case .words(let words): value = .name(random.pick(words))
    default: value = .truth(random.chance(50))
    }
    return .operation(equality, [.variable(name), .constant(value)])
  }
}
