/// A binding under which some premises of a condition hold together, and no others could be added to them.
///
/// Of `a($x), b($x, $y), $y > 3` with `a(1)` and `b(1, 2)`, the near miss binds 1 and 2, the atoms hold and the test
/// fails. Without `b(1, 2)` it binds 1, the second atom fails and the test is open: nobody knows its `$y`.
package struct NearMiss: Sendable, Hashable {
  /// A value for each variable; `.unbound` for one that no premise which holds binds.
  package var bindings: [Value]
  package var holding: [PremiseID]
  /// Atoms that nothing matches, tests that are false or cannot be computed, what an `unless` forbids.
  package var failing: [PremiseID]
  /// Tests and `unless` about variables that are not bound.
  package var open: [PremiseID]

  package init(bindings: [Value], holding: [PremiseID], failing: [PremiseID], open: [PremiseID]) {
    self.bindings = bindings
    self.holding = holding
    self.failing = failing
    self.open = open
  }
}
