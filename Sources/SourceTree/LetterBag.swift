/// How often each letter stands in a word, as far as two machine words tell: 32 classes of letters, each counted to four.
///
/// A change replaces one letter, puts one in or takes one out, and swapping neighbours leaves the bag as it is. So two words
/// are at least as far apart as the letters that one of them has more than the other.
struct LetterBag: Sendable {
  /// Four bits for each class: 1, 11, 111, 1111.
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var count = 0

  init(_ letters: ArraySlice<UInt32>) {
    for letter in letters {
      let place = UInt64(letter & 15) * 4
      if letter & 16 == 0 { low = LetterBag.added(low, place) } else { high = LetterBag.added(high, place) }
    }
    count = low.nonzeroBitCount + high.nonzeroBitCount
  }

  /// One more in the class whose bits begin at a place.
  private static func added(_ bits: UInt64, _ place: UInt64) -> UInt64 {
    let own = bits >> place & 15
    return bits | ((own << 1 | 1) & 15) << place
  }

  /// A lower bound of the edit distance.
  func leastDistance(from other: LetterBag) -> Int {
    let common = (low & other.low).nonzeroBitCount + (high & other.high).nonzeroBitCount
    return max(count, other.count) - common
  }
}
