import Inference

/// The meaning of a program, as plainly as it can be written: all rows against all rows, round after round.
struct BruteForce {
  /// A match of a condition: bindings, and the facts that matched, with whether each is a fallback.
  struct Match {
    var bindings: [Value?]
    var premises: [Premise] = []
  }

  enum Truth: Equatable {
    case no, yes, overflow, divisionByZero

    var isFault: Bool { self == .overflow || self == .divisionByZero }
    static func worse(_ one: Truth, _ other: Truth) -> Truth {
      one == .divisionByZero || other == .divisionByZero ? .divisionByZero : .overflow
    }
  }

  /// The value of an expression, or why it has none.
  enum Result: Equatable {
    case value(Value)
    case fault(Truth)
  }

  let sketch: Sketch
  let profile: [Fact]
  private(set) var stored: [[[Int]: Value]]
  private(set) var failures: [Failure] = []

  init(_ sketch: Sketch, _ profile: [Fact]) {
    self.sketch = sketch
    self.profile = profile
    stored = Array(repeating: [:], count: sketch.leaves.count)
    loadGiven()
    for (number, stratum) in sketch.strata.enumerated() where failures.isEmpty {
      run(stratum, number)
      for rank in stratum.ranks where failures.isEmpty { assignRanks(rank) }
    }
  }

  // MARK: Reading

  func value(_ leaf: LeafID, _ keys: [Int]) -> Value? {
    stored[leaf.index][keys] ?? sketch.leaves[leaf.index].fallback
  }

  func facts(of leaf: LeafID) -> [Fact] {
    sketch.places(leaf).compactMap { keys in
      stored[leaf.index][keys].map { Fact(leaf: leaf, keys: keys, value: $0) }
    }
  }

  func matches(_ condition: Condition, _ bindings: [Value?]) -> [Match] {
    var matches = [Match(bindings: bindings)]
    for (number, atom) in condition.atoms.enumerated() {
      matches = matches.flatMap { match in
        sketch.places(atom.leaf).compactMap { keys in extended(match, number, atom, keys) }
      }
    }
    return matches
  }

  private func extended(_ match: Match, _ number: Int, _ atom: Atom, _ keys: [Int]) -> Match? {
    guard let value = value(atom.leaf, keys) else { return nil }
    var match = match
    for (term, value) in zip(atom.keys + [atom.value], keys.map { Value($0) } + [value]) {
      switch term {
      case .any: continue
      case .constant(let constant): guard constant == value else { return nil }
      case .variable(let variable):
        guard match.bindings[variable] ?? value == value else { return nil }
        match.bindings[variable] = value
      }
    }
    match.premises.append(
      Premise(
        atom: number, fact: Fact(leaf: atom.leaf, keys: keys, value: value),
        isFallback: stored[atom.leaf.index][keys] == nil))
    return match
  }

  // MARK: Judging

  /// A false test wins over one that has no value.
  func judge(_ tests: [Expression], _ bindings: [Value?]) -> Truth {
    var truth = Truth.yes
    for test in tests {
      switch result(test, bindings) {
      case .value(0): return .no
      case .value: break
      case .fault(let fault): truth = truth.isFault ? .worse(truth, fault) : fault
      }
    }
    return truth
  }

  func judge(_ match: Match, _ when: Condition, _ unless: [Condition]) -> Truth {
    var truth = judge(when.tests, match.bindings)
    guard truth != .no else { return .no }
    for condition in unless {
      for inner in matches(condition, match.bindings) {
        switch judge(condition.tests, inner.bindings) {
        case .yes: return .no
        case .no: break
        case let fault: truth = truth.isFault ? .worse(truth, fault) : fault
        }
      }
    }
    return truth
  }

  func result(_ expression: Expression, _ bindings: [Value?]) -> Result {
    var stack: [Result] = []
    for instruction in expression.code {
      switch instruction {
      case .constant(let value): stack.append(.value(value))
      case .variable(let variable): stack.append(.value(bindings[variable] ?? .min))
      case .negate, .floor, .ceil, .round, .abs, .not: stack.append(unary(instruction, stack.removeLast()))
      default:
        let right = stack.removeLast()
        stack.append(binary(instruction, stack.removeLast(), right))
      }
    }
    return stack[0]
  }

  private func unary(_ instruction: Instruction, _ operand: Result) -> Result {
    guard case .value(let value) = operand else { return operand }
    let number = ExactDecimal(rawValue: value)
    let result: ExactDecimal? =
      switch instruction {
      case .negate: number.negated
      case .floor: number.floor()
      case .ceil: number.ceil()
      case .round: number.round()
      case .abs: number.magnitude
      default: ExactDecimal(rawValue: value == 0 ? 1 : 0)
      }
    return result.map { .value($0.rawValue) } ?? .fault(.overflow)
  }

