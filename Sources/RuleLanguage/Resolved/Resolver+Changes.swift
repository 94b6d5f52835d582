import Inference
import SourceTree

extension Resolver {
  /// Resolves a change into one resolved change, or one for each row of its table.
  mutating func changes(_ change: SurfaceChange) -> [ResolvedChange] {
    rows(of: change.rule, called: "change") { resolver, name, row in
      resolver.resolve(change, name: name, row: row)
    }.compactMap { $0 }
  }

  /// Nil where it changes no place, which is reported. A variable may stand once: each set of values of the variables
  /// is a way of its own to take the step.
  private mutating func resolve(_ change: SurfaceChange, name: String, row: SurfaceRule.Row?)
    -> ResolvedChange?
  {
    let rule = change.rule
    scope = Scope()
    scope.columns = row?.cells ?? [:]
    let before = findings.list.count
    var body = body(
      when: rule.when, unless: rule.unless, tests: rule.tests, dropped: change.isDrop ? rule.then : nil)
    let place =
      change.isDrop ? dropped(by: body) : isOfProfile(rule.then) ? written(rule.then) : Conclusions()
    let cost = cost(change.cost)
    let because = rule.because.flatMap { template($0) }
    checkBound()
    if let row { checkShadows(row, in: "change") }
    guard place.heads.count == 1 else {
      checkPlaces(place, of: change, isTold: findings.list.count > before)
      return nil
    }
    let (resolved, rename) = resolved(rule, name, row, &body, place, because)
    guard let cost else { return nil }
    return ResolvedChange(rule: resolved, isDrop: change.isDrop, cost: cost.renamed(rename))
  }

  /// A step changes one place: so nothing depends on which of several comes first.
  private mutating func checkPlaces(_ places: Conclusions, of change: SurfaceChange, isTold: Bool) {
    let field = change.isDrop ? "drop" : "then"
    if places.heads.count > 1 {
      findings.report(
        "several-places", "a change changes one place, and this `\(field)` names another one",
        at: places.spans[1],
        help: "write a change of its own for each", notes: [("the first is here", places.spans[0])])
    } else if !isTold {
      findings.report("wrong-type", "expected one place of the profile", at: change.rule.then.span)
    }
  }

  // MARK: The place

  /// Reports what is not of the profile.
  private mutating func isOfProfile(_ node: YAMLNode) -> Bool {
    guard let entries = node.mapping, !entries.isEmpty else {
      findings.report(
        "wrong-type", "expected a place of the profile, such as `profile: { years: 3 }`", at: node.span)
      return false
    }
    let outside = entries.inKeyOrder.filter { $0.key.scalar != Shape.profile }
    for (key, _) in outside {
      findings.report(
        "outside-profile",
        "a change is about what the person states, and `\(key.scalar ?? "")` is not `profile`",
        at: key.span, help: "what follows from the profile is concluded by rules")
    }
    return outside.isEmpty
  }

  /// What a `drop` looks for. `$_` stands for each that is there, so it is a variable without a name.
  mutating func droppedPattern(_ node: YAMLNode) -> Pattern {
    guard isOfProfile(node) else { return Pattern() }
    var pattern = pattern([node])
    for index in pattern.atoms.indices {
      let keys = shape[pattern.atoms[index].leaf].keys
      for (column, key) in keys.enumerated() where pattern.atoms[index].keys[column] == .any {
        pattern.atoms[index].keys[column] = .variable(
          scope.hidden(VariableType(key), at: pattern.spans[index]))
      }
    }
    return pattern
  }

  private mutating func dropped(by body: Body) -> Conclusions {
    var places = Conclusions()
    for index in body.dropped {
      let atom = body.when.atoms[index]
      if case .rank = shape[atom.leaf].holds { rankWritten(shape[atom.leaf], at: body.when.spans[index]) }
      places.add(atom.leaf, atom.keys, Expression(code: []), at: body.when.spans[index])
    }
    return places
  }

  // MARK: The cost

  private mutating func cost(_ node: YAMLNode) -> Expression? {
    let node = filledIn(node, as: .number)
    guard node.scalar != nil, !node.isEmpty else {
      findings.report("wrong-type", "expected what a step costs, such as `5` or `$hours`", at: node.span)
      return nil
    }
    guard let cost = expression(node, expecting: .number) else { return nil }
    if cost.code.count == 1, case .constant(let value) = cost.code[0], value < 0 {
      findings.report("negative-cost", "a step can't cost less than nothing", at: node.span)
      return nil
    }
    return cost
  }
}
