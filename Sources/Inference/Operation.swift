/// One operation of an expression between slots of the frame.
struct Operation: Sendable {
  enum Code: UInt8, Sendable {
    case add, subtract, multiply, divide, negate
    case min, max, floor, ceil, round, abs
    case less, lessOrEqual, equal, notEqual
    case and, or, not
  }

  let code: Code
  let left: Slot
  /// The same as `left` for an operation on one value.
  let right: Slot
  let result: Slot
}

extension Operation.Code {
  /// Whether a result may not exist though the operands do.
  var canFail: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .floor, .ceil, .round: true
    case .negate, .min, .max, .abs, .less, .lessOrEqual, .equal, .notEqual, .and, .or, .not: false
    }
  }

  /// The result, `Arithmetic.error` if there is none. A false side decides `and`, a true one `or`.
  @inline(__always)
  func result(_ one: Value, _ other: Value) -> Value {
    let error = Arithmetic.error
    switch self {
    case .add: return Arithmetic.add(one, other)
    case .subtract: return Arithmetic.subtract(one, other)
    case .multiply: return Arithmetic.multiply(one, other)
    case .divide: return Arithmetic.divide(one, other)
    case .negate: return Arithmetic.negate(one)
    case .min: return one == error || other == error ? error : Swift.min(one, other)
    case .max: return one == error || other == error ? error : Swift.max(one, other)
    case .floor: return Arithmetic.floor(one)
    case .ceil: return Arithmetic.ceil(one)
    case .round: return Arithmetic.round(one)
    case .abs: return Arithmetic.magnitude(one)
    case .less: return one == error || other == error ? error : one < other ? 1 : 0
    case .lessOrEqual: return one == error || other == error ? error : one <= other ? 1 : 0
    case .equal: return one == error || other == error ? error : one == other ? 1 : 0
    case .notEqual: return one == error || other == error ? error : one != other ? 1 : 0
    case .and: return one == 0 || other == 0 ? 0 : one == error || other == error ? error : 1
    case .or:
      let isTrue = (one != 0 && one != error) || (other != 0 && other != error)
      return isTrue ? 1 : one == error || other == error ? error : 0
    case .not: return one == error ? error : one == 0 ? 1 : 0
    }
  }
}
