/// One rule, or one row of a rule's table: when this holds and none of that, these places hold these values.
///
/// All variables are `0..<variables`. The author's are `0..<named`: a sum counts each distinct binding of them once.
/// A variable that occurs in one `unless` only means "any" there. A test in `when` uses variables of `when`.
package struct Clause: Sendable, Hashable {
  package var variables: Int
  package var named: Int
  package var when: Condition
  package var unless: [Condition]
  package var heads: [Head]

  package init(variables: Int, named: Int, when: Condition, unless: [Condition] = [], heads: [Head]) {
    self.variables = variables
    self.named = named
    self.when = when
    self.unless = unless
    self.heads = heads
  }
}

extension Clause {
  /// The atoms of its premises and of its `unless`.
  var atoms: [Atom] { when.atoms + unless.flatMap(\.atoms) }

  /// The leaves that it reads, as often as it reads them.
  package var reads: [LeafID] { atoms.map(\.leaf) }
}
