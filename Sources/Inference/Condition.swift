/// What must hold together: atoms that match facts, and tests over what they bind.
package struct Condition: Sendable, Hashable {
  package var atoms: [Atom]
  package var tests: [Expression]

  package init(atoms: [Atom] = [], tests: [Expression] = []) {
    self.atoms = atoms
    self.tests = tests
  }
}
