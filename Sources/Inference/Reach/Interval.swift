/// The values from `low` to `high`, both ends in: what is known of a value that is not known.
///
/// Each operation gives an interval that holds every result which the exact operation has for values out of its
/// operands. Where it has none (a division by zero, an overflow), the evaluation fails anyway.
struct Interval: Equatable {
  var low: Value
  var high: Value

  static let all = Interval(-Value.max, Value.max)
  static let none = Interval(Value.max, -Value.max)
  static let yes = Interval(1, 1)
  static let no = Interval(0, 0)

  init(_ low: Value, _ high: Value) {
    self.low = low
    self.high = high
  }

  init(_ value: Value) {
    self.init(value, value)
  }

  /// A result in 128 bits; what does not fit is no result.
  init(wide low: Int128, _ high: Int128) {
    self.init(Interval.clamped(low), Interval.clamped(high))
  }

  var isEmpty: Bool { low > high }
  var isSingle: Bool { low == high }

  func contains(_ value: Value) -> Bool { low <= value && value <= high }

  func isInside(_ other: Interval) -> Bool { other.low <= low && high <= other.high }

  func intersection(_ other: Interval) -> Interval {
    Interval(Swift.max(low, other.low), Swift.min(high, other.high))
  }

  /// The least interval that holds both.
  func hull(_ other: Interval) -> Interval {
    Interval(Swift.min(low, other.low), Swift.max(high, other.high))
  }

  static func clamped(_ value: Int128) -> Value {
    Value(Swift.max(-Int128(Value.max), Swift.min(Int128(Value.max), value)))
  }
}

// MARK: Results

extension Interval {
  /// What an operation may give; `right` is `left` for an operation on one value.
  static func result(_ code: Operation.Code, _ left: Interval, _ right: Interval) -> Interval {
    switch code {
    case .add: Interval(wide: Int128(left.low) + Int128(right.low), Int128(left.high) + Int128(right.high))
    case .subtract:
      Interval(wide: Int128(left.low) - Int128(right.high), Int128(left.high) - Int128(right.low))
    case .multiply: corners(left, right, Interval.product)
    case .divide: right.contains(0) ? .all : corners(left, right, Interval.quotient)
    case .negate: Interval(-left.high, -left.low)
    case .min: Interval(Swift.min(left.low, right.low), Swift.min(left.high, right.high))
    case .max: Interval(Swift.max(left.low, right.low), Swift.max(left.high, right.high))
    case .floor: monotone(left, Arithmetic.floor)
    case .ceil: monotone(left, Arithmetic.ceil)
    case .round: monotone(left, Arithmetic.round)
    case .abs:
      left.low >= 0
        ? left
        : left.high <= 0 ? Interval(-left.high, -left.low) : Interval(0, Swift.max(-left.low, left.high))
    case .less: truth(left.high < right.low, left.low >= right.high)
    case .lessOrEqual: truth(left.high <= right.low, left.low > right.high)
    case .equal: truth(left.isSingle && left == right, left.intersection(right).isEmpty)
    case .notEqual: truth(left.intersection(right).isEmpty, left.isSingle && left == right)
    case .and: truth(left.isTrue && right.isTrue, left == .no || right == .no)
    case .or: truth(left.isTrue || right.isTrue, left == .no && right == .no)
    case .not: truth(left == .no, left.isTrue)
    }
  }

  /// Whether it is surely neither 0 nor something else that is no truth.
  var isTrue: Bool { !contains(0) }

  private static func truth(_ isTrue: Bool, _ isFalse: Bool) -> Interval {
    isTrue ? .yes : isFalse ? .no : Interval(0, 1)
  }

  private static func monotone(_ one: Interval, _ operation: (Value) -> Value) -> Interval {
    let (low, high) = (operation(one.low), operation(one.high))
    return Interval(
      low == Arithmetic.error ? -Value.max : low, high == Arithmetic.error ? Value.max : high)
  }

  /// An operation that rises or falls all the way in each operand.
  private static func corners(
    _ left: Interval, _ right: Interval, _ operation: (Value, Value) -> Value
  ) -> Interval {
    let one = operation(left.low, right.low)
    if left.isSingle, right.isSingle { return Interval(one) }
    let (two, three) = (operation(left.low, right.high), operation(left.high, right.low))
    let four = operation(left.high, right.high)
    return Interval(
      Swift.min(Swift.min(one, two), Swift.min(three, four)),
      Swift.max(Swift.max(one, two), Swift.max(three, four)))
  }

  private static func product(_ one: Value, _ other: Value) -> Value {
    let product = Arithmetic.multiply(one, other)
    guard product == Arithmetic.error else { return product }
    return (one < 0) == (other < 0) ? Value.max : -Value.max
  }

  private static func quotient(_ one: Value, _ other: Value) -> Value {
    let quotient = Arithmetic.divide(one, other)
    guard quotient == Arithmetic.error else { return quotient }
    return (one < 0) == (other < 0) ? Value.max : -Value.max
  }
}

// MARK: Operands

