/// What `check --explain` says itself, in the language of the terminal.
struct ExplainWords: Sendable {
  let language: String

  var isChinese: Bool { language == "zh" }

  /// The headings of a page, as a reader of that language expects them.
  func heading(_ title: String) -> String {
    guard isChinese else { return title }
    switch title {
    case "Wrong": return "错误写法"
    case "Right": return "正确写法"
    default: return title
    }
  }

  /// The last line of the list of all codes.
  var hint: String {
    isChinese
      ? "看某一个的说明和例子：recommend check --explain <代码>"
      : "A page with examples: recommend check --explain <code>"
  }

  var noPages: String {
    isChinese
      ? "找不到说明页。`make install` 会装到 share/recommend/diagnostics，源码里在 docs/diagnostics"
      : "the pages are not here: `make install` puts them into share/recommend/diagnostics, and the source has "
        + "them in docs/diagnostics"
  }

  func unknown(_ code: String, nearest: String?) -> String {
    if isChinese {
      return "没有 `\(code)` 这个代码" + (nearest.map { "，你要找的是 `\($0)` 吗？" } ?? "；`--explain` 不带代码会列出全部")
    }
    return "there is no code `\(code)`"
      + (nearest.map { ": did you mean `\($0)`?" } ?? "; `--explain` alone lists all of them")
  }
}
