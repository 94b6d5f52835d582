extension Instruction {
  /// The operation on slots; `nil` for what only puts a value there.
  var operation: Operation.Code? {
    switch self {
    case .constant, .variable: nil
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .negate: .negate
    case .min: .min
    case .max: .max
    case .floor: .floor
    case .ceil: .ceil
    case .round: .round
    case .abs: .abs
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .and: .and
    case .or: .or
    case .not: .not
    }
  }
}

extension Operation.Code {
  /// How many values it works on.
  var operands: Int {
    switch self {
    case .negate, .floor, .ceil, .round, .abs, .not: 1
    case .add, .subtract, .multiply, .divide, .min, .max, .less, .lessOrEqual, .equal, .notEqual, .and, .or: 2
    }
  }
}
