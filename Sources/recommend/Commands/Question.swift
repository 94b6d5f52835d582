internal import ArgumentParser
internal import Recommender

/// What commands that ask about a recommendation have in common: the recommendation, the language, the output.
struct Question {
  private let advise: AdviseOptions
  private let rules: RulesOptions
  private let terminal: TerminalOptions

  init(_ advise: AdviseOptions, _ rules: RulesOptions, _ terminal: TerminalOptions) {
    self.advise = advise
    self.rules = rules
    self.terminal = terminal
  }

  func recommendation() throws -> Recommendation {
    try Advice(advise: advise, rules: rules, terminal: terminal).recommendation()
  }

  func locale(of recommendation: Recommendation) throws -> String {
    try LocaleChoice.stated(terminal.lang, among: recommendation.locales)
  }

  /// Prints an answer: as data, or as an outline.
  func write(_ value: @autoclosure () -> Value, _ outline: (Style) -> [OutlineNode]) throws {
    try advise.write(value(), terminal) { terminal in
      let style = Style(terminal)
      return OutlineText(style: style, width: terminal.width).text(outline(style))
    }
  }
}

extension AdviseOptions {
  /// Checks the options of a command that asks about a recommendation.
  func validateQuestion(_ command: String) throws {
    if profile == nil { throw ValidationError("Missing expected argument '--profile <file>'") }
    if why { throw ValidationError("'\(command)' takes no '--why'") }
    if format == .markdown || format.isDrawing {
      throw ValidationError("'\(command)' writes text, json or yaml, not \(format.rawValue)")
    }
    if proof != nil { throw ValidationError("'\(command)' takes no '--proof'") }
  }
}
