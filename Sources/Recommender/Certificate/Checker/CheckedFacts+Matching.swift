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
        switch holds(item, found) {
        case true?: verdict = false
        case false?: break
        case nil: verdict = nil
        }
      }
      if verdict != false { body(found, verdict != nil) }
      return true
    }
  }

  /// Whether a condition holds under some further binding; nil if a test has no value and no other binding does.
  func holds(_ condition: Condition, _ bindings: Bindings) -> Bool? {
    var result: Bool? = false
    _ = search(condition.atoms, bindings) { found in
      switch CheckedArithmetic.verdict(condition.tests, found) {
      case true?: result = true
      case nil where result == false: result = nil
      case nil, false?: break
      }
      return result != true
    }
    return result
  }

  /// Hands over all extensions of the bindings under which each atom is a fact, until one is answered with false.
  private func search(_ atoms: [Atom], _ bindings: Bindings, _ body: (Bindings) -> Bool) -> Bool {
    // The atom with the fewest facts that agree with what is known.
    var (next, fewest) = (-1, Int.max)
    for (number, atom) in atoms.enumerated() where fewest > 1 {
      let count = count(atom, bindings)
      if count < fewest { (next, fewest) = (number, count) }
    }
    guard next >= 0 else { return body(bindings) }
    var rest = atoms
    let atom = rest.remove(at: next)
    let table = tables[atom.leaf.index]
    let keys = atom.keys.map { known($0, bindings) }
    if keys.allSatisfy({ $0 != .unbound }) {
      guard let fact = look(atom.leaf, keys), let bound = unified([atom.value], [fact.value], bindings) else {
        return true
      }
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
    for row in rows(atom, bindings) {
      let cells = terms.indices.map { table.cell(row, $0) }
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
    if table.shape.fallback != nil || atom.keys.allSatisfy({ known($0, bindings) != .unbound }) {
      return zip(atom.keys, table.packing.columns).reduce(1) {
        known($1.0, bindings) == .unbound ? $0 &* Int($1.1.size) : $0
      }
    }
    return rows(atom, bindings).count
  }

  /// The rows that agree with one thing that is known about an atom, the fewest; all, if nothing is.
  private func rows(_ atom: Atom, _ bindings: Bindings) -> [Int] {
    let table = tables[atom.leaf.index]
    var fewest: [Int]?
    for (column, term) in (atom.keys + [atom.value]).enumerated() {
      let value = known(term, bindings)
      guard value != .unbound else { continue }
      let rows = table.rows(with: value, in: column)
      if rows.count < fewest?.count ?? .max { fewest = rows }
    }
    return fewest ?? Array(table.keys.indices)
  }
}
