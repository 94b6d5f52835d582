import Inference
import RuleLanguage

/// Variables by number; `unbound` where nothing is known.
typealias Bindings = [Inference.Value]

extension CheckedFacts {
  /// Hands over all bindings under which the condition holds and none of `unless` does; `isComputed` is false where a test
  /// has no value. A false test wins over one without.
  func matches(
    of condition: Condition, unless: [Condition], from bindings: Bindings,
    _ body: (_ bindings: Bindings, _ isComputed: Bool) -> Void
  ) {
    _ = search(condition.atoms, bindings) { found in
      var verdict = CheckedArithmetic.verdict(condition.tests, found)
      for item in unless where verdict != false {
        let held = holds(item, found)
        if held != false { verdict = held == true ? false : nil }
      }
      if verdict != false { body(found, verdict != nil) }
      return true
    }
  }

  /// Whether a condition holds under some further binding; nil if a test has no value and no other binding does.
  func holds(_ condition: Condition, _ bindings: Bindings) -> Bool? {
    var result: Bool? = false
    _ = search(condition.atoms, bindings) { found in
      let verdict = CheckedArithmetic.verdict(condition.tests, found)
      if verdict != false { result = verdict }
      return result != true
    }
    return result
  }

  /// Hands over all extensions of the bindings under which each atom is a fact, until one is answered with false.
  private func search(_ atoms: [Atom], _ bindings: Bindings, _ body: (Bindings) -> Bool) -> Bool {
    // The atom with the fewest facts that agree with what is known.
    let counts = atoms.map { count($0, bindings) }
    guard let next = counts.indices.min(by: { counts[$0] < counts[$1] }) else { return body(bindings) }
    var rest = atoms
    let atom = rest.remove(at: next)
    let table = tables[atom.leaf.index]
    let keys = atom.keys.map { known($0, bindings) }
    if keys.allSatisfy({ $0 != .unbound }) {
      let fact = look(atom.leaf, keys.map(Int.init))
      guard let bound = fact.flatMap({ unified([atom.value], [$0.value], bindings) }) else { return true }
      return search(rest, bound, body)
    }
    if table.shape.fallback != nil, let open = keys.firstIndex(of: .unbound) {
      // Each key has a value: they are tried one by one, a column after the other.
      for id in 0..<Inference.Value(table.packing.columns[open].size) {
        guard let bound = unified([atom.keys[open]], [id], bindings) else { continue }
        guard search(rest + [atom], bound, body) else { return false }
      }
      return true
    }
    let terms = atom.keys + [atom.value]
    for key in fewest(atom, bindings) ?? Array(table.rows.keys) {
      let cells = terms.indices.map { table.cell(key, $0) }
      guard let bound = unified(terms, cells, bindings) else { continue }
      guard search(rest, bound, body) else { return false }
    }
    return true
  }

  func known(_ term: Term, _ bindings: Bindings) -> Inference.Value {
    switch term {
    case .constant(let value): value
    case .variable(let variable): bindings[variable]
    case .any: .unbound
    }
  }

  /// The bindings with what terms bind when they stand for values; nil if they do not.
  func unified(_ terms: [Term], _ values: [Inference.Value], _ bindings: Bindings) -> Bindings? {
    var bindings = bindings
    for (term, value) in zip(terms, values) where term != .any {
      let known = known(term, bindings)
      guard known == .unbound || known == value else { return nil }
      if case .variable(let variable) = term { bindings[variable] = value }
    }
    return bindings
  }

  /// How many facts have to be looked at for an atom.
  private func count(_ atom: Atom, _ bindings: Bindings) -> Int {
    let table = tables[atom.leaf.index]
    let open = zip(atom.keys, table.packing.columns).filter { known($0.0, bindings) == .unbound }
    if table.shape.fallback != nil || open.isEmpty { return open.reduce(1) { $0 &* Int($1.1.size) } }
    return fewest(atom, bindings)?.count ?? table.rows.count
  }

  /// The keys of the facts that agree with one thing which is known about an atom, the fewest; nil if nothing is.
  private func fewest(_ atom: Atom, _ bindings: Bindings) -> [UInt64]? {
    (atom.keys + [atom.value]).enumerated().filter { known($1, bindings) != .unbound }
      .map { tables[atom.leaf.index].keys(with: known($1, bindings), in: $0) }
      .min { $0.count < $1.count }
  }
}
