/// How many cells of a terminal a text takes.
///
///     DisplayWidth.of("文案 3")   // 6
///     DisplayWidth.of("👩‍💻")      // 2
///
/// Chinese, Japanese and Korean characters and emoji take two cells, combining and invisible marks none, all
/// else one. Characters of "ambiguous" width (`─`, `█`, `“`) count as one, as terminals draw them unless told
/// otherwise. The C library's `wcwidth` is of no use here: it depends on the locale.
enum DisplayWidth {
  /// The cells of a text that stands on one line.
  static func of(_ text: some StringProtocol) -> Int {
    if let width = ofPlain(text) { return width }
    var width = 0
    for character in text { width += of(character) }
    return width
  }

  /// The cells of one character as a person sees it: 0, 1, 2, or more for some Indic clusters.
  static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii >= 0x20 && ascii != 0x7F ? 1 : 0 }
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if WideRanges.isIdeograph(first) { return 2 }
    if isEmoji(first, in: scalars) { return 2 }
    var width = 0
    for scalar in scalars { width += of(scalar) }
    return width
  }

  private static func isEmoji(_ first: Unicode.Scalar, in scalars: Character.UnicodeScalarView) -> Bool {
    if first.properties.isEmojiPresentation { return true }
    return first.properties.isEmoji && scalars.contains("\u{FE0F}")
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar == "\u{AD}" { return 1 }  // a soft hyphen is drawn
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator:
      return 0
    default:
      break
    }
    switch scalar.value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0  // Hangul vowels and trailing consonants
    default: return WideRanges.contains(scalar) ? 2 : 1
    }
  }
}
