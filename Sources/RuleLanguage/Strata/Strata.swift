import Inference

/// Rules in an order in which whatever a rule must find complete is complete.
struct Strata {
  /// Clauses with the rule that each comes from. A rule that is recursive in some of its conclusions only
  /// becomes two clauses.
  var clauses: [(rule: Int, clause: Clause)] = []
  var strata: [Stratum] = []
}
