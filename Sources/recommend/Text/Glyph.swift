/// A character of a text, as a line breaker sees it: where it begins, its cells, and what may not stand beside it.
struct Glyph {
  /// What a character is to a line that might end before or after it.
  struct Kinds: OptionSet {
    let rawValue: UInt16

    static let ideograph = Kinds(rawValue: 1 << 0)
    /// An ASCII letter or digit.
    static let letter = Kinds(rawValue: 1 << 1)
    static let space = Kinds(rawValue: 1 << 2)
    /// A break that takes no cell.
    static let zeroWidthSpace = Kinds(rawValue: 1 << 3)
    static let closing = Kinds(rawValue: 1 << 4)
    static let opening = Kinds(rawValue: 1 << 5)
    static let pair = Kinds(rawValue: 1 << 6)
    static let wideWhenClosing = Kinds(rawValue: 1 << 7)
    static let glue = Kinds(rawValue: 1 << 8)
    static let dash = Kinds(rawValue: 1 << 9)
    static let hyphen = Kinds(rawValue: 1 << 10)
  }

  let start: String.Index
  let cells: Int
  let kinds: Kinds
  /// Tells the marks of a pair from others.
  let first: Unicode.Scalar

  /// The characters of a text without line breaks.
  static func all(of text: Substring) -> [Glyph] {
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(text.utf8.count)
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      guard let cells = DisplayWidth.ofPlain(scalar) else { return composed(text) }
      glyphs.append(Glyph(start: index, cells: cells, kinds: Kinsoku.kinds(of: scalar), first: scalar))
      index = scalars.index(after: index)
    }
    return glyphs
  }

  /// The same for a text that has characters of several scalars or of unusual width.
  private static func composed(_ text: Substring) -> [Glyph] {
    text.indices.compactMap { index in
      let character = text[index]
      return character.unicodeScalars.first.map {
        Glyph(
          start: index, cells: DisplayWidth.of(character), kinds: Kinsoku.kinds(of: character), first: $0)
      }
    }
  }
}
