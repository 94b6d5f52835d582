/// A rule. `when` and each item of `unless` are trees: atoms that share a tree share its `$_`.
package struct SampleRule: Sendable {
  /// What a row of a table puts in the place of a variable.
  package enum Cell: Sendable, Hashable {
    case constant(SampleDatum)
    case choice(SampleChoice)
  }

  package var name: String
  package var level: Int
  package var pack = 0
  package var when: [[SampleAtom]] = []
  package var unless: [[SampleAtom]] = []
  package var tests: [SampleExpression] = []
  package var heads: [SampleHead] = []
  package var rows: [[String: Cell]] = []
  /// The variables that the reason prints.
  package var because: [String] = []

  /// The rule itself, or one rule for each row of its table.
  package var expanded: [SampleRule] {
    rows.isEmpty ? [self] : rows.indices.map(filled)
  }

  private func filled(row: Int) -> SampleRule {
    let cells = rows[row]
    func filled(_ term: SampleTerm) -> SampleTerm {
      guard let name = term.variable, case .constant(let value)? = cells[name] else { return term }
      return .constant(value)
    }
    func filled(_ expression: SampleExpression) -> SampleExpression {
      switch expression {
      case .constant: return expression
      case .variable(let name):
        guard case .constant(let value)? = cells[name] else { return expression }
        return .constant(value)
      case .operation(let name, let operands): return .operation(name, operands.map(filled))
      }
    }
    func filled(_ atom: SampleAtom) -> SampleAtom {
      var atom = atom
      if let name = atom.value?.variable, case .choice(let choice)? = cells[name] {
        atom.value = .variable("_" + name)
        atom.choice = choice
      }
      atom.keys = atom.keys.map(filled)
      atom.value = atom.value.map(filled)
      if case .range(let lower, let upper, let isOpen)? = atom.choice {
        atom.choice = .range(from: lower.map(filled), through: upper.map(filled), isOpen: isOpen)
      }
      return atom
    }
    var rule = self
    rule.name = "\(name)[\(row + 1)]"
    rule.rows = []
    rule.when = when.map { $0.map(filled) }
    rule.unless = unless.map { $0.map(filled) }
    rule.tests = tests.map(filled)
    for index in heads.indices {
      rule.heads[index].keys = heads[index].keys.map(filled)
      rule.heads[index].value = heads[index].value.map(filled)
    }
    return rule
  }
}