  private func binary(_ instruction: Instruction, _ left: Result, _ right: Result) -> Result {
    if instruction == .and, left == .value(0) || right == .value(0) { return .value(0) }
    if instruction == .or, left == .value(1) || right == .value(1) { return .value(1) }
    switch (left, right) {
    case (.fault(let one), .fault(let other)): return .fault(.worse(one, other))
    case (.fault, _): return left
    case (_, .fault): return right
    case (.value(let left), .value(let right)):
      let (one, other) = (ExactDecimal(rawValue: left), ExactDecimal(rawValue: right))
      let result: ExactDecimal?
      switch instruction {
      case .add: result = one.adding(other)
      case .subtract: result = one.subtracting(other)
      case .multiply: result = one.multiplied(by: other)
      case .divide:
        guard right != 0 else { return .fault(.divisionByZero) }
        result = one.divided(by: other)
      case .min: result = min(one, other)
      case .max: result = max(one, other)
      case .less: return .value(left < right ? 1 : 0)
      case .lessOrEqual: return .value(left <= right ? 1 : 0)
      case .equal: return .value(left == right ? 1 : 0)
      case .notEqual: return .value(left != right ? 1 : 0)
      case .and: return .value(left == 1 && right == 1 ? 1 : 0)
      default: return .value(left == 1 || right == 1 ? 1 : 0)
      }
      return result.map { .value($0.rawValue) } ?? .fault(.overflow)
    }
  }

  // MARK: Clauses

  /// One part that a head wrote.
  struct Part {
    var clause: ClauseID
    var head: Int
    var place: Fact
    var match: Match
  }

  /// What the heads of a clause write for all its matches, and what fails.
  func parts(_ id: ClauseID) -> (parts: [Part], failures: Set<Failure>) {
    let clause = sketch.clauses[id.index]
    var parts: [Part] = []
    var failures: Set<Failure> = []
    for match in matches(clause.when, Array(repeating: nil, count: clause.variables)) {
      let bindings = match.bindings.map { $0 ?? .unbound }
      func fail(_ fault: Truth) {
        failures.insert(
          fault == .divisionByZero
            ? .divisionByZero(id, bindings: bindings) : .overflow(id, bindings: bindings))
      }
      let truth = judge(match, clause.when, clause.unless)
      guard truth == .yes else {
        if truth.isFault { fail(truth) }
        continue
      }
      var own: [Part] = []
      for (number, head) in clause.heads.enumerated() {
        let keys = head.keys.map { key in
          switch key {
          case .constant(let value): Int(value)
          case .variable(let variable): Int(bindings[variable])
          case .any: -1
          }
        }
        let leaf = sketch.leaves[head.leaf.index]
        switch leaf.holds == .member ? .value(1) : result(head.value, match.bindings) {
        case .value(let value) where leaf.bounds.map { !$0.contains(value) } ?? false:
          failures.insert(.outOfBounds(id, bindings: bindings, leaf: head.leaf, value: value))
        case .value(let value) where leaf.isWhole && leaf.holds != .member && value % .one != 0:
          failures.insert(.notWhole(id, bindings: bindings, leaf: head.leaf, value: value))
        case .value(let value):
          own.append(
            Part(
              clause: id, head: number, place: Fact(leaf: head.leaf, keys: keys, value: value), match: match))
        case .fault(let fault): fail(fault)
        }
      }
      // A match of which one head fails concludes nothing.
      if own.count == clause.heads.count { parts += own }
    }
    return (parts, failures)
  }

  /// The variables of which a sum counts each binding once.
  func counted(_ id: ClauseID) -> [Int] {
    let clause = sketch.clauses[id.index]
    let heads = clause.heads.flatMap { head in
      head.keys.compactMap { if case .variable(let it) = $0 { it } else { nil } }
        + head.value.code.compactMap { if case .variable(let it) = $0 { it } else { nil } }
    }
    return (0..<clause.variables).filter { $0 < clause.named || heads.contains($0) }
  }

  /// Of parts that agree in what counts, one: with the fewest fallbacks, then the least bindings.
  func distinct(_ parts: [Part]) -> [Part] {
    var best: [[Value]: Part] = [:]
    for part in parts {
      let counted =
        [Value(part.clause.index), Value(part.head)]
        + counted(part.clause).map { part.match.bindings[$0] ?? .unbound }
      func order(_ part: Part) -> [Value] {
        [Value(part.match.premises.filter(\.isFallback).count)] + part.match.bindings.map { $0 ?? .unbound }
      }
      if let other = best[counted], !order(part).lexicographicallyPrecedes(order(other)) { continue }
      best[counted] = part
    }
    return Array(best.values)
  }

