import Inference
import RuleLanguage
import SourceTree

/// Checks the steps of a certificate against the clauses of the rules: that each holds, and that nothing is left out.
///
/// Steps that rest on earlier ones only, with all that the rules conclude from them, are the one least model: what
/// `unless`, defaults, sums and ranks read is complete before it is read, for else the pack would have been refused.
struct CertificateChecker {
  /// Nobody reads more.
  static let maxRefusals = 20

  /// What one match of a rule contributes to one place.
  private struct Contribution: Hashable {
    let rule: Int
    let head: Fact
    let bindings: Bindings
  }

  let facts: CheckedFacts
  private let steps: [CertificateStep]
  private let notation: CertificateNotation
  /// By rule, the clause with the entries that its heads make.
  let clauses: [Clause]
  private var stated: [Contribution: Int] = [:]
  private(set) var applications = 0
  private(set) var findings = Findings()

  init(_ steps: [CertificateStep], _ pack: CompiledPack, _ profile: ProfileFacts) {
    self.steps = steps
    facts = CheckedFacts(pack, profile, derived: steps.map(\.fact))
    notation = CertificateNotation(pack: pack, texts: profile.texts)
    clauses = pack.rules.map { rule in
      var clause = rule.clause
      for head in rule.clause.heads {
        for entry in CertificateChecker.entries(over: head, pack.shape) where !clause.heads.contains(entry) {
          clause.heads.append(entry)
        }
      }
      return clause
    }
  }

  /// Whoever concludes something below a key also concludes the key.
  private static func entries(over head: Head, _ shape: Shape) -> [Head] {
    let path = shape[head.leaf].path
    return shape.nodes.compactMap { node in
      guard case .map(_, _, let entry) = node.content, entry != head.leaf,
        path.hasPrefix(node.path + ".$")
      else { return nil }
      return Head(leaf: entry, keys: Array(head.keys.prefix(shape[entry].keys.count)))
    }
  }

  mutating func check() {
    for number in steps.indices where !isFull { checkStep(number) }
    // What holds is within bounds that a profile sets; what does not hold may be without any.
    if findings.isEmpty { checkRules() }
    if findings.isEmpty { checkRanks() }
  }

  private var isFull: Bool { findings.list.count >= CertificateChecker.maxRefusals }

  private mutating func refuse(_ message: String, _ span: Span?, _ code: String = "wrong-step") {
    if !isFull {
      findings.report(code, message, at: span.map { Span(file: $0.file, start: $0.start, end: $0.start + 1) })
    }
  }

  // MARK: Steps

  private mutating func checkStep(_ number: Int) {
    let step = steps[number]
    let leaf = facts.pack.shape[step.fact.leaf]
    guard facts.look(step.fact.leaf, step.fact.keys.map(Inference.Value.init))?.origin == .step(number) else {
      return refuse("\(text(step.fact)) is stated, or concluded by an earlier step", step.span)
    }
    switch (leaf.holds, step.grounds) {
    case (.one, .derivation(let derived)), (.set, .derivation(let derived)),
      (.entry, .derivation(let derived)):
      guard let heads = heads(derived, before: number) else { return }
      if !heads.contains(step.fact) {
        refuse("the rule `\(name(derived))` does not conclude \(text(step.fact))", step.span)
      }
    case (.sum, .parts("sum", let parts)), (.max, .parts("max", let parts)), (.min, .parts("min", let parts)):
      checkParts(parts, number)
    case (.rank(let terms), .rank(let premises)):
      guard
        terms.map({ Fact(leaf: $0.leaf, keys: step.fact.keys) })
          == premises.map({ Fact(leaf: $0.fact.leaf, keys: $0.fact.keys) })
      else { return refuse("the rank does not sort by these", step.span) }
      for premise in premises { _ = check(premise, before: number) }
    case (.one, _), (.set, _), (.entry, _), (.sum, _), (.max, _), (.min, _), (.rank, _), (.alias, _):
      refuse("\(text(step.fact)) does not follow in this way", step.span)
    }
  }

  private mutating func checkParts(_ parts: [CertificateStep.Part], _ number: Int) {
    let step = steps[number]
    let table = facts.tables[step.fact.leaf.index]
    let given = table.packing.key(step.fact.keys).flatMap { table.parts[$0] }
    let own = parts.filter { $0.derived == nil }
    guard own.map(\.value) == [given?.value].compactMap({ $0 }), own.first?.origin == given?.origin else {
      return refuse(
        "what is stated for \(text(step.fact)) is not what the step says", own.first?.span ?? step.span)
    }
    for part in parts {
      guard let derived = part.derived, let heads = heads(derived, before: number) else { continue }
      let head = Fact(leaf: step.fact.leaf, keys: step.fact.keys, value: part.value)
      guard heads.contains(head) else {
        return refuse("the rule `\(name(derived))` does not contribute this to \(text(step.fact))", part.span)
      }
      stated[Contribution(rule: derived.rule, head: head, bindings: derived.bindings), default: 0] += 1
    }
    let values = parts.map(\.value)
    let total: Inference.Value? =
      switch table.shape.holds {
      case .max: values.max()
      case .min: values.min()
      default: CheckedArithmetic.narrow(values.reduce(Int128(0)) { $0 + Int128($1) })
      }
    if total != step.fact.value { refuse("the parts do not make up \(text(step.fact))", step.span) }
  }

