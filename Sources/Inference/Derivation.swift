/// One direct reason of a fact: the clause that concluded it, with what its variables stood for.
package struct Derivation: Sendable, Hashable {
  package var clause: ClauseID
  /// Which of the clause's heads.
  package var head: Int
  /// A value for each variable of the clause, the named ones first; `Value.unbound` for one in an `unless` only.
  package var bindings: [Value]
  /// What the head wrote: for a sum, a greatest or a least, this derivation's part.
  package var contribution: Value
  package var premises: [Premise]

  package init(clause: ClauseID, head: Int, bindings: [Value], contribution: Value, premises: [Premise]) {
    self.clause = clause
    self.head = head
    self.bindings = bindings
    self.contribution = contribution
    self.premises = premises
  }
}
