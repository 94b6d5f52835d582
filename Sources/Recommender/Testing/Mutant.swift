import Inference
import RuleLanguage

/// A rule with one small change.
struct Mutant {
  let kind: Mutation.Kind
  let before: String
  let after: String?
  /// What the rule says with the change; nil where it is left out.
  let clause: Clause?
  /// Whether the conditions are as they were: then the change matters wherever the rule applies.
  let keepsConditions: Bool

  /// Tells the changes of one rule apart, on whatever facts the rule stands.
  var key: String { "\(kind.rawValue) \(before) → \(after ?? "")" }
}

/// All small changes of one rule, in an order that does not depend on anything else.
struct Mutants {
  private let rule: ResolvedRule
  private let pack: CompiledPack
  private let clause: Clause
  private let text: ClauseText
  private(set) var all: [Mutant] = []
  private var seen: Set<Clause> = []

  static func of(_ rule: ResolvedRule, _ pack: CompiledPack) -> [Mutant] {
    var mutants = Mutants(rule, pack)
    mutants.remove()
    mutants.dropParts()
    mutants.changeTerms()
    mutants.changeTests()
    mutants.changeHeads()
    mutants.uncount()
    return mutants.all
  }

  private init(_ rule: ResolvedRule, _ pack: CompiledPack) {
    self.rule = rule
    self.pack = pack
    clause = rule.clause
    text = ClauseText(pack, rule, rule.clause)
  }

  private mutating func add(
    _ kind: Mutation.Kind, _ before: String, _ after: String?, _ changed: Clause,
    keepsConditions: Bool = false
  ) {
    guard changed != clause, isSound(changed), seen.insert(changed).inserted else { return }
    all.append(
      Mutant(kind: kind, before: before, after: after, clause: changed, keepsConditions: keepsConditions))
  }

  /// Whether `when` still binds all that is used.
  private func isSound(_ changed: Clause) -> Bool {
    let bound = Set(changed.when.atoms.flatMap(\.variables))
    return changed.when.tests.allSatisfy { $0.variables.allSatisfy(bound.contains) }
      && changed.heads.allSatisfy { head in
        head.value.variables.allSatisfy(bound.contains)
          && head.keys.allSatisfy {
            if case .variable(let variable) = $0 { bound.contains(variable) } else { true }
          }
      }
  }

  // MARK: Leaving out

  private mutating func remove() {
    all.append(
      Mutant(
        kind: rule.table == nil ? .removeRule : .removeRow, before: rule.name, after: nil, clause: nil,
        keepsConditions: true))
  }

  private mutating func dropParts() {
    if clause.heads.count > 1 {
      for number in clause.heads.indices {
        var changed = clause
        changed.heads.remove(at: number)
        add(.dropConclusion, text.head(number), nil, changed, keepsConditions: true)
      }
    }
    for (number, atom) in clause.when.atoms.enumerated() {
      if clause.alwaysHolds(number, pack.shape[atom.leaf]) { continue }
      var changed = clause
      changed.when.atoms.remove(at: number)
      let bound = Set(changed.when.atoms.flatMap(\.variables))
      // A range goes with the premise in which it stands.
      changed.when.tests.removeAll { test in
        test.variables.contains { $0 >= clause.named && !bound.contains($0) }
      }
      add(.dropPremise, text.premise(number), nil, changed)
    }
    for (number, test) in clause.when.tests.enumerated() where text.isWritten(test) {
      var changed = clause
      changed.when.tests.remove(at: number)
      add(.dropComparison, text.comparison(number), nil, changed)
    }
    for number in clause.unless.indices {
      var changed = clause
      changed.unless.remove(at: number)
      add(.dropException, text.exception(number), nil, changed)
    }
  }

  // MARK: Terms

  private mutating func changeTerms() {
    for number in clause.when.atoms.indices {
      let atom = clause.when.atoms[number]
      for place in 0...atom.keys.count {
        for (kind, term) in others(atom, at: place) {
          var changed = clause
          changed.when.atoms[number].set(term, at: place)
          addTerm(kind, text.atom(atom, clause.when.tests), changed.when.atoms[number], changed)
        }
        changeJoin(number, place)
      }
    }
    for exception in clause.unless.indices {
      for number in clause.unless[exception].atoms.indices {
        let atom = clause.unless[exception].atoms[number]
        for place in 0...atom.keys.count {
          for (kind, term) in others(atom, at: place) {
            var changed = clause
            changed.unless[exception].atoms[number].set(term, at: place)
            addTerm(
              kind, text.atom(atom, clause.unless[exception].tests), changed.unless[exception].atoms[number],
              changed)
          }
        }
      }
    }
  }

