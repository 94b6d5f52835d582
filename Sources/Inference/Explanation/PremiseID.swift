/// One premise of a clause: the number of an atom or a test of its `when`, or of an `unless`.
package enum PremiseID: Sendable, Hashable {
  case atom(Int)
  case test(Int)
  case unless(Int)
}
