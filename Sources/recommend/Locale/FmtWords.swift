/// What `fmt` says, in the language of the terminal.
struct FmtWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  /// A file that stays as it is.
  func kept(_ place: String, _ why: String) -> String {
    isChinese ? "\(place)：保持原样（\(why)）" : "\(place): stays as it is (\(why))"
  }

  /// The last line.
  func total(changed: Int, of count: Int, isCheck: Bool) -> String {
    if isChinese {
      if changed == 0 { return "\(count) 个文件的排版都没问题。" }
      return isCheck ? "\(count) 个文件里有 \(changed) 个需要重新排版。" : "\(count) 个文件里重新排版了 \(changed) 个。"
    }
    let files = count == 1 ? "1 file" : "\(count) files"
    if changed == 0 { return "\(files), all laid out well." }
    return isCheck ? "\(changed) of \(files) would change." : "\(changed) of \(files) changed."
  }
}
