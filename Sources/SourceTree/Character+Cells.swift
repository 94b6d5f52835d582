extension Character {
  /// How many cells of a terminal the character takes: 2 for East Asian wide characters and emoji, else 1.
  ///
  /// After Unicode Standard Annex 11, ranges `W` and `F`; ambiguous characters take 1.
  package var cells: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.value < 0x1100 {
      return first.value > 0xA8 && unicodeScalars.contains("\u{FE0F}") ? 2 : 1
    }
    switch first.value {
    case 0x200B...0x200F, 0xFEFF: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF,
      0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      return 2
    default:
      return first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") ? 2 : 1
    }
  }
}

extension String {
  /// How many cells of a terminal the text takes on one line.
  package var cells: Int { reduce(0) { $0 + $1.cells } }
}
