/// What a sample program has put to the test, seen while it was evaluated.
package enum NaiveFeature: String, Sendable, CaseIterable {
  /// A rule read what it had itself concluded.
  case recursion
  /// An `unless` held a rule back; with a variable of its own, too.
  case negation, freeNegation
  /// A value that nobody stated was read.
  case fallback
  /// A `where` held a rule back.
  case test
  /// Several contributions to one number.
  case sum, max, min
  /// Contributions with equal values and distinct bindings.
  case equalParts
  /// Several siblings in order; some of them equal.
  case rank, tie
  case table, choice, entry, sharedAnonymous, severalHeads, severalPacks
  case conflict, divisionByZero, overflow, outOfBounds, error
}