  private mutating func addTerm(_ kind: Mutation.Kind, _ before: String, _ atom: Atom, _ changed: Clause) {
    add(kind, before, ClauseText(pack, rule, changed).atom(atom, changed.when.tests), changed)
  }

  /// What may stand in the place of a constant of an atom, the value being its last place.
  private func others(_ atom: Atom, at place: Int) -> [(Mutation.Kind, Term)] {
    let leaf = pack.shape[atom.leaf]
    guard case .constant(let value) = atom.term(at: place) else { return [] }
    let type = place < leaf.keys.count ? VariableType(leaf.keys[place]) : VariableType(leaf.type)
    return others(value, type, leaf).map { ($0, .constant($1)) }
  }

  /// One of several places of a variable becomes any.
  private mutating func changeJoin(_ number: Int, _ place: Int) {
    let atom = clause.when.atoms[number]
    guard case .variable(let variable) = atom.term(at: place), variable < clause.named else { return }
    let places = clause.when.atoms.flatMap(\.variables).count { $0 == variable }
    guard places > 1 else { return }
    if places == 2, !isUsed(variable),
      clause.when.atoms[..<number].contains(where: { $0.variables.contains(variable) })
        == false
    {
      // Of two places that only meet each other, one is enough.
      return
    }
    var changed = clause
    if place == atom.keys.count {
      changed.when.atoms[number].value = .any
    } else {
      // The same hidden variable in all premises that stand under the same keys of one map.
      changed.when.atoms[number].keys[place] = .variable(changed.variables)
      changed.variables += 1
    }
    add(.any, text.premise(number), ClauseText(pack, rule, changed).premise(number), changed)
  }

  /// Whether a variable stands anywhere but in premises.
  private func isUsed(_ variable: Int) -> Bool {
    clause.when.tests.contains { $0.variables.contains(variable) }
      || clause.unless.contains { $0.atoms.contains { $0.variables.contains(variable) } }
      || clause.heads.contains {
        $0.value.variables.contains(variable) || $0.keys.contains(.variable(variable))
      }
  }

  // MARK: Tests and conclusions

  private mutating func changeTests() {
    for number in clause.when.tests.indices {
      let test = clause.when.tests[number]
      let isWritten = text.isWritten(test)
      for (kind, code) in changes(
        of: test.code, isWritten: isWritten, range: isWritten ? nil : leaf(of: test))
      {
        var changed = clause
        changed.when.tests[number].code = code
        let (before, after) = described(number, isWritten, changed)
        add(kind, before, after, changed)
      }
    }
    for exception in clause.unless.indices {
      for number in clause.unless[exception].tests.indices {
        let test = clause.unless[exception].tests[number]
        let leaf = leaf(of: test, in: clause.unless[exception].atoms)
        for (kind, code) in changes(of: test.code, isWritten: false, range: leaf) {
          var changed = clause
          changed.unless[exception].tests[number].code = code
          add(kind, text.exception(exception), ClauseText(pack, rule, changed).exception(exception), changed)
        }
      }
    }
  }

  /// A comparison, or the premise whose range has changed.
  private func described(_ number: Int, _ isWritten: Bool, _ changed: Clause) -> (String, String) {
    let after = ClauseText(pack, rule, changed)
    if isWritten { return (text.comparison(number), after.comparison(number)) }
    let premise = clause.when.atoms.firstIndex { atom in
      atom.variables.contains { $0 >= clause.named && clause.when.tests[number].variables.contains($0) }
    }
    guard let premise else { return (text.comparison(number), after.comparison(number)) }
    return (text.premise(premise), after.premise(premise))
  }