extension Interval {
  /// Narrows the operands to what can give a result that is wanted. An operation on one value narrows `left`.
  ///
  /// What is called HC4-revise: F. Benhamou, F. Goualard, L. Granvilliers, J.-F. Puget, "Revising hull and box
  /// consistency", ICLP 1999.
  static func narrow(
    _ code: Operation.Code, _ wanted: Interval, _ left: inout Interval, _ right: inout Interval
  ) {
    switch code {
    case .add:
      left = left.intersection(result(.subtract, wanted, right))
      right = right.intersection(result(.subtract, wanted, left))
    case .subtract:
      left = left.intersection(result(.add, wanted, right))
      right = right.intersection(result(.subtract, left, wanted))
    case .multiply:
      left = left.intersection(factor(wanted, right))
      right = right.intersection(factor(wanted, left))
    case .divide: left = left.intersection(dividend(wanted, right))
    case .negate: left = left.intersection(result(.negate, wanted, wanted))
    case .min:
      narrowMinimum(wanted, &left, right)
      narrowMinimum(wanted, &right, left)
    case .max:
      narrowMaximum(wanted, &left, right)
      narrowMaximum(wanted, &right, left)
    case .floor: left = left.intersection(widened(wanted.whole, below: 0, above: .one - 1))
    case .ceil: left = left.intersection(widened(wanted.whole, below: .one - 1, above: 0))
    case .round: left = left.intersection(widened(wanted.whole, below: .one / 2, above: .one / 2))
    case .abs: left = left.intersection(Interval(-wanted.high, wanted.high))
    case .less, .lessOrEqual, .equal, .notEqual, .and, .or, .not:
      narrowTruth(code, wanted, &left, &right)
    }
  }

  private static func narrowTruth(
    _ code: Operation.Code, _ wanted: Interval, _ left: inout Interval, _ right: inout Interval
  ) {
    guard wanted.isTrue || wanted == .no else { return }
    let isWanted = wanted.isTrue
    switch code {
    case .less: isWanted ? narrowLess(&left, &right, by: 1) : narrowLess(&right, &left, by: 0)
    case .lessOrEqual: isWanted ? narrowLess(&left, &right, by: 0) : narrowLess(&right, &left, by: 1)
    case .equal: isWanted ? narrowEqual(&left, &right) : narrowUnequal(&left, &right)
    case .notEqual: isWanted ? narrowUnequal(&left, &right) : narrowEqual(&left, &right)
    case .and where isWanted:
      left = left.truth(true)
      right = right.truth(true)
    case .and:
      if left.isTrue { right = right.truth(false) }
      if right.isTrue { left = left.truth(false) }
    case .or where !isWanted:
      left = left.truth(false)
      right = right.truth(false)
    case .or:
      if left == .no { right = right.truth(true) }
      if right == .no { left = left.truth(true) }
    case .not: left = left.truth(!isWanted)
    case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs: return
    }
  }

  /// Of a truth that is 0 or 1, the one side; a value that may be something else stays as it is.
  private func truth(_ isWanted: Bool) -> Interval {
    guard isInside(Interval(0, 1)) else { return isWanted ? self : intersection(.no) }
    return intersection(isWanted ? .yes : .no)
  }

  /// `left + by <= right`.
  private static func narrowLess(_ left: inout Interval, _ right: inout Interval, by: Value) {
    left.high = Swift.min(left.high, right.high == -Value.max ? right.high : right.high - by)
    right.low = Swift.max(right.low, left.low == Value.max ? left.low : left.low + by)
  }

  private static func narrowEqual(_ left: inout Interval, _ right: inout Interval) {
    left = left.intersection(right)
    right = left
  }

  private static func narrowUnequal(_ left: inout Interval, _ right: inout Interval) {
    func cut(_ one: inout Interval, _ other: Interval) {
      guard other.isSingle, !one.isEmpty else { return }
      if one.isSingle {
        if one == other { one = .none }
      } else if one.low == other.low {
        one.low += 1
      } else if one.high == other.low {
        one.high -= 1
      }
    }
    cut(&left, right)
    cut(&right, left)
  }

  private static func narrowMinimum(_ wanted: Interval, _ one: inout Interval, _ other: Interval) {
    one.low = Swift.max(one.low, wanted.low)
    if other.low > wanted.high { one.high = Swift.min(one.high, wanted.high) }
  }

  private static func narrowMaximum(_ wanted: Interval, _ one: inout Interval, _ other: Interval) {
    one.high = Swift.min(one.high, wanted.high)
    if other.high < wanted.low { one.low = Swift.max(one.low, wanted.low) }
  }

  /// The whole numbers in it.
  private var whole: Interval {
    let (low, high) = (Arithmetic.ceil(low), Arithmetic.floor(high))
    return Interval(
      low == Arithmetic.error ? self.low : low, high == Arithmetic.error ? self.high : high)
  }

  private static func widened(_ wanted: Interval, below: Value, above: Value) -> Interval {
    Interval(wide: Int128(wanted.low) - Int128(below), Int128(wanted.high) + Int128(above))
  }

  /// What may be multiplied by `other` to give something wanted: `wanted / other`, and half a millionth on each side.
  private static func factor(_ wanted: Interval, _ other: Interval) -> Interval {
    guard !other.contains(0), !wanted.isEmpty, !other.isEmpty else { return .all }
    let low = (Int128(wanted.low) * 2 - 1) * Int128(Value.one)
    let high = (Int128(wanted.high) * 2 + 1) * Int128(Value.one)
    let ends = [low, high].flatMap { end in [other.low, other.high].map { end / (2 * Int128($0)) } }
    guard let least = ends.min(), let greatest = ends.max() else { return .all }
    return Interval(wide: least - 1, greatest + 1)
  }

  /// What may be divided by `other` to give something wanted.
  private static func dividend(_ wanted: Interval, _ other: Interval) -> Interval {
    guard !other.contains(0), !wanted.isEmpty, !other.isEmpty else { return .all }
    let low = Int128(wanted.low) * 2 - 1
    let high = Int128(wanted.high) * 2 + 1
    var ends: [Int128] = []
    for end in [low, high] {
      for factor in [other.low, other.high] {
        let (product, overflow) = end.multipliedReportingOverflow(by: Int128(factor))
        if overflow { return .all }
        ends.append(product / (2 * Int128(Value.one)))
      }
    }
    guard let least = ends.min(), let greatest = ends.max() else { return .all }
    return Interval(wide: least - 1, greatest + 1)
  }
}
