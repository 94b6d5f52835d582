/// A computation over the variables of a clause, in postfix order.
///
/// `$needed - $have` is `[.variable(0), .variable(1), .subtract]`.
package struct Expression: Sendable, Hashable {
  package var code: [Instruction]

  package init(code: [Instruction]) {
    self.code = code
  }
}
