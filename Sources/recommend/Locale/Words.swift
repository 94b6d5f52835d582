/// What the command says itself, beside the texts of a pack.
///
/// Packs may speak any language; the command speaks Chinese and English and falls back to English.
struct Words: Sendable, Equatable {
  let assumed: String
  let warnings: String
  let why: String
  /// Before what would take a line's place away.
  let margin: String
  let notStated: String
  let yes: String
  let no: String
  let nothing: String
  /// The source of a rule that says `source: ours`.
  let ours: String
  let listSeparator: String
  /// What stands between two sentences.
  let sentenceGap: String
  let colon: String
  let openParenthesis: String
  let closeParenthesis: String
  /// What stands before the source of several reasons.
  let sourceMark: String

  /// The words for a locale such as `zh`, `zh-Hant` or `en`.
  static func of(_ locale: String) -> Words {
    LocaleChoice.language(of: locale) == "zh" ? chinese : english
  }

  /// What follows a list that is cut off.
  func more(_ rest: Int, of total: Int) -> String {
    self == .chinese ? "等 \(total) 项" : " and \(rest) more"
  }

  static let english = Words(
    assumed: "Assumed, as your profile does not say", warnings: "Warnings", why: "Why",
    margin: "How firm",
    notStated: "not stated", yes: "yes", no: "no", nothing: "none", ours: "our own addition",
    listSeparator: ", ", sentenceGap: " ", colon: ": ", openParenthesis: " (", closeParenthesis: ")",
    sourceMark: "— ")

  static let chinese = Words(
    assumed: "以下按默认处理（你没有填写）", warnings: "请留意", why: "依据",
    margin: "稳不稳",
    notStated: "未填写", yes: "是", no: "否", nothing: "无", ours: "本规则库补充",
    listSeparator: "、", sentenceGap: "", colon: "：", openParenthesis: "（", closeParenthesis: "）",
    sourceMark: "—— ")
}
