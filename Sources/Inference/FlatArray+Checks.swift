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

extension FlatArray where Element: FixedWidthInteger & SignedInteger {
  /// Whether all elements are in a range that begins at -1 or 0.
  ///
  /// Nothing is compared: the sign of a difference tells. So a processor takes several at a time, and a page from a
  /// stranger is looked at as fast as it can be read.
  func isWithin(_ range: Range<Element>) -> Bool {
    precondition(range.lowerBound == 0 || range.lowerBound == -1, "differences of other ranges may overflow")
    var signs: Element = 0
    for element in buffer {
      signs |= (element &- range.lowerBound) | (range.upperBound &- 1 &- element)
    }
    return signs >= 0
  }
}
