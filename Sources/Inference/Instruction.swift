/// One step of an expression in postfix order. Booleans are 0 and 1; `a > b` is `b < a`.
package enum Instruction: Sendable, Hashable {
  case constant(Value)
  case variable(Int)
  case add, subtract, multiply, divide, negate
  case min, max, floor, ceil, round, abs
  case less, lessOrEqual, equal, notEqual
  case and, or, not
}
