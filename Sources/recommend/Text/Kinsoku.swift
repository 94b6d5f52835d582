/// Characters beside which a line may not end, in Chinese and Japanese typesetting (GB/T 15834, JIS X 4051).
enum Kinsoku {
  private static let marks: [(kind: Glyph.Kinds, characters: String)] = [
    // No line begins with one of these.
    (
      .closing,
      "、。，．：；？！）］｝〉》」』】〕〗〙〛”’…—～·・％‰℃°々〻ー〜ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ" + ")]},.:;?!%\"'»"
    ),
    // No line ends with one of these.
    (.opening, "（［｛〈《「『【〔〖〘〚“‘￥＄£" + "([{$\"'«"),
    // Two of these in a row are one mark.
    (.pair, "…—‥"),
    // Narrow marks after which a line may end when a wide character stands before them.
    (.wideWhenClosing, "”’)]}%‰℃°·"),
    // No line ends beside one of these: no-break spaces and the word joiner.
    (.glue, "\u{A0}\u{202F}\u{2060}\u{FEFF}"),
    (.space, " \u{3000}"),
    (.zeroWidthSpace, "\u{200B}"),
    (.dash, "—"),
    (.hyphen, "-/–"),
  ]

  private static let byCharacter: [Character: Glyph.Kinds] = marks.reduce(into: [:]) { kinds, mark in
    for character in mark.characters { kinds[character, default: []].formUnion(mark.kind) }
  }

  private static let byScalar: [UInt32: Glyph.Kinds] = marks.reduce(into: [:]) { kinds, mark in
    for scalar in mark.characters.unicodeScalars { kinds[scalar.value, default: []].formUnion(mark.kind) }
  }

  private static let ofASCII: [Glyph.Kinds] = (0..<128).map { code in
    switch UInt8(code) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      .letter
    default: byScalar[UInt32(code)] ?? []
    }
  }

  static func kinds(of character: Character) -> Glyph.Kinds {
    if let ascii = character.asciiValue { return ofASCII[Int(ascii)] }
    let kinds = byCharacter[character] ?? []
    let isIdeograph = character.unicodeScalars.first.map(WideRanges.isIdeograph) ?? false
    return isIdeograph ? kinds.union(.ideograph) : kinds
  }

  /// The same for a scalar that is a character of its own. Nearly all are ASCII or ideographs: no table of others needs
  /// to be asked.
  static func kinds(of scalar: Unicode.Scalar) -> Glyph.Kinds {
    if scalar.isASCII { return ofASCII[Int(scalar.value)] }
    return WideRanges.isIdeograph(scalar) ? .ideograph : byScalar[scalar.value] ?? []
  }
}
