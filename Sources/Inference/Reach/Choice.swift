/// A place of the profile that may change: what is stated there now, and what else may be, each at its cost.
package struct Choice: Sendable, Hashable {
  /// What may stand there instead.
  package struct Option: Sendable, Hashable {
    /// What is stated then, in the place of `stated`.
    package var facts: [Fact]
    /// What the change costs, in millionths; never negative.
    package var cost: Value
    package init(facts: [Fact], cost: Value) { self.facts = facts; self.cost = cost }
  }
  /// What the profile states there now.
  package var stated: [Fact]
  /// By cost, then by facts. To leave the place as it is costs nothing and is none of them.
  package var options: [Option]
  package init(stated: [Fact], options: [Option]) { self.stated = stated; self.options = options }
}
