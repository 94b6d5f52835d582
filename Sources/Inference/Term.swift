/// What stands at a key or a value of an atom: a constant, a variable, or anything.
package enum Term: Sendable, Hashable {
  case constant(Value)
  case variable(Int)
  /// Matches whatever is there and binds nothing.
  case any
}
