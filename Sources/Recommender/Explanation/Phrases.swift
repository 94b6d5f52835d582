/// The few words between values that the library itself says.
struct Phrases {
  let colon: String
  let yes: String
  let no: String

  static func of(_ locale: String) -> Phrases {
    locale.lowercased().hasPrefix("zh") ? chinese : english
  }

  private static let english = Phrases(colon: ": ", yes: "yes", no: "no")
  private static let chinese = Phrases(colon: "：", yes: "是", no: "否")
}
