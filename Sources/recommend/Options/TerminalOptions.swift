internal import ArgumentParser

/// How the command speaks to whoever reads.
struct TerminalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language of the page: a locale of the pack, such as zh or en. Default: that of the terminal.",
      valueName: "lang"))
  var lang: String?

  @Option(help: "When to use colours. NO_COLOR turns them off, too.")
  var color: ColorChoice = .auto

  /// The language of the words that are not of a pack: zh or en.
  var language: String { lang.map(LocaleChoice.language) ?? LocaleChoice(.process).among(["en", "zh"]) }

  /// The words of `check` and `test`.
  var summaryWords: SummaryWords { SummaryWords(language: language) }
}
