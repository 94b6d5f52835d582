/// What was taken for granted about several things alike.
struct PageAssumption {
  var subjects: [String]
  let value: String
  let question: String?
  let help: String?

  /// The question, and what helps to answer it.
  func note(_ words: Words) -> String? {
    guard let question, let help else { return question }
    return question + words.sentenceGap + help
  }
}
