/// Where two texts differ: what stands before it and behind it is the same in both.
package struct TextDifference: Sendable, Equatable {
  /// The bytes of the old text in whose place others stand.
  package let old: Range<Int>
  /// How many bytes more the new text has.
  package let growth: Int

  package init(_ old: [UInt8], _ new: [UInt8]) {
    growth = new.count - old.count
    self.old = old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        let before = TextDifference.commonStart(old, new)
        let shorter = min(old.count, new.count) - before
        var behind = 0
        while behind < shorter, old[old.count - behind - 1] == new[new.count - behind - 1] { behind += 1 }
        return before..<(old.count - behind)
      }
    }
  }

  private static func commonStart(
    _ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let shorter = min(one.count, other.count)
    var count = 0
    while count < shorter, one[count] == other[count] { count += 1 }
    return count
  }

  /// A stretch of the old text, where it stands in the new one; nil where it is not all there.
  package func moved(_ stretch: Range<Int>) -> Range<Int>? {
    if stretch.upperBound <= old.lowerBound { return stretch }
    if stretch.lowerBound < old.upperBound { return nil }
    return stretch.lowerBound + growth..<stretch.upperBound + growth
  }
}
