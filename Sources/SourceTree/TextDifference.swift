/// Where two texts differ: what stands before it and behind it is the same in both.
package struct TextDifference: Sendable, Equatable {
  /// The bytes of the old text in whose place others stand.
  package let old: Range<Int>
  /// How many bytes more the new text has.
  package let growth: Int

  package init(_ old: [UInt8], _ new: [UInt8]) {
    growth = new.count - old.count
    self.old = old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        let shorter = min(old.count, new.count)
        let before = TextDifference.commonStart(old, new, upTo: shorter)
        let behind = TextDifference.commonEnd(old, new, upTo: shorter - before)
        return before..<(old.count - behind)
      }
    }
  }

  private static func commonStart(
    _ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer, upTo limit: Int
  ) -> Int {
    var count = 0
    while count + 8 <= limit, word(one, count) == word(other, count) { count += 8 }
    while count < limit, one[count] == other[count] { count += 1 }
    return count
  }

  private static func commonEnd(
    _ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer, upTo limit: Int
  ) -> Int {
    var count = 0
    while count + 8 <= limit, word(one, one.count - count - 8) == word(other, other.count - count - 8) {
      count += 8
    }
    while count < limit, one[one.count - count - 1] == other[other.count - count - 1] { count += 1 }
    return count
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// A stretch of the old text, where it stands in the new one; nil where it is not all there.
  package func moved(_ stretch: Range<Int>) -> Range<Int>? {
    if stretch.upperBound <= old.lowerBound { return stretch }
    if stretch.lowerBound < old.upperBound { return nil }
    return stretch.lowerBound + growth..<stretch.upperBound + growth
  }
}
