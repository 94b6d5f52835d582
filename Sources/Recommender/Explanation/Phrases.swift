/// The few words between values that the library itself says.
struct Phrases {
  let colon: String
  let yes: String
  let no: String
  /// Before what must not be there.
  let without: String
  /// Between patterns that stand together.
  let with: String

  static func of(_ locale: String) -> Phrases {
    locale.lowercased().hasPrefix("zh") ? chinese : english
  }

  private static let english = Phrases(
    colon: ": ", yes: "yes", no: "no", without: "without ", with: " together with ")
  private static let chinese = Phrases(colon: "：", yes: "是", no: "否", without: "不能有 ", with: "，并且 ")
}
