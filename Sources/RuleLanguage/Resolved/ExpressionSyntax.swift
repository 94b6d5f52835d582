import Inference

/// An expression taken apart, with names still text. Offsets are UTF-8 bytes into the scalar.
indirect enum ExpressionSyntax {
  case number(Value, Extent)
  case variable(String, Extent)
  case word(String, Extent)
  case unary(Unary, ExpressionSyntax, Extent)
  case binary(Binary, ExpressionSyntax, ExpressionSyntax, Extent)
  case call(Function, [ExpressionSyntax], Extent)

  struct Extent {
    let start: Int
    let end: Int
  }

  enum Unary {
    case negate, not
  }

  enum Binary: String {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case less = "<"
    case lessOrEqual = "<="
    case equal = "="
    case notEqual = "!="
    case greaterOrEqual = ">="
    case greater = ">"
    case and, or

    var precedence: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .less, .lessOrEqual, .equal, .notEqual, .greaterOrEqual, .greater: 4
      case .add, .subtract: 5
      case .multiply, .divide: 6
      }
    }

    var isComparison: Bool { precedence == 4 }
  }

  enum Function: String, CaseIterable {
    case min, max, floor, ceil, round, abs
  }

  var extent: Extent {
    switch self {
    case .number(_, let extent), .variable(_, let extent), .word(_, let extent), .unary(_, _, let extent),
      .binary(_, _, _, let extent), .call(_, _, let extent):
      extent
    }
  }
}
