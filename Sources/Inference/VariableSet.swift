/// A set of variables, or of other small numbers: a bit for each. It needs no memory of its own below 64.
///
/// ```swift
/// var bound: VariableSet = [0, 2]
/// bound.insert(5)
/// bound.contains(2)   // true
/// Array(bound)        // [0, 2, 5]
/// ```
struct VariableSet: Sendable, Equatable {
  private var low: UInt64 = 0
  /// The bits from 64, as many words as it takes.
  private var high: [UInt64] = []

  init() {}

  /// All numbers below a count.
  init(below count: Int) {
    for variable in 0..<count { insert(variable) }
  }

  var isEmpty: Bool { low == 0 && high.isEmpty }

  @inline(__always)
  func contains(_ variable: Int) -> Bool {
    if variable < 64 { return low &>> UInt64(variable) & 1 == 1 }
    let word = variable / 64 - 1
    return word < high.count && high[word] &>> UInt64(variable % 64) & 1 == 1
  }

  @inline(__always)
  mutating func insert(_ variable: Int) {
    guard variable >= 64 else {
      low |= 1 &<< UInt64(variable)
      return
    }
    let word = variable / 64 - 1
    while high.count <= word { high.append(0) }
    high[word] |= 1 &<< UInt64(variable % 64)
  }

  mutating func formUnion(_ other: VariableSet) {
    low |= other.low
    while high.count < other.high.count { high.append(0) }
    for word in other.high.indices { high[word] |= other.high[word] }
  }

  func union(_ other: VariableSet) -> VariableSet {
    var union = self
    union.formUnion(other)
    return union
  }

  func isSubset(of other: VariableSet) -> Bool {
    guard low & ~other.low == 0, high.count <= other.high.count else { return false }
    return high.indices.allSatisfy { high[$0] & ~other.high[$0] == 0 }
  }
}

extension VariableSet: ExpressibleByArrayLiteral {
  init(arrayLiteral variables: Int...) {
    for variable in variables { insert(variable) }
  }
}

extension VariableSet: Sequence {
  /// From the least to the greatest.
  struct Iterator: IteratorProtocol {
    private let set: VariableSet
    private var word: UInt64
    private var words = 0

    fileprivate init(_ set: VariableSet) {
      self.set = set
      word = set.low
    }

    mutating func next() -> Int? {
      while word == 0 {
        guard words < set.high.count else { return nil }
        word = set.high[words]
        words += 1
      }
      defer { word &= word &- 1 }
      return 64 * words + word.trailingZeroBitCount
    }
  }

  func makeIterator() -> Iterator { Iterator(self) }
}
