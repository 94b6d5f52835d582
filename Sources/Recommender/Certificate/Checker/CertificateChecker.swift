import Inference
import RuleLanguage
import SourceTree

/// Checks the steps of a certificate against the clauses of the rules: that each holds, and that nothing is left out.
///
/// Steps that rest on earlier ones only, with all that rules conclude from them, are the one model of the rules: what
/// `unless`, defaults, sums and ranks read does not depend on the reader, for such a pack is refused.
struct CertificateChecker {
  /// Nobody reads more.
  static let maxRefusals = 20

  /// What one match of a rule contributes to one place.
  private struct Contribution: Hashable {
    let rule: Int
    let fact: Fact
    let bindings: Bindings
  }

  let facts: CheckedFacts
  /// By rule, the clause with the entries that its heads make.
  let clauses: [Clause]
  private let steps: [CertificateStep]
  private let notation: CertificateNotation
  /// How often steps state a contribution.
  private var stated: [Contribution: Int] = [:]
  private(set) var applications = 0
  private(set) var findings = Findings()

  init(_ steps: [CertificateStep], _ pack: CompiledPack, _ profile: ProfileFacts) {
    self.steps = steps
    facts = CheckedFacts(pack, profile, derived: steps.map(\.fact))
    notation = CertificateNotation(pack: pack, texts: profile.texts)
    clauses = pack.rules.map { rule in
      var clause = rule.clause
      // Whoever concludes something below a key also concludes the key.
      for head in rule.clause.heads {
        for case .map(_, _, let entry) in pack.shape.nodes.map(\.content)
        where pack.shape[head.leaf].path.hasPrefix(pack.shape[entry].path + ".$") {
          let added = Head(leaf: entry, keys: Array(head.keys.prefix(pack.shape[entry].keys.count)))
          if !clause.heads.contains(added) { clause.heads.append(added) }
        }
      }
      return clause
    }
  }

  mutating func check() {
    for number in steps.indices where !isFull { checkStep(steps[number], number) }
    // What holds is within the bounds of an evaluation; what does not may go beyond all.
    if findings.isEmpty { checkRules() }
    if findings.isEmpty { checkRanks() }
  }

  private var isFull: Bool { findings.list.count >= CertificateChecker.maxRefusals }

  private mutating func refuse(_ message: String, _ span: Span? = nil) {
    if isFull { return }
    let start = span.map { Span(file: $0.file, start: $0.start, end: $0.start + 1) }
    findings.report(span == nil ? "missing-step" : "wrong-step", message, at: start)
  }

  private func text(_ fact: Fact) -> String { "`\(notation.text(fact))`" }

  private func rule(_ number: Int) -> String { "the rule `\(facts.pack.rules[number].name)`" }

  // MARK: Steps

  private mutating func checkStep(_ step: CertificateStep, _ number: Int) {
    let (fact, table) = (step.fact, facts.tables[step.fact.leaf.index])
    guard facts.look(fact.leaf, fact.keys)?.origin == .step(number) else {
      return refuse("\(text(fact)) is stated, or concluded by an earlier step", step.span)
    }
    switch (table.shape.holds, step.grounds) {
    case (.one, .derivation(let derived)), (.set, .derivation(let derived)),
      (.entry, .derivation(let derived)):
      guard let conclusions = conclusions(derived, before: number) else { return }
      if !conclusions.contains(fact) {
        refuse("\(rule(derived.rule)) does not conclude \(text(fact))", step.span)
      }
    case (.sum, .parts("sum", let parts)), (.max, .parts("max", let parts)), (.min, .parts("min", let parts)):
      checkParts(parts, step, number, table)
    case (.rank(let terms), .rank(let premises)):
      for premise in premises { _ = check(premise, before: number) }
      if terms.map(\.leaf) != premises.map(\.fact.leaf)
        || premises.contains(where: { $0.fact.keys != fact.keys })
      {
        refuse("\(text(fact)) is not by these", step.span)
      }
    default: refuse("\(text(fact)) does not follow in this way", step.span)
    }
  }

  private mutating func checkParts(
    _ parts: [CertificateStep.Part], _ step: CertificateStep, _ number: Int, _ table: CheckedFacts.Table
  ) {
    let given = parts.filter { $0.derived == nil }
    let own = table.packing.key(step.fact.keys).flatMap { table.stated[$0] }
    guard given.count == (own == nil ? 0 : 1), given.first?.value == own?.value,
      given.first?.origin == own?.origin
    else { return refuse("for \(text(step.fact)) something else is stated", given.first?.span ?? step.span) }
    for part in parts {
      guard let derived = part.derived, let found = conclusions(derived, before: number) else { continue }
      let fact = Fact(leaf: step.fact.leaf, keys: step.fact.keys, value: part.value)
      if !found.contains(fact) {
        refuse("\(rule(derived.rule)) does not contribute \(text(fact))", part.span)
      }
      stated[Contribution(rule: derived.rule, fact: fact, bindings: derived.bindings), default: 0] += 1
    }
    let values = parts.map(\.value)
    let sum = CheckedArithmetic.narrow(values.reduce(Int128(0)) { $0 + Int128($1) })
    let total =
      if case .sum = table.shape.holds { sum } else if case .max = table.shape.holds { values.max() } else {
        values.min()
      }
    if total != step.fact.value { refuse("the parts do not make up \(text(step.fact))", step.span) }
  }

