import Inference
import RuleLanguage

/// What a certificate proves, as the report is drawn from it. All is looked for by the checker.
struct CheckedModel: Model {
  private let facts: CheckedFacts
  /// By rule.
  private let clauses: [Clause]
  /// By rule, the first of the program's clauses that comes from it.
  private let ids: [ClauseID]
  /// By leaf, the rules that conclude something there.
  private let writers: [[Int]]

  init(_ checker: CertificateChecker) {
    facts = checker.facts
    clauses = checker.clauses
    var ids = Array(repeating: ClauseID(0), count: clauses.count)
    for (clause, rule) in facts.pack.clauseRules.enumerated().reversed() { ids[rule] = ClauseID(clause) }
    self.ids = ids
    var writers: [[Int]] = Array(repeating: [], count: facts.tables.count)
    for (rule, clause) in clauses.enumerated() {
      for leaf in Set(clause.heads.map(\.leaf.index)) { writers[leaf].append(rule) }
    }
    self.writers = writers
  }

  func value(_ leaf: LeafID, _ keys: [Int]) -> Inference.Value? {
    facts.look(leaf, keys)?.value
  }

  func facts(of leaf: LeafID) -> [Fact] {
    let table = facts.tables[leaf.index]
    return table.rows.sorted { $0.key < $1.key }.map { key, row in
      Fact(leaf: leaf, keys: table.packing.keys(key), value: row.value)
    }
  }

  func answers(
    to condition: Condition, unless: [Condition], variables: Int, given: [Inference.Value?]
  ) -> Answers {
    var solutions: Set<Bindings> = []
    var failures: Set<Bindings> = []
    let bindings = given.map { $0 ?? .unbound }
    facts.matches(of: condition, unless: unless, from: bindings) { bindings, isComputed in
      if isComputed { solutions.insert(bindings) } else { failures.insert(bindings) }
    }
    return Answers(
      solutions: solutions.sorted { $0.lexicographicallyPrecedes($1) },
      failures: failures.sorted { $0.lexicographicallyPrecedes($1) }, isComplete: true)
  }

  // MARK: Derivations

  func derivations(of fact: Fact) -> [Derivation] { derivations(of: fact, isDistinct: true) }

  func everyDerivation(of fact: Fact) -> [Derivation] { derivations(of: fact, isDistinct: false) }

  private func derivations(of fact: Fact, isDistinct: Bool) -> [Derivation] {
    let isOne = if case .one = facts.pack.shape[fact.leaf].holds { true } else { false }
    return writers[fact.leaf.index].flatMap { rule in
      let clause = clauses[rule]
      return clause.heads.indices.filter { clause.heads[$0].leaf == fact.leaf }.flatMap { head in
        let found = matches(of: rule, head, at: fact.keys).filter { !isOne || $0.value == fact.value }
        return (isDistinct ? distinct(found, clause.named) : found).map { match in
          Derivation(
            clause: ids[rule], head: head, bindings: Array(match.bindings.prefix(clause.variables)),
            contribution: match.value, premises: match.premises)
        }
      }.sorted { one, other in
        one.bindings != other.bindings
          ? one.bindings.lexicographicallyPrecedes(other.bindings) : one.head < other.head
      }
    }
  }

  private struct Match {
    let bindings: Bindings
    let value: Inference.Value
    let premises: [Premise]
    var fallbacks: Int { premises.count { $0.isFallback } }
  }

  private func matches(of rule: Int, _ number: Int, at keys: [Int]) -> [Match] {
    let clause = clauses[rule]
    let head = clause.heads[number]
    // A variable for each key that may be any, to tell what it was.
    var variables = clause.variables
    var condition = clause.when
    for atom in condition.atoms.indices {
      condition.atoms[atom].keys = condition.atoms[atom].keys.map { term in
        guard term == .any else { return term }
        variables += 1
        return .variable(variables - 1)
      }
    }
    let none = Bindings(repeating: .unbound, count: variables)
    guard let bound = facts.unified(head.keys, keys.map(Inference.Value.init), none) else { return [] }
    var matches: [Match] = []
    let isValued = facts.pack.shape[head.leaf].hasValue
    facts.matches(of: condition, unless: clause.unless, from: bound) { bindings, isComputed in
      guard isComputed, let value = isValued ? CheckedArithmetic.value(of: head.value, bindings) : 1 else {
        return
      }
      let premises = condition.atoms.enumerated().map { premise($1, $0, bindings) }
      matches.append(Match(bindings: bindings, value: value, premises: premises))
    }
    return matches.sorted { $0.bindings.lexicographicallyPrecedes($1.bindings) }
  }

  private func premise(_ atom: Atom, _ number: Int, _ bindings: Bindings) -> Premise {
    let keys = atom.keys.map { Int(facts.known($0, bindings)) }
    let found = facts.look(atom.leaf, keys)
    return Premise(
      atom: number, fact: Fact(leaf: atom.leaf, keys: keys, value: found?.value ?? 1),
      isFallback: found?.origin == .fallback)
  }

  /// Of matches that agree in the author's variables one, rather one that does not rest on defaults.
  private func distinct(_ matches: [Match], _ named: Int) -> [Match] {
    Dictionary(grouping: matches) { $0.bindings.prefix(named) }.values.compactMap { alike in
      alike.min { one, other in
        one.fallbacks != other.fallbacks
          ? one.fallbacks < other.fallbacks : one.bindings.lexicographicallyPrecedes(other.bindings)
      }
    }
  }
}
