internal import ArgumentParser
internal import Recommender

/// `recommend show [WHAT…]`: prints what a pack knows.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Print what a pack knows: its kinds, an id, a place of the shape, a rule, the order of the rules.",
    usage: "recommend show [<what> ...] [--pack <id>] [--format <format>] [--lang <lang>]",
    discussion: """
      What to show: nothing for the pack as a whole; a kind, such as role; a kind and an id, such as role \
      content-operations; a place of the shape, such as fit or 'fit.$role.rank', with the rules that write and read it; \
      rule and a name; strata for the rules in their order. A name that is no kind may be an id, a rule or a place.

      --format json prints the same for programs; --format dot and svg draw which sections of the shape follow from which, with the rules that conclude them.

      Examples:
        recommend show
        recommend show role content-operations --lang zh
        recommend show 'fit.$role.rank'
        recommend show rule fit-in-percent
        recommend show strata
        recommend show --format svg > rules.svg

      Exit status: 0 fine; 64 wrong command line; 65 no such name, or mistakes in the pack; 66 a file cannot be read; \
      74 the output cannot be written.
      """)

  @Argument(help: ArgumentHelp("What to show.", valueName: "what"))
  var what: [String] = []

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  func validate() throws {
    if let complaint = advise.complaint(of: "show", formats: [.text, .json, .dot, .svg]) {
      throw ValidationError(complaint)
    }
    if what.count > 2 { throw ValidationError("'show' takes a kind and an id, or one name") }
    if advise.format.isDrawing, !what.isEmpty {
      throw ValidationError("only the whole pack is drawn: leave out '\(what[0])'")
    }
  }

  func run() throws {
    try Reporter(terminal).run {
      let pack = try rules.folder().pack(rules.packID)
      let index = PackIndex(pack)
      let locale = try LocaleChoice.stated(terminal.lang, among: pack.locales)
      let words = ShowWords(language: LocaleChoice.language(of: locale))
      let style = Style(Stream.output.terminal(terminal.color))
      switch advise.format {
      case .dot:
        try Stream.output.write(DotGraph.text(SectionGraph(index), index, title: pack.title.text(in: locale)))
      case .svg:
        let drawing = SVGDrawing(SectionGraph(index), index, locale: locale, words: words)
        try Stream.output.write(drawing.text)
      case .text, .json, .markdown, .yaml:
        let topic = try ShowTopic(what, index, words)
        let show = ShowSheet(index, topic, locale: locale, words: words, style: style)
        try Stream.output.write(advise.format == .json ? show.json.json() : show.text)
      }
    }
  }
}
