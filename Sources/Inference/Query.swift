/// A question that is asked of many outcomes, planned once when the program is frozen.
///
/// `given` are the variables whose values are known when it is asked.
package struct Query: Sendable, Hashable {
  package var variables: Int
  package var given: [Int]
  package var condition: Condition
  package var unless: [Condition]

  package init(variables: Int, given: [Int] = [], condition: Condition, unless: [Condition] = []) {
    self.variables = variables
    self.given = given
    self.condition = condition
    self.unless = unless
  }
}