  private mutating func changeHeads() {
    for number in clause.heads.indices {
      let head = clause.heads[number]
      let leaf = pack.shape[head.leaf]
      for place in head.keys.indices {
        guard case .constant(let value) = head.keys[place] else { continue }
        for (kind, other) in others(value, VariableType(leaf.keys[place]), leaf) {
          var changed = clause
          changed.heads[number].keys[place] = .constant(other)
          add(
            kind, text.head(number), ClauseText(pack, rule, changed).head(number), changed,
            keepsConditions: true)
        }
      }
      guard leaf.hasValue else { continue }
      for (kind, code) in headChanges(head.value.code, leaf) {
        var changed = clause
        changed.heads[number].value.code = code
        add(
          kind, text.head(number), ClauseText(pack, rule, changed).head(number), changed,
          keepsConditions: true)
      }
    }
  }

  private func headChanges(_ code: [Instruction], _ leaf: ShapeLeaf) -> [(Mutation.Kind, [Instruction])] {
    if code.count == 1, case .constant(let value) = code[0] {
      return others(value, VariableType(leaf.type), leaf).map { ($0, [.constant($1)]) }
    }
    return changes(of: code, isWritten: true, range: nil)
  }

  private mutating func uncount() {
    guard clause.heads.contains(where: { if case .sum = pack.shape[$0.leaf].holds { true } else { false } })
    else {
      return
    }
    for variable in 0..<clause.named {
      let isInHead = clause.heads.contains {
        $0.value.variables.contains(variable) || $0.keys.contains(.variable(variable))
      }
      if isInHead || clause.followsFromOthers(variable) { continue }
      let name = rule.variables[variable].name ?? "_"
      add(.count, "$\(name)", "$_", clause.uncounted(variable), keepsConditions: true)
    }
  }

  // MARK: Values

  /// What may stand in the place of a constant.
  private func others(_ value: Inference.Value, _ type: VariableType, _ leaf: ShapeLeaf)
    -> [(Mutation.Kind, Inference.Value)]
  {
    switch type {
    case .text: return []
    case .yesNo: return [(.constant, 1 - value)]
    case .number:
      return steps(from: value, isWhole: leaf.isWhole).filter { leaf.bounds?.contains($0) ?? true }.map {
        (.number, $0)
      }
    case .id(let kind):
      let count = Inference.Value(pack.vocabulary.count(of: kind))
      return count > 1 ? [(.constant, (value + 1) % count)] : []
    case .words:
      guard case .words(let words) = leaf.type, case let known = words.compactMap(pack.shape.word),
        let place = known.firstIndex(of: value), known.count > 1
      else { return [] }
      return [(.constant, known[(place + 1) % known.count])]
    }
  }

  /// One step up and one down: 1 from a whole number, else one of the last digit.
  private func steps(from value: Inference.Value, isWhole: Bool) -> [Inference.Value] {
    var step: Inference.Value = .one
    while !isWhole, step > 1, value % step != 0 { step /= 10 }
    return [value.addingReportingOverflow(step), value.subtractingReportingOverflow(step)].compactMap {
      $0.overflow ? nil : $0.partialValue
    }
  }

  /// The leaf in whose place a range stands.
  private func leaf(of test: Expression, in atoms: [Atom]? = nil) -> ShapeLeaf? {
    let own = Set(test.variables.filter { $0 >= clause.named })
    for atom in atoms ?? clause.when.atoms {
      if case .variable(let variable) = atom.value, own.contains(variable) { return pack.shape[atom.leaf] }
    }
    return nil
  }

