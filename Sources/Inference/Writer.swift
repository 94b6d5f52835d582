/// One way in which a fact of a leaf can be concluded: a head of a clause, with a plan that is given its keys.
struct Writer: Sendable {
  let clause: ClauseID
  let head: Int
  /// In `FrozenProgram.targets`.
  let target: Int
  let plan: Plan
  /// The atoms of `when`, with a variable of its own for each `.any` key.
  let premises: [Atom]
  /// Which of all variables, with those, `when` binds.
  let isBound: [Bool]
  /// The stratum that runs the clause.
  let stratum: Int

  var variables: Int {
    isBound.count
  }
}
