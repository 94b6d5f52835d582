extension FlatArray where Element == UInt32 {
  /// Whether these are offsets of things one behind the other, from 0 to an end.
  package func isAscending(to end: Int) -> Bool {
    guard count > 0 else { return end == 0 }
    var isAscending = base[0] == 0 && Int(base[count - 1]) == end
    for index in 1..<Swift.max(1, count) {
      isAscending = base[index - 1] <= base[index] && isAscending
    }
    return isAscending
  }

  /// Whether all are indexes of things of which there are so many.
  package func isBelow(_ limit: Int) -> Bool {
    var greatest: UInt32 = 0
    for index in 0..<count {
      greatest = Swift.max(greatest, base[index])
    }
    return count == 0 || Int(greatest) < limit
  }
}
