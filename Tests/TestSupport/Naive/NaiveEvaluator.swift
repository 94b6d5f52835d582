/// The meaning of the rule language, spelled out as plainly as possible: facts by path, every rule tried
/// against every fact until nothing changes, level by level. It shares no code with the engine that it
/// judges.
///
/// After a failure it goes on with what it has, so that `failures` holds all that the engine may report
/// first.
package struct NaiveEvaluator {
  typealias Bindings = [String: SampleDatum]

  let program: SampleProgram
  /// For each leaf the places that it has: one for each combination of ids.
  let places: [[(keys: [SampleDatum], path: String)]]
  private(set) var facts: [String: SampleDatum] = [:]
  /// What rules contribute to a sum, greatest or least: by path, then by rule and bindings.
  private var parts: [String: [String: Int64]] = [:]
  private var failures: Set<NaiveFailure> = []
  var features: Set<NaiveFeature> = []

  package static func outcome(of program: SampleProgram, for profile: [SampleFact]) -> NaiveOutcome {
    var evaluator = NaiveEvaluator(program)
    evaluator.evaluate(profile)
    evaluator.note(evaluator.failures)
    return NaiveOutcome(
      facts: evaluator.derivedTree(), failures: evaluator.failures, features: evaluator.features)
  }

  private init(_ program: SampleProgram) {
    self.program = program
    places = program.leaves.map { leaf in
      var combinations: [[SampleDatum]] = [[]]
      for kind in leaf.keys {
        combinations = combinations.flatMap { keys in program.kinds[kind].ids.map { keys + [.name($0)] } }
      }
      return combinations.map { ($0, Self.path(leaf, $0)) }
    }
  }

  /// The path of a place, with its keys filled in: `fit.editor.score`.
  static func path(_ leaf: SampleLeaf, _ keys: [SampleDatum]) -> String {
    var keys = keys[...]
    return leaf.path.map { step in
      if case .field(let name) = step { name } else { keys.popFirst()?.text ?? "" }
    }.joined(separator: ".")
  }

  // MARK: Strata

  private mutating func evaluate(_ profile: [SampleFact]) {
    for fact in program.facts + profile {
      let path = Self.path(program.leaves[fact.leaf], fact.keys.map(SampleDatum.name))
      if program.leaves[fact.leaf].isAggregate, case .number(let part) = fact.value {
        parts[path, default: [:]]["given"] = part
        addEntries(above: path)
      } else {
        add(fact.value, at: path)
      }
    }
    let rules = program.rules.flatMap(\.expanded)
    for level in 0...(program.leaves.map(\.level).max() ?? 0) {
      var round = 0
      var size = -1
      while size != facts.count + parts.values.reduce(0, { $0 + $1.count }) {
        size = facts.count + parts.values.reduce(0) { $0 + $1.count }
        round += 1
        for rule in rules where rule.level == level { fire(rule, round: round) }
      }
      for (index, leaf) in program.leaves.enumerated() where leaf.level == level {
        if leaf.isAggregate { combine(index, rules) }
        if case .rank(let terms) = leaf.holds { rank(index, by: terms) }
      }
    }
  }

  private mutating func add(_ value: SampleDatum, at path: String) {
    facts[path] = value
    addEntries(above: path)
  }

  /// Whatever is stated or concluded makes the entries present that it stands in.
  private mutating func addEntries(above path: String) {
    var path = path[...]
    while let dot = path.lastIndex(of: ".") {
      path = path[..<dot]
      if facts[String(path)] == nil { facts[String(path)] = .present }
    }
  }

  // MARK: Rules

  private mutating func fire(_ rule: SampleRule, round: Int) {
    for bindings in solutions(of: rule.when.flatMap(\.self), from: [:]) {
      if let held = rule.unless.first(where: { !solutions(of: $0, from: bindings).isEmpty }) {
        features.insert(.negation)
        let isFree = held.contains { $0.variables.contains { !$0.hasPrefix("_") && bindings[$0] == nil } }
        if isFree { features.insert(.freeNegation) }
        continue
      }
      let tests = rule.tests.map { test in
        Result { () throws(NaiveFailure.Code) in try value(of: test, bindings) }
      }
      if tests.contains(.success(.truth(false))) {
        features.insert(.test)
        continue
      }
      do throws(NaiveFailure.Code) {
        for test in tests { _ = try test.get() }
      } catch {
        failures.insert(NaiveFailure(code: error, rule: rule.name))
        continue
      }
      for (index, head) in rule.heads.enumerated() {
        do throws(NaiveFailure.Code) {
          let isNew = try conclude(head, of: rule, number: index, bindings)
          let readsItself = rule.when.joined().contains { $0.leaf == head.leaf }
          if isNew && round > 1 && readsItself { features.insert(.recursion) }
        } catch {
          failures.insert(NaiveFailure(code: error, rule: rule.name))
        }
      }
      note(rule)
    }
  }

  /// Adds what a head says; true if that is new.
  private mutating func conclude(
    _ head: SampleHead, of rule: SampleRule, number: Int, _ bindings: Bindings
  ) throws(NaiveFailure.Code) -> Bool {
    let leaf = program.leaves[head.leaf]
    let path = Self.path(leaf, head.keys.map { resolve($0, bindings) ?? .present })
    guard let expression = head.value else {
      defer { add(.present, at: path) }
      return facts[path] == nil
    }
    let value = try value(of: expression, bindings)
    if leaf.isAggregate, case .number(let part) = value {
      let named = bindings.filter { !$0.key.hasPrefix("_") }.sorted { $0.key < $1.key }
      let source = "\(rule.name) \(number) \(named.map { "\($0.key)=\($0.value.text)" })"
      addEntries(above: path)
      return parts[path, default: [:]].updateValue(part, forKey: source) == nil
    }
    if case .bounded(let bounds, let isWhole) = leaf.holds, case .number(let micros) = value {
      if !bounds.contains(micros) || (isWhole && micros % 1_000_000 != 0) { throw .outOfBounds }
    }
    guard let old = facts[path] else {
      add(value, at: path)
      return true
    }
    if old != value { throw .conflict }
    return false
  }

  private mutating func combine(_ index: Int, _ rules: [SampleRule]) {
    let leaf = program.leaves[index]
    for place in places[index] {
      guard let found = parts[place.path]?.values, let greatest = found.max(), let least = found.min() else {
        continue
      }
      if leaf.holds == .max || leaf.holds == .min {
        facts[place.path] = .number(leaf.holds == .max ? greatest : least)
        if found.count > 1 { features.insert(leaf.holds == .max ? .max : .min) }
        continue
      }
      if found.count > 1 { features.insert(.sum) }
      if Set(found).count < found.count { features.insert(.equalParts) }
      do {
        facts[place.path] = .number(try NaiveArithmetic.sum(found))
      } catch {
        for rule in rules where rule.heads.contains(where: { $0.leaf == index }) {
          failures.insert(NaiveFailure(code: error, rule: rule.name))
        }
      }
    }
  }

  private mutating func rank(_ index: Int, by terms: [SampleLeaf.Term]) {
    for siblings in Dictionary(grouping: places[index], by: { $0.keys.dropLast() }).values {
      let scored = siblings.compactMap { place -> (scores: [Int64], id: String, path: String)? in
        let scores = terms.compactMap { term -> Int64? in
          let leaf = program.leaves[term.leaf]
          guard case .number(let score)? = facts[Self.path(leaf, place.keys)] ?? leaf.fallback else {
            return nil
          }
          return term.isReversed ? score : -score
        }
        return scores.count == terms.count ? (scores, place.keys.last?.text ?? "", place.path) : nil
      }
      let ordered = scored.sorted {
        $0.scores == $1.scores ? $0.id < $1.id : $0.scores.lexicographicallyPrecedes($1.scores)
      }
      for (position, entry) in ordered.enumerated() {
        facts[entry.path] = .number(Int64(position + 1) * 1_000_000)
      }
      if ordered.count > 1 { features.insert(.rank) }
      if Set(ordered.map(\.scores)).count < ordered.count { features.insert(.tie) }
    }
  }

  // MARK: Patterns

  /// Every way to extend the bindings so that all atoms hold.
  private mutating func solutions(of atoms: [SampleAtom], from bindings: Bindings) -> [Bindings] {
    var found = [bindings]
    for atom in atoms {
      let leaf = program.leaves[atom.leaf]
      let rows = places[atom.leaf].compactMap { place in
        (facts[place.path] ?? leaf.fallback).map { place.keys + (leaf.isPresence ? [] : [$0]) }
      }
      found = found.flatMap { bindings in rows.compactMap { unify(atom.terms, with: $0, bindings) } }
    }
    let admitted = found.filter { bindings in atoms.allSatisfy { admits($0, bindings) } }
    if !admitted.isEmpty { note(atoms, admitted) }
    return admitted
  }

  private func unify(_ terms: [SampleTerm], with row: [SampleDatum], _ bindings: Bindings) -> Bindings? {
    var bindings = bindings
    for (term, value) in zip(terms, row) {
      if let known = resolve(term, bindings) {
        if known != value { return nil }
      } else if let name = term.variable {
        bindings[name] = value
      }
    }
    return bindings
  }

  func resolve(_ term: SampleTerm, _ bindings: Bindings) -> SampleDatum? {
    switch term {
    case .constant(let value): value
    case .variable(let name): bindings[name]
    }
  }

  private func admits(_ atom: SampleAtom, _ bindings: Bindings) -> Bool {
    guard let choice = atom.choice, let name = atom.value?.variable, let value = bindings[name] else {
      return true
    }
    switch choice {
    case .oneOf(let values): return values.contains(value)
    case .range(let lower, let upper, let isOpen):
      guard case .number(let micros) = value else { return false }
      if let lower, case .number(let least)? = resolve(lower, bindings), micros < least { return false }
      if let upper, case .number(let greatest)? = resolve(upper, bindings) {
        return isOpen ? micros < greatest : micros <= greatest
      }
      return true
    }
  }

  // MARK: Expressions

  private func value(
    of expression: SampleExpression, _ bindings: Bindings
  ) throws(NaiveFailure.Code) -> SampleDatum {
    switch expression {
    case .constant(let value): return value
    case .variable(let name): return bindings[name] ?? .present
    case .operation(let name, let operands):
      let results = operands.map { operand in
        Result { () throws(NaiveFailure.Code) in try value(of: operand, bindings) }
      }
      // A false part decides an `and`, a true one an `or`, whatever becomes of the other.
      if name == "and" && results.contains(.success(.truth(false))) { return .truth(false) }
      if name == "or" && results.contains(.success(.truth(true))) { return .truth(true) }
      var values: [SampleDatum] = []
      for result in results { values.append(try result.get()) }
      switch name {
      case "and": return .truth(true)
      case "or": return .truth(false)
      case "not": return .truth(values == [.truth(false)])
      case "=": return .truth(values[0] == values[1])
      case "!=": return .truth(values[0] != values[1])
      default: break
      }
      let numbers = values.map { if case .number(let micros) = $0 { micros } else { Int64(0) } }
      switch name {
      case "<": return .truth(numbers[0] < numbers[1])
      case "<=": return .truth(numbers[0] <= numbers[1])
      case ">": return .truth(numbers[0] > numbers[1])
      case ">=": return .truth(numbers[0] >= numbers[1])
      default: return .number(try NaiveArithmetic.apply(name, numbers))
      }
    }
  }
}
