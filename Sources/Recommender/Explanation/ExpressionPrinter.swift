import Inference
import RuleLanguage

/// Prints comparisons as an author writes them, with names or with the values at hand.
struct ExpressionPrinter {
  let printer: PlacePrinter
  let variables: [ResolvedRule.Variable]
  /// The values that are printed in the place of variables; `.unbound` prints the name.
  let bindings: [Inference.Value]
  let locale: String

  func text(_ tree: ExpressionTree) -> String { text(tree, type: nil).text }

  // MARK: Expressions

  private func text(_ tree: ExpressionTree, type: VariableType?) -> (text: String, precedence: Int) {
    switch tree {
    case .constant(let value): return (printer.word(value, type ?? .number, locale), 9)
    case .variable(let variable): return (self.variable(variable, type), 9)
    case .unary(let operation, let operand):
      switch operation {
      case .not: return ("not " + parenthesized(operand, above: 3), 3)
      case .negate: return ("-" + parenthesized(operand, above: 7), 7)
      default: return ("\(name(operation))(\(text(operand, type: nil).text))", 9)
      }
    case .binary(let operation, let left, let right):
      if let turned = turned(operation),
        left.isConstant && !right.isConstant || isKnown(left) && !isKnown(right)
      {
        // What is compared comes first: `$share >= 50`, not `50 <= $share`.
        return (parenthesized(right, above: 4) + " \(turned) " + parenthesized(left, above: 4), 4)
      }
      let precedence = precedence(operation)
      guard precedence > 0 else {
        return ("\(name(operation))(\(text(left, type: nil).text), \(text(right, type: nil).text))", 9)
      }
      let type = isComparison(operation) ? self.type(of: left) ?? self.type(of: right) : nil
      return (
        parenthesized(left, above: precedence - 1, type) + " \(name(operation)) "
          + parenthesized(right, above: precedence, type), precedence
      )
    }
  }

  private func parenthesized(_ tree: ExpressionTree, above: Int, _ type: VariableType? = nil) -> String {
    let (text, precedence) = text(tree, type: type)
    return precedence > above ? text : "(\(text))"
  }

  private func variable(_ variable: Int, _ type: VariableType?) -> String {
    if variable < bindings.count, bindings[variable] != .unbound {
      let known = variable < variables.count ? variables[variable].type : type ?? .number
      return printer.word(bindings[variable], known, locale)
    }
    return variable < variables.count ? variables[variable].name.map { "$\($0)" } ?? "$_" : "$_"
  }

  private func type(of tree: ExpressionTree) -> VariableType? {
    if case .variable(let variable) = tree, variable < variables.count { return variables[variable].type }
    return nil
  }

  private func isComparison(_ operation: Instruction) -> Bool { precedence(operation) == 4 }

  /// Whether a number stands there, and no name.
  private func isKnown(_ tree: ExpressionTree) -> Bool {
    switch tree {
    case .constant: true
    case .variable(let variable): variable < bindings.count && bindings[variable] != .unbound
    case .unary, .binary: false
    }
  }

  /// The comparison with its sides exchanged.
  private func turned(_ operation: Instruction) -> String? {
    switch operation {
    case .less: ">"
    case .lessOrEqual: ">="
    default: nil
    }
  }

  private func precedence(_ operation: Instruction) -> Int {
    switch operation {
    case .or: 1
    case .and: 2
    case .less, .lessOrEqual, .equal, .notEqual: 4
    case .add, .subtract: 5
    case .multiply, .divide: 6
    case .constant, .variable, .negate, .min, .max, .floor, .ceil, .round, .abs, .not: 0
    }
  }

  private func name(_ operation: Instruction) -> String {
    switch operation {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .less: "<"
    case .lessOrEqual: "<="
    case .equal: "="
    case .notEqual: "!="
    case .and: "and"
    case .or: "or"
    case .min: "min"
    case .max: "max"
    case .floor: "floor"
    case .ceil: "ceil"
    case .round: "round"
    case .abs: "abs"
    case .not: "not"
    case .negate: "-"
    case .constant, .variable: ""
    }
  }

  // MARK: Ranges

  /// A test of one variable as the range that it was written as: `1..3`, `..<2 | 5`; nil for other tests.
  func range(_ tree: ExpressionTree, of variable: Int, _ type: VariableType) -> String? {
    guard case .binary(let operation, let left, let right) = tree else { return nil }
    func operand(_ tree: ExpressionTree) -> String { text(tree, type: type).text }
    switch operation {
    case .or:
      guard let one = range(left, of: variable, type), let other = range(right, of: variable, type) else {
        return nil
      }
      return "\(one) | \(other)"
    case .and:
      guard let low = range(left, of: variable, type), let high = range(right, of: variable, type),
        low.hasSuffix(".."), high.hasPrefix("..")
      else { return nil }
      return low.dropLast(2) + high
    case .equal where left.isVariable(variable): return operand(right)
    case .lessOrEqual where right.isVariable(variable): return "\(operand(left)).."
    case .lessOrEqual where left.isVariable(variable): return "..\(operand(right))"
    case .less where left.isVariable(variable): return "..<\(operand(right))"
    default: return nil
    }
  }
}

extension ExpressionTree {
  fileprivate var isConstant: Bool {
    if case .constant = self { true } else { false }
  }

  fileprivate func isVariable(_ number: Int) -> Bool {
    if case .variable(number) = self { true } else { false }
  }
}
