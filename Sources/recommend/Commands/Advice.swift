internal import ArgumentParser
internal import Recommender
internal import SourceTree

/// What `recommend --profile FILE` does: prints what is recommended for a profile.
struct Advice {
  let advise: AdviseOptions
  let rules: RulesOptions
  let terminal: TerminalOptions

  func run() throws {
    try Reporter(terminal).run {
      let recommendation = try recommendation()
      let locale = try locale(among: recommendation.locales)
      if let path = advise.proof { try write(recommendation.certificate(in: locale), to: path) }
      try Stream.output.write(text(recommendation, in: locale))
      // A compiled pack takes milliseconds to take apart, and the system takes it back anyway.
      withExtendedLifetime(recommendation) { Exit.atOnce() }
    }
  }

  func recommendation() throws -> Recommendation {
    let source = try ProfileSource(advise.profile ?? "-")
    let pack = try rules.folder().pack(rules.packID ?? source.packName, preferringImages: true)
    return try pack.recommendation(for: source.profile(for: pack))
  }

  private func write(_ certificate: Value, to path: String) throws {
    if let problem = FileSystem.write(Array(certificate.foldedJSON().utf8), to: path) {
      throw Failure(.unwritable, problem.message(path))
    }
  }

  private func locale(among locales: [String]) throws -> String {
    try LocaleChoice.stated(terminal.lang, among: locales)
  }

  private func text(_ recommendation: Recommendation, in locale: String) -> String {
    switch advise.format {
    case .json: return recommendation.value(in: locale, margins: advise.why).json().endingInLineBreak
    case .yaml: return recommendation.value(in: locale, margins: advise.why).yaml().endingInLineBreak
    case .markdown:
      let page = PageFromRecommendation.page(recommendation, in: locale, why: advise.why)
      return MarkdownPage(page, words: .of(locale)).text()
    case .text, .dot, .svg:  // of these, the command line admits the first only
      let page = PageFromRecommendation.page(recommendation, in: locale, why: advise.why)
      let terminal = Stream.output.terminal(self.terminal.color)
      return TextPage(page, style: Style(terminal), width: terminal.width, words: .of(locale)).text()
    }
  }
}
