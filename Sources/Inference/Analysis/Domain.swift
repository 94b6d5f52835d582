/// What a term may be: all values between two ends, or some of them.
package struct Domain: Sendable, Hashable {
  package private(set) var low: Value
  package private(set) var high: Value
  /// The values, where they are known one by one.
  package private(set) var members: Set<Value>?

  package static let all = Domain(-Value.max, Value.max)
  package static let none = Domain(Value.max, -Value.max)

  package init(_ low: Value, _ high: Value) {
    self.low = low
    self.high = high
    members = nil
  }

  package init(_ members: Set<Value>) {
    low = members.min() ?? Value.max
    high = members.max() ?? -Value.max
    self.members = members
  }

  init(_ interval: Interval) { self.init(interval.low, interval.high) }

  var interval: Interval { Interval(low, high) }

  package var isEmpty: Bool { low > high }

  package func contains(_ value: Value) -> Bool {
    low <= value && value <= high && members?.contains(value) ?? true
  }

  package func intersection(_ other: Domain) -> Domain {
    switch (members, other.members) {
    case (let mine?, let theirs?): return Domain(mine.intersection(theirs))
    case (let mine?, nil): return other.covers(self) ? self : Domain(mine.filter(other.contains))
    case (nil, let theirs?): return covers(other) ? other : Domain(theirs.filter(contains))
    case (nil, nil): return Domain(Swift.max(low, other.low), Swift.min(high, other.high))
    }
  }

  /// The least that holds both, as far as values are told one by one.
  package func union(_ other: Domain) -> Domain {
    if isEmpty { return other }
    if other.isEmpty { return self }
    if let mine = members, let theirs = other.members { return Domain(mine.union(theirs)) }
    if members == nil, covers(other) { return self }
    if other.members == nil, other.covers(self) { return other }
    return Domain(Swift.min(low, other.low), Swift.max(high, other.high))
  }

  /// Whether it lies between the ends of this one.
  private func covers(_ other: Domain) -> Bool { low <= other.low && other.high <= high }

  /// Forgets which values there are, where they are more than anybody looks at one by one.
  func simplified(_ most: Int) -> Domain {
    if let members, members.count > most { return Domain(low, high) }
    return self
  }
}
