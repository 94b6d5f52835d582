/// The code points that take two cells of a terminal although they are no emoji.
///
/// From EastAsianWidth.txt of Unicode 16, classes W and F; ranges with only unassigned code points between
/// them are joined. Emoji are left out: the standard library knows those (`isEmojiPresentation`). They are pairs of
/// numbers, because to make a list of `ClosedRange` the runtime goes through all conformances of the command first.
enum WideRanges {
  private static let all: [(first: UInt32, last: UInt32)] = [
    (0x1100, 0x115F),  // Hangul leading consonants
    (0x2329, 0x232A),  // angle brackets
    (0x2630, 0x2637), (0x268A, 0x268F),  // trigrams, monograms and digrams
    (0x2E80, 0x303E),  // radicals, CJK punctuation
    (0x3041, 0x3247), (0x3250, 0xA4C6),  // kana, bopomofo, ideographs, Yi
    (0xA960, 0xA97C), (0xAC00, 0xD7A3),  // Hangul
    (0xF900, 0xFAFF),  // compatibility ideographs
    (0xFE10, 0xFE19), (0xFE30, 0xFE6B),  // vertical and small forms
    (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),  // full-width forms
    (0x16FE0, 0x191D2), (0x1AFF0, 0x1B2FB),  // Tangut, Khitan, kana supplements, Nushu
    (0x1D300, 0x1D376),  // Tai Xuan Jing symbols, counting rods
    (0x1F200, 0x1F265),  // squared ideographs
    (0x20000, 0x3FFFD),  // ideographs beyond the first plane
  ]

  /// Whether `scalar` is one of the ideographs that make up nearly all Chinese text.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x3400...0x9FFF).contains(scalar.value)
  }

  /// Whether `scalar` is in one of the ranges.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].last < scalar.value { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low].first <= scalar.value
  }
}
