/// Breaks a text into lines of at most so many cells.
///
///     LineBreaker(width: 12).lines("先补短板，再加速长板。")   // ["先补短板，", "再加速长板。"]
///
/// English breaks at spaces and after hyphens between letters, Chinese between any two characters, except
/// before closing punctuation and after opening punctuation (`Kinsoku`). A word that is longer than a line is
/// broken where the line ends. Line ends in the text stay. This is the part of the Unicode line breaking
/// algorithm (UAX #14) which reports need, not the whole of it.
struct LineBreaker {
  /// The cells of the first line.
  let first: Int
  /// The cells of the lines after it.
  let rest: Int

  /// Lines of `width` cells, those after the first `hanging` cells shorter, for the caller to indent them.
  init(width: Int, hanging: Int = 0) {
    first = max(2, width)
    rest = max(2, width - hanging)
  }

  /// The lines, without spaces at their ends; one empty line for an empty text.
  func lines(_ text: String) -> [String] {
    if let width = DisplayWidth.ofPlain(text), width <= first { return [Self.trimmed(text)] }
    var result: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: true) {
      breakUp(paragraph, into: &result)
    }
    return result.isEmpty ? [""] : result
  }

  /// As few lines as `width` allows; where a word or two would be left for the last one, all are shortened.
  static func balanced(_ text: String, width: Int) -> [String] {
    let lines = LineBreaker(width: width).lines(text)
    let count = lines.count
    guard count > 1, let last = lines.last, DisplayWidth.of(last) * 3 < width else { return lines }
    var low = 2
    var high = width
    while low < high {
      let middle = (low + high) / 2
      if LineBreaker(width: middle).lines(text).count > count { low = middle + 1 } else { high = middle }
    }
    return LineBreaker(width: high).lines(text)
  }

  private func breakUp(_ text: Substring, into result: inout [String]) {
    let glyphs = Glyph.all(of: text)
    var start = 0
    var used = 0
    var opportunity = 0  // a line may end before this character, if it is after `start`
    var position = 0

    func skipSpaces() {
      while start < glyphs.count, glyphs[start].kinds.contains(.space) { start += 1 }
      (position, opportunity, used) = (start, start, 0)
    }
    /// The characters from `start`, without spaces at the end.
    func line(to end: Int) -> String {
      var end = end
      while end > start, glyphs[end - 1].kinds.contains(.space) { end -= 1 }
      guard end > start else { return "" }
      return String(text[glyphs[start].start..<(end < glyphs.count ? glyphs[end].start : text.endIndex)])
    }

    skipSpaces()
    while position < glyphs.count {
      let glyph = glyphs[position]
      if position > start, Self.mayBreak(before: position, in: glyphs) { opportunity = position }
      let limit = result.isEmpty ? first : rest
      if used + glyph.cells > limit, !glyph.kinds.contains(.space), position > start {
        let end = opportunity > start ? opportunity : position
        result.append(line(to: end))
        start = end
        skipSpaces()
      } else {
        used += glyph.cells
        position += 1
      }
    }
    if start < glyphs.count { result.append(line(to: glyphs.count)) }
  }

  /// Whether a line may end between the character at `position` and the one before it.
  private static func mayBreak(before position: Int, in glyphs: [Glyph]) -> Bool {
    let before = glyphs[position - 1]
    let after = glyphs[position]
    // Most pairs are two ideographs or two letters.
    if before.kinds.contains(.ideograph), after.kinds.contains(.ideograph) { return true }
    if before.kinds.contains(.letter), after.kinds.contains(.letter) { return false }
    if !after.kinds.isDisjoint(with: [.space, .closing]) { return false }
    if !before.kinds.isDisjoint(with: [.space, .zeroWidthSpace]) {
      return position < 2 || !glyphs[position - 2].kinds.contains(.opening)
    }
    if before.kinds.contains(.opening) { return false }
    if before.first == after.first, before.kinds.contains(.pair), after.kinds.contains(.pair) { return false }
    if before.kinds.union(after.kinds).contains(.glue) { return false }
    if before.cells == 2 || after.cells == 2 { return true }
    if before.kinds.contains(.dash) { return true }
    if !before.kinds.isDisjoint(with: [.wideWhenClosing, .pair]) {
      return position >= 2 && glyphs[position - 2].cells == 2
    }
    return before.kinds.contains(.hyphen) && isInsideWord(position, of: glyphs)
  }

  /// Whether two letters stand on either side of the hyphen before `position`: not in `A/B` or `e-mail`.
  private static func isInsideWord(_ position: Int, of glyphs: [Glyph]) -> Bool {
    guard position >= 3, position + 1 < glyphs.count else { return false }
    return [position - 3, position - 2, position, position + 1].allSatisfy {
      glyphs[$0].first.properties.isAlphabetic
    }
  }

  /// Without spaces at both ends.
  private static func trimmed(_ text: String) -> String {
    func isInk(_ scalar: Unicode.Scalar) -> Bool { scalar != " " && scalar != "\u{3000}" }
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: isInk), let last = scalars.lastIndex(where: isInk) else {
      return ""
    }
    return String(scalars[start...last])
  }
}
