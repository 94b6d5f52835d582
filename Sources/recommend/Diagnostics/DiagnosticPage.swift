/// The page of `docs/diagnostics/` for one code: what it means, a wrong example and the right one.
///
///     # unknown-id
///
///     No id or name of that kind reads so. …
///
///     > 中文：没有这个编号或名称。…
///
///     ## Wrong
///     …
struct DiagnosticPage {
  private static let chineseMark = "中文："

  let code: String
  let blocks: [MarkdownBlock]

  init(code: String, text: String) {
    self.code = code
    blocks = MarkdownBlock.blocks(of: text)
  }

  /// The first sentence of the page, without its full stop.
  var meaning: String {
    for case .paragraph(let text) in blocks { return Self.firstSentence(of: text, endsWith: ". ", stop: ".") }
    return ""
  }

  /// What the page says in Chinese, if it does.
  var chinese: String? {
    for case .quote(let text) in blocks where text.hasPrefix(Self.chineseMark) {
      return String(text.dropFirst(Self.chineseMark.count))
    }
    return nil
  }

  /// The first sentence of what the page says in that language, without its full stop.
  func meaning(in language: String) -> String {
    guard language == "zh", let chinese else { return meaning }
    return Self.firstSentence(of: chinese, endsWith: "。", stop: "。")
  }

  /// The path in a paragraph that is nothing but one: the name of the file in the block below it.
  static func path(in paragraph: String) -> String? {
    let name = paragraph.dropFirst().dropLast()
    let isCode = paragraph.count > 2 && paragraph.hasPrefix("`") && paragraph.hasSuffix("`")
    return isCode && !name.contains("`") ? String(name) : nil
  }

  private static func firstSentence(of text: String, endsWith end: String, stop: Character) -> String {
    var sentence = ""
    var rest = text[...]
    while let character = rest.first, !rest.hasPrefix(end) {
      sentence.append(character)
      rest = rest.dropFirst()
    }
    return sentence.last == stop ? String(sentence.dropLast()) : sentence
  }
}
