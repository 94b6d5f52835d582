/// How far a plan over lanes has come: its steps, and what is bound.
struct LaneDraft {
  /// Where a variable's natural value stands, and which it may be.
  struct Natural {
    var slot: Int32
    var least: Value
    var size: Int
    var unit: Value

    /// The number of a value among those that may be, nil for another one.
    func number(of value: Value) -> Int? {
      guard value % unit == 0 else { return nil }
      let number = value / unit - least
      return number >= 0 && number < Value(size) ? Int(number) : nil
    }

    func value(_ number: Int) -> Value {
      (least + Value(number)) * unit
    }
  }

  var steps: [LaneStep] = []
  var bound: [Bool]
  var naturals: [Natural?]
  /// Whether some step goes through several things.
  private(set) var hasGenerator = false
  /// The steps that let some natural values of a variable pass only, for a table that can tell that too.
  var masked: [(step: Int, variable: Int)] = []
  /// The tests that are still to be placed.
  var tests: [Expression]
  /// Whether tests are left to a table at the end.
  let isFolding: Bool
  /// Whether it is the plan of an `unless`.
  let isInner: Bool

  init(variables: Int, tests: [Expression], isFolding: Bool, isInner: Bool = false) {
    self.isInner = isInner
    bound = Array(repeating: false, count: variables)
    naturals = Array(repeating: nil, count: variables)
    self.tests = tests
    self.isFolding = isFolding
  }

  mutating func append(_ step: LaneStep) {
    if step.kind.isGenerator { hasGenerator = true }
    steps.append(step)
  }

  func isKnown(_ term: Term) -> Bool {
    switch term {
    case .constant: true
    case .variable(let variable): bound[variable]
    case .any: false
    }
  }
}