  private mutating func run(_ stratum: Stratum, _ number: Int) {
    var arithmetic: Set<Failure> = []
    var conflicts: Set<[Int]> = []
    let before = stored
    var isOver = false
    while !isOver {
      let round = stored
      var written: [ClauseID: [Part]] = [:]
      for id in stratum.clauses {
        let (parts, failures) = parts(id)
        arithmetic.formUnion(failures)
        written[id] = parts
        if !stratum.isRecursive { write(parts, &conflicts) }
      }
      if stratum.isRecursive {
        let snapshot = stored
        for id in stratum.clauses { write(written[id] ?? [], &conflicts) }
        if !arithmetic.isEmpty || !conflicts.isEmpty { stored = snapshot }
      }
      isOver = !stratum.isRecursive || stored == round || !arithmetic.isEmpty || !conflicts.isEmpty
    }
    var overflows: [[Int]] = []
    for leaf in Set(stratum.clauses.flatMap { sketch.clauses[$0.index].heads.map(\.leaf) }) {
      guard sketch.leaves[leaf.index].holds == .sum else { continue }
      stored[leaf.index] = before[leaf.index]
      let parts = stratum.clauses.flatMap { distinct(self.parts($0).parts.filter { $0.place.leaf == leaf }) }
      var sums = before[leaf.index].mapValues { Int128($0) }
      for part in parts { sums[part.place.keys, default: 0] += Int128(part.place.value) }
      for (keys, sum) in sums {
        if let value = Value(exactly: sum), value != .min {
          stored[leaf.index][keys] = value
        } else {
          overflows.append([leaf.index] + keys)
        }
      }
    }
    let places = conflicts.sorted { $0.lexicographicallyPrecedes($1) }.prefix(20)
    let sums = overflows.sorted { $0.lexicographicallyPrecedes($1) }.prefix(20).map { place in
      overflow(place, upTo: number)
    }
    let all = arithmetic.sorted().prefix(20) + places.map { conflict($0, upTo: number) } + sums
    failures = Array(Set(all).sorted().prefix(20))
  }

  private mutating func write(_ parts: [Part], _ conflicts: inout Set<[Int]>) {
    let before = stored
    for part in parts {
      let (leaf, keys, value) = (part.place.leaf.index, part.place.keys, part.place.value)
      let other = stored[leaf][keys]
      switch sketch.leaves[leaf].holds {
      case .one, .member:
        if let other, other != value {
          conflicts.insert([leaf] + keys)
          if before[leaf][keys] == nil { stored[leaf][keys] = min(value, other) }
        } else {
          stored[leaf][keys] = value
        }
      case .max: stored[leaf][keys] = max(other ?? value, value)
      case .min: stored[leaf][keys] = min(other ?? value, value)
      case .sum, .rank: break
      }
    }
  }

  private func conflict(_ place: [Int], upTo stratum: Int) -> Failure {
    let sides = sides(place, upTo: stratum)
    let second = sides.first { $0.value != sides[0].value } ?? sides[0]
    return .conflict(
      leaf: LeafID(place[0]), keys: Array(place.dropFirst()), first: sides[0], second: second)
  }

  /// The first clause with a part in a sum that does not fit.
  private func overflow(_ place: [Int], upTo stratum: Int) -> Failure {
    for side in sides(place, upTo: stratum) {
      if case .derived(let clause, let bindings, _) = side { return .overflow(clause, bindings: bindings) }
    }
    return .tooManyFacts(limit: 0)
  }

  private func sides(_ place: [Int], upTo stratum: Int) -> [Side] {
    let (leaf, keys) = (LeafID(place[0]), Array(place.dropFirst()))
    var sides = (sketch.facts + profile).filter { $0.leaf == leaf && $0.keys == keys }.map {
      Side.given($0.value)
    }
    for id in sketch.strata[...stratum].flatMap(\.clauses) {
      for part in parts(id).parts where part.place.leaf == leaf && part.place.keys == keys {
        sides.append(
          .derived(id, bindings: part.match.bindings.map { $0 ?? .unbound }, value: part.place.value))
      }
    }
    return sides.sorted()
  }

  private mutating func loadGiven() {
    var conflicts: Set<[Int]> = []
    for fact in sketch.facts + profile {
      if sketch.leaves[fact.leaf.index].holds == .sum {
        stored[fact.leaf.index][fact.keys, default: 0] += fact.value
      } else {
        write([Part(clause: ClauseID(0), head: 0, place: fact, match: Match(bindings: []))], &conflicts)
      }
    }
    failures = conflicts.sorted { $0.lexicographicallyPrecedes($1) }.prefix(20).map { place in
      let facts = (sketch.facts + profile).filter { [$0.leaf.index] + $0.keys == place }
      let values = facts.map(\.value).sorted()
      return .conflict(
        leaf: LeafID(place[0]), keys: Array(place.dropFirst()), first: .given(values[0]),
        second: .given(values.first { $0 != values[0] } ?? 0))
    }.sorted()
  }

  private mutating func assignRanks(_ rank: LeafID) {
    guard case .rank(let terms) = sketch.leaves[rank.index].holds else { return }
    var groups: [[Int]: [[Int]]] = [:]
    for keys in sketch.places(rank) where terms.allSatisfy({ value($0.leaf, keys) != nil }) {
      groups[Array(keys.dropLast()), default: []].append(keys)
    }
    for siblings in groups.values {
      let sorted = siblings.sorted { one, other in
        for term in terms {
          let (left, right) = (value(term.leaf, one) ?? 0, value(term.leaf, other) ?? 0)
          if left != right { return term.descending ? left > right : left < right }
        }
        return one[one.count - 1] < other[other.count - 1]
      }
      for (position, keys) in sorted.enumerated() {
        stored[rank.index][keys] = number(Value(position + 1))
      }
    }
  }
}
