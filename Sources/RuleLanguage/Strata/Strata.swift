package import Inference

/// Rules in an order in which whatever a rule must find complete is complete.
package struct Strata: Sendable {
  /// Clauses with the rule that each comes from. A rule that is recursive in some of its conclusions only
  /// becomes two clauses.
  package var clauses: [(rule: Int, clause: Clause)] = []
  package var strata: [Stratum] = []
}
