/// A stratum, ready to be run.
struct FrozenStratum: Sendable {
  /// A plan of a clause.
  struct Run: Sendable {
    let clause: ClauseID
    let plan: Plan
    /// The leaves that the clause writes.
    let written: [LeafID]
    /// The leaf whose rows of the last round the plan starts from.
    let delta: LeafID?
  }

  let isRecursive: Bool
  let runs: [Run]
  /// The further rounds of a recursive stratum.
  let rounds: [Run]
  let written: [LeafID]
  /// The sums among them.
  let sums: [LeafID]
  let ranks: [LeafID]
}