  /// The changes of an expression, one instruction each.
  ///
  /// - Parameter range: the leaf in whose place the expression is a range; its `and` and `or` are not the author's.
  private func changes(of code: [Instruction], isWritten: Bool, range: ShapeLeaf?) -> [(
    Mutation.Kind, [Instruction]
  )] {
    var changes: [(Mutation.Kind, [Instruction])] = []
    for (place, instruction) in code.enumerated() {
      func replace(_ kind: Mutation.Kind, _ other: Instruction?) {
        var changed = code
        if let other { changed[place] = other } else { changed.remove(at: place) }
        changes.append((kind, changed))
      }
      switch instruction {
      case .constant(let value):
        if let type = type(ofConstantAt: place, in: code) {
          guard type != .number else {
            for other in steps(from: value, isWhole: range?.isWhole ?? false)
            where range?.bounds?.contains(other) ?? true {
              replace(.number, .constant(other))
            }
            break
          }
          for (kind, other) in constants(value, type) where !code.contains(.constant(other)) {
            replace(kind, .constant(other))
          }
        }
      case .less where !isSameForWhole(code, place, range): replace(.comparison, .lessOrEqual)
      case .lessOrEqual where !isSameForWhole(code, place, range): replace(.comparison, .less)
      case .equal where isWritten: replace(.comparison, .notEqual)
      case .notEqual where isWritten: replace(.comparison, .equal)
      case .and where isWritten: replace(.comparison, .or)
      case .or where isWritten: replace(.comparison, .and)
      case .not: replace(.comparison, nil)
      case .add: replace(.arithmetic, .subtract)
      case .subtract: replace(.arithmetic, .add)
      case .multiply: replace(.arithmetic, .divide)
      case .divide: replace(.arithmetic, .multiply)
      case .min: replace(.arithmetic, .max)
      case .max: replace(.arithmetic, .min)
      case .round: replace(.arithmetic, .floor)
      case .floor: replace(.arithmetic, .ceil)
      case .ceil: replace(.arithmetic, .floor)
      case .negate, .abs: replace(.arithmetic, nil)
      case .less, .lessOrEqual, .equal, .notEqual, .and, .or, .variable: break
      }
    }
    return changes
  }

  private func constants(_ value: Inference.Value, _ type: VariableType) -> [(Mutation.Kind, Inference.Value)]
  {
    switch type {
    case .id(let kind):
      let count = Inference.Value(pack.vocabulary.count(of: kind))
      return (1..<max(1, count)).map { (.constant, (value + $0) % count) }.prefix(3).map { $0 }
    case .words(let words):
      let known = words.compactMap(pack.shape.word).sorted()
      return known.filter { $0 != value }.prefix(1).map { (.constant, $0) }
    case .yesNo: return [(.constant, 1 - value)]
    case .number, .text: return []
    }
  }

  /// What a constant is: what the variable is that it is compared with, else a number; nil where that is not plain.
  private func type(ofConstantAt place: Int, in code: [Instruction]) -> VariableType? {
    for (other, sign) in [(place - 1, place + 1), (place + 1, place + 2)] {
      guard code.indices.contains(other), code.indices.contains(sign),
        case .variable(let variable) = code[other],
        code[sign] == .equal || code[sign] == .notEqual
      else { continue }
      return rule.variables[variable].type
    }
    return .number
  }

  /// Whether `<` and `<=` between a whole number and a constant differ by a step of the constant, which is tried too.
  private func isSameForWhole(_ code: [Instruction], _ place: Int, _ range: ShapeLeaf?) -> Bool {
    guard place >= 2 else { return false }
    switch (code[place - 2], code[place - 1]) {
    case (.constant, .variable(let variable)), (.variable(let variable), .constant):
      if let range { return range.isWhole }
      return clause.when.atoms.contains { $0.value == .variable(variable) && pack.shape[$0.leaf].isWhole }
    default: return false
    }
  }
}

extension Atom {
  /// A key, or behind the last one the value.
  fileprivate func term(at place: Int) -> Term { place < keys.count ? keys[place] : value }

  fileprivate mutating func set(_ term: Term, at place: Int) {
    if place < keys.count { keys[place] = term } else { value = term }
  }
}

extension Clause {
  /// The same with a variable behind those whose bindings a sum counts.
  fileprivate func uncounted(_ variable: Int) -> Clause {
    func other(_ number: Int) -> Int {
      number == variable ? named - 1 : number == named - 1 ? variable : number
    }
    func term(_ term: Term) -> Term {
      if case .variable(let number) = term { .variable(other(number)) } else { term }
    }
    func expression(_ expression: Expression) -> Expression {
      Expression(
        code: expression.code.map {
          if case .variable(let number) = $0 { .variable(other(number)) } else { $0 }
        })
    }
    func condition(_ condition: Condition) -> Condition {
      Condition(
        atoms: condition.atoms.map { Atom(leaf: $0.leaf, keys: $0.keys.map(term), value: term($0.value)) },
        tests: condition.tests.map(expression))
    }
    return Clause(
      variables: variables, named: named - 1, when: condition(when), unless: unless.map(condition),
      heads: heads.map { Head(leaf: $0.leaf, keys: $0.keys.map(term), value: expression($0.value)) })
  }
}