  /// What a rule concludes in a match, if all that is stated about the match is so.
  private mutating func conclusions(_ derived: CertificateStep.Derived, before number: Int) -> [Fact]? {
    let clause = clauses[derived.rule]
    var bindings = derived.bindings + Bindings(repeating: .unbound, count: clause.variables - clause.named)
    var problem =
      derived.premises.count == clause.when.atoms.count ? nil : "\(rule(derived.rule)) has other premises"
    for (premise, atom) in zip(derived.premises, clause.when.atoms) where problem == nil {
      let cells = premise.fact.keys.map(Inference.Value.init) + [premise.fact.value]
      if premise.fact.leaf == atom.leaf, let bound = facts.unified(atom.keys + [atom.value], cells, bindings)
      {
        guard check(premise, before: number) else { return nil }
        bindings = bound
      } else {
        problem = "\(rule(derived.rule)) does not read \(text(premise.fact)) here"
      }
    }
    if problem == nil {
      let looked = notation.unless(facts.pack.rules[derived.rule], bindings)
      if CheckedArithmetic.verdict(clause.when.tests, bindings) != true {
        problem = "a comparison of \(rule(derived.rule)) does not hold"
      } else if let held = clause.unless.firstIndex(where: { facts.holds($0, bindings) != false }) {
        problem = "`\(looked[held])` holds, which stops \(rule(derived.rule))"
      } else if looked != derived.unless {
        problem = "`unless` of \(rule(derived.rule)) looks for something else"
      }
    }
    guard let problem else { return clause.heads.compactMap { conclusion($0, bindings) } }
    refuse(problem, derived.span)
    return nil
  }

  private mutating func check(_ premise: CertificateStep.Premise, before number: Int) -> Bool {
    let found = facts.look(premise.fact.leaf, premise.fact.keys)
    if found?.value != premise.fact.value {
      refuse("\(text(premise.fact)) does not hold", premise.span)
    } else if found?.origin != premise.origin {
      refuse("\(text(premise.fact)) does not come from there", premise.span)
    } else if case .step(let earlier) = premise.origin, earlier >= number {
      refuse("step \(number + 1) rests on step \(earlier + 1), which is not earlier", premise.span)
    } else {
      return true
    }
    return false
  }

  /// What a head writes; nil where it has no value, or one that its place may not hold.
  private func conclusion(_ head: Head, _ bindings: Bindings) -> Fact? {
    let leaf = facts.pack.shape[head.leaf]
    guard let value = leaf.hasValue ? CheckedArithmetic.value(of: head.value, bindings) : 1,
      leaf.bounds?.contains(value) != false, !leaf.isWhole || value % .one == 0
    else { return nil }
    return Fact(leaf: head.leaf, keys: head.keys.map { Int(facts.known($0, bindings)) }, value: value)
  }

  // MARK: Completeness

  /// Looks for what rules conclude and the certificate does not know.
  private mutating func checkRules() {
    let facts = facts
    for (number, clause) in clauses.enumerated() where !isFull {
      var seen: Set<Bindings> = []
      let none = Bindings(repeating: .unbound, count: clause.variables)
      facts.matches(of: clause.when, unless: clause.unless, from: none) { bindings, isComputed in
        let named = Array(bindings.prefix(clause.named))
        guard isComputed else { return refuse("\(rule(number)) can't be computed") }
        guard !isFull, seen.insert(named).inserted else { return }
        applications += 1
        for head in clause.heads { conclude(head, of: number, bindings, named) }
      }
    }
    let repeated = stated.filter { $0.value > 0 }.keys
    for message in repeated.map({ "\(rule($0.rule)) contributes \(text($0.fact)) once" }).sorted() {
      refuse(message)
    }
  }

  private mutating func conclude(_ head: Head, of number: Int, _ bindings: Bindings, _ named: Bindings) {
    guard let fact = conclusion(head, bindings) else {
      return refuse("\(rule(number)) concludes what its place can't hold")
    }
    guard facts.pack.shape[fact.leaf].isAggregate else {
      if let it = facts.look(fact.leaf, fact.keys), it.value == fact.value, it.origin != .fallback { return }
      return refuse("\(rule(number)) concludes \(text(fact)), and no step does")
    }
    let contribution = Contribution(rule: number, fact: fact, bindings: named)
    guard let count = stated[contribution], count > 0 else {
      return refuse("\(rule(number)) contributes \(text(fact)), and no step says so")
    }
    stated[contribution] = count - 1
  }

  /// Sorts the siblings of each rank anew.
  private mutating func checkRanks() {
    for (index, leaf) in facts.pack.shape.leaves.enumerated() {
      guard case .rank(let terms) = leaf.holds else { continue }
      let keys = leaf.keys.count
      let atoms = terms.enumerated().map { number, term in
        Atom(leaf: term.leaf, keys: (0..<keys).map(Term.variable), value: .variable(keys + number))
      }
      var rows: [Bindings] = []
      let none = Bindings(repeating: .unbound, count: keys + terms.count)
      facts.matches(of: Condition(atoms: atoms), unless: [], from: none) { row, _ in rows.append(row) }
      rows.sort { one, other in
        let (siblings, others) = (one.prefix(keys - 1), other.prefix(keys - 1))
        guard siblings == others else { return siblings.lexicographicallyPrecedes(others) }
        let differing = terms.indices.first { one[keys + $0] != other[keys + $0] }
        guard let term = differing else { return one[keys - 1] < other[keys - 1] }
        return (one[keys + term] < other[keys + term]) != terms[term].descending
      }
      var position: Inference.Value = 0
      for (number, row) in rows.enumerated() {
        position = number > 0 && rows[number - 1].prefix(keys - 1) == row.prefix(keys - 1) ? position + 1 : 1
        let fact = Fact(leaf: LeafID(index), keys: row.prefix(keys).map(Int.init), value: position * .one)
        if facts.look(fact.leaf, fact.keys)?.value != fact.value {
          refuse("\(text(fact)) follows from the fields beside it, and no step says so")
        }
      }
    }
  }
}
