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

  /// In the order of the scalars, each once. There are few, and they are sooner found here than a dictionary is made.
  private static let byScalar: [(scalar: UInt32, kinds: Glyph.Kinds)] = {
    let stated = marks.flatMap { mark in mark.characters.unicodeScalars.map { ($0.value, mark.kind) } }
    return stated.sorted { $0.0 < $1.0 }.reduce(into: []) { kinds, mark in
      if let last = kinds.indices.last, kinds[last].scalar == mark.0 {
        kinds[last].kinds.formUnion(mark.1)
      } else {
        kinds.append((mark.0, mark.1))
      }
    }
  }()

  private static let ofASCII: [Glyph.Kinds] = (0..<128).map { code in
    switch UInt8(code) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      .letter
    default: mark(UInt32(code))
    }
  }

  private static func mark(_ scalar: UInt32) -> Glyph.Kinds {
    var (low, high) = (0, byScalar.count)
    while low < high {
      let middle = (low + high) / 2
      if byScalar[middle].scalar < scalar { low = middle + 1 } else { high = middle }
    }
    return low < byScalar.count && byScalar[low].scalar == scalar ? byScalar[low].kinds : []
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
    return WideRanges.isIdeograph(scalar) ? .ideograph : mark(scalar.value)
  }
}
