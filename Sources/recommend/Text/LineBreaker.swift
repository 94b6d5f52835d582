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
      breakUp(Array(paragraph), into: &result)
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

  private func breakUp(_ characters: [Character], into result: inout [String]) {
    var start = 0
    var used = 0
    var opportunity = 0  // a line may end before this character, if it is after `start`
    var position = 0

    func skipSpaces() {
      while start < characters.count, Self.isSpace(characters[start]) { start += 1 }
      (position, opportunity, used) = (start, start, 0)
    }

    skipSpaces()
    while position < characters.count {
      let character = characters[position]
      if position > start, Self.mayBreak(before: position, in: characters) { opportunity = position }
      let width = DisplayWidth.of(character)
      let limit = result.isEmpty ? first : rest
      if used + width > limit, !Self.isSpace(character), position > start {
        let end = opportunity > start ? opportunity : position
        result.append(Self.trimmed(characters[start..<end]))
        start = end
        skipSpaces()
      } else {
        used += width
        position += 1
      }
    }
    if start < characters.count { result.append(Self.trimmed(characters[start...])) }
  }

  /// Whether a line may end between the character at `position` and the one before it.
  private static func mayBreak(before position: Int, in characters: [Character]) -> Bool {
    let before = characters[position - 1]
    let after = characters[position]
    if isIdeograph(before), isIdeograph(after) { return true }
    if isWordLetter(before), isWordLetter(after) { return false }
    if isSpace(after) || Kinsoku.closing.contains(after) { return false }
    if isSpace(before) || before == "\u{200B}" {
      return position < 2 || !Kinsoku.opening.contains(characters[position - 2])
    }
    if Kinsoku.opening.contains(before) { return false }
    if before == after, Kinsoku.pairs.contains(before) { return false }
    if Kinsoku.glue.contains(before) || Kinsoku.glue.contains(after) { return false }
    if DisplayWidth.of(before) == 2 || DisplayWidth.of(after) == 2 { return true }
    if before == "—" { return true }
    if Kinsoku.wideWhenClosing.contains(before) || Kinsoku.pairs.contains(before) {
      return position >= 2 && DisplayWidth.of(characters[position - 2]) == 2
    }
    if before == "-" || before == "/" || before == "–" { return isInsideWord(position, of: characters) }
    return false
  }

  /// Whether two letters stand on either side of the hyphen before `position`: not in `A/B` or `e-mail`.
  private static func isInsideWord(_ position: Int, of characters: [Character]) -> Bool {
    guard position >= 3, position + 1 < characters.count else { return false }
    return characters[(position - 3)...(position - 2)].allSatisfy(\.isLetter)
      && characters[position...(position + 1)].allSatisfy(\.isLetter)
  }

  // Most pairs are two ideographs or two letters: no table needs to be asked.
  private static func isIdeograph(_ character: Character) -> Bool {
    character.unicodeScalars.first.map(WideRanges.isIdeograph) ?? false
  }

  private static func isWordLetter(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return false }
    return (0x61...0x7A).contains(ascii) || (0x41...0x5A).contains(ascii) || (0x30...0x39).contains(ascii)
  }

  private static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\u{3000}"
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

  /// Without spaces at the end.
  private static func trimmed(_ characters: ArraySlice<Character>) -> String {
    var line = characters
    while let last = line.last, isSpace(last) { line.removeLast() }
    return String(line)
  }
}
