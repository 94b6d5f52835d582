/// A head of a clause that could have concluded a fact, with what would have to hold for that.
package struct Way: Sendable {
  package let clause: ClauseID
  package let head: Int
  /// The clause's `when`, with tests behind its own that ask for the wanted value.
  package internal(set) var condition: Condition
  package let unless: [Condition]
  /// What variables must be for the keys and the value to be those that are wanted.
  package internal(set) var given: [Value?]
  /// How many of the tests are the clause's own.
  package let stated: Int

  /// Makes a term of the head equal to a value; false where it is another one.
  mutating func bind(_ term: Term, to value: Value) -> Bool {
    switch term {
    case .constant(let own): return own == value
    case .variable(let variable):
      if let known = given[variable] { return known == value }
      given[variable] = value
      return true
    case .any: return true
    }
  }
}