  /// What a rule concludes in a match that is stated, if all that is stated about it is so.
  private mutating func heads(_ derived: CertificateStep.Derived, before number: Int) -> [Fact]? {
    let clause = clauses[derived.rule]
    guard derived.premises.count == clause.when.atoms.count else {
      refuse("the rule `\(name(derived))` has \(clause.when.atoms.count) premises", derived.span)
      return nil
    }
    var bindings = derived.bindings + Array(repeating: .unbound, count: clause.variables - clause.named)
    for (premise, atom) in zip(derived.premises, clause.when.atoms) {
      let cells = premise.fact.keys.map(Inference.Value.init) + [premise.fact.value]
      guard premise.fact.leaf == atom.leaf,
        let bound = facts.unified(atom.keys + [atom.value], cells, bindings)
      else {
        refuse("the rule `\(name(derived))` does not read \(text(premise.fact)) here", premise.span)
        return nil
      }
      bindings = bound
      guard check(premise, before: number) else { return nil }
    }
    let rule = facts.pack.rules[derived.rule]
    if CheckedArithmetic.verdict(clause.when.tests, bindings) != true {
      refuse("a comparison of the rule `\(rule.name)` does not hold", derived.span)
    } else if let held = clause.unless.indices.first(where: {
      facts.holds(clause.unless[$0], bindings) != false
    }) {
      refuse(
        "`\(notation.unless(rule, bindings)[held])` holds, which stops the rule `\(rule.name)`", derived.span)
    } else if notation.unless(rule, bindings) != derived.unless {
      refuse("this is not what `unless` of the rule `\(rule.name)` looks for", derived.span)
    } else {
      return clause.heads.compactMap { self.conclusion($0, bindings) }
    }
    return nil
  }

  private mutating func check(_ premise: CertificateStep.Premise, before number: Int) -> Bool {
    let found = facts.look(premise.fact.leaf, premise.fact.keys.map(Inference.Value.init))
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
    let keys = head.keys.map { facts.known($0, bindings) }
    guard let value = leaf.hasValue ? CheckedArithmetic.value(of: head.value, bindings) : 1,
      leaf.bounds?.contains(value) != false, !leaf.isWhole || value % 1_000_000 == 0
    else { return nil }
    return Fact(leaf: head.leaf, keys: keys.map(Int.init), value: value)
  }

  // MARK: Completeness

  /// Looks for matches of rules that the certificate knows nothing of.
  private mutating func checkRules() {
    let facts = facts
    for (rule, clause) in clauses.enumerated() where !isFull {
      var seen: Set<Bindings> = []
      let none = Bindings(repeating: .unbound, count: clause.variables)
      facts.matches(of: clause.when, unless: clause.unless, from: none) { bindings, isComputed in
        let named = Array(bindings.prefix(clause.named))
        guard isComputed else {
          return refuse("the rule `\(facts.pack.rules[rule].name)` can't be computed", nil)
        }
        guard seen.insert(named).inserted, !isFull else { return }
        applications += 1
        for head in clause.heads { conclude(head, of: rule, bindings, named) }
      }
    }
    let repeated = stated.filter { $0.value != 0 }.keys.map {
      "the rule `\(facts.pack.rules[$0.rule].name)` contributes to \(text($0.head)) once only"
    }
    for message in repeated.sorted() { refuse(message, nil) }
  }

  private mutating func conclude(_ head: Head, of rule: Int, _ bindings: Bindings, _ named: Bindings) {
    let name = facts.pack.rules[rule].name
    guard let fact = conclusion(head, bindings) else {
      return refuse("the rule `\(name)` concludes what its place can't hold", nil)
    }
    if facts.pack.shape[fact.leaf].isAggregate {
      let contribution = Contribution(rule: rule, head: fact, bindings: named)
      guard let count = stated[contribution], count > 0 else {
        return refuse(
          "the rule `\(name)` contributes to \(text(fact)), and no step says so", nil, "missing-step")
      }
      stated[contribution] = count - 1
    } else {
      let found = facts.look(fact.leaf, fact.keys.map(Inference.Value.init))
      guard let found, found.value == fact.value, found.origin != .fallback else {
        return refuse("the rule `\(name)` concludes \(text(fact)), and no step does", nil, "missing-step")
      }
    }
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
      for siblings in Dictionary(grouping: rows, by: { $0.prefix(keys - 1) }).values {
        let order = siblings.sorted { one, other in
          for (number, term) in terms.enumerated() where one[keys + number] != other[keys + number] {
            return (one[keys + number] < other[keys + number]) != term.descending
          }
          return one[keys - 1] < other[keys - 1]
        }
        for (position, row) in order.enumerated() {
          let fact = Fact(
            leaf: LeafID(index), keys: row.prefix(keys).map(Int.init),
            value: Inference.Value(position + 1) * 1_000_000)
          if facts.look(fact.leaf, Array(row.prefix(keys)))?.value != fact.value {
            refuse(
              "\(text(fact)) follows from the fields beside it, and no step says so", nil, "missing-step")
          }
        }
      }
    }
  }

  // MARK: Words

  private func name(_ derived: CertificateStep.Derived) -> String { facts.pack.rules[derived.rule].name }

  private func text(_ fact: Fact) -> String { "`\(notation.text(fact))`" }
}
