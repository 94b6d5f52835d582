/// What `what-if` and `diff` say beside the texts of a pack.
struct ComparisonWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  var profile: String { isChinese ? "档案里改了什么" : "What you change" }
  var rules: String { isChinese ? "哪些规则变了" : "Rules behind it" }
  var notStated: String { isChinese ? "未填写" : "not stated" }
  var yes: String { isChinese ? "是" : "yes" }
  var no: String { isChinese ? "否" : "no" }
  var nothing: String { isChinese ? "无" : "none" }
  var same: String { isChinese ? "推荐结果没有变化。" : "The recommendation stays the same." }
  var sameProfile: String { isChinese ? "档案没有变化。" : "The profile stays the same." }
  var listSeparator: String { isChinese ? "、" : ", " }

  /// What stands before a text as it was.
  func was(_ text: String) -> String { isChinese ? "原来：\(text)" : "was: \(text)" }

  /// The same behind the text as it is.
  func wasAside(_ text: String) -> String { isChinese ? "（原来：\(text)）" : " (was: \(text))" }

  /// A place among lines.
  func place(_ before: Int, _ after: Int, _ arrow: String) -> String {
    isChinese ? "第 \(before) \(arrow) 第 \(after)" : "place \(before) \(arrow) \(after)"
  }

  func newPlace(_ place: Int) -> String { isChinese ? "第 \(place)" : "place \(place)" }

  func oldPlace(_ place: Int) -> String { isChinese ? "原第 \(place)" : "was place \(place)" }

  func more(_ count: Int) -> String { isChinese ? "…… 还有 \(count) 处" : "… and \(count) more" }

  /// Rules that say nothing themselves.
  func silent(_ rules: String) -> String {
    isChinese ? "没有写理由的规则：\(rules)" : "Rules that state no reason: \(rules)"
  }

  func times(_ rule: String, _ count: Int) -> String {
    count == 1 ? rule : isChinese ? "\(rule)（\(count) 处）" : "\(rule) (\(count) times)"
  }

  func moreRules(_ count: Int) -> String { isChinese ? "还有 \(count) 条" : "\(count) more" }

  func factsOnly(_ count: Int) -> String {
    isChinese
      ? "看不到的地方有 \(count) 个值不同，用 --format json 可以看到。"
      : "\(count) \(count == 1 ? "value" : "values") behind it \(count == 1 ? "differs" : "differ"); --format json lists them."
  }
}
