internal import ArgumentParser
internal import Recommender

/// `recommend what-if --set PLACE=VALUE`: what a change of the profile changes in the recommendation.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Show what a change of a profile changes: what comes, goes and moves, and which rules.",
    usage: """
      recommend what-if --profile <file> --set <place>=<value> [--set …] [--format <format>]
      recommend what-if --profile <file> [--unset <place>] [--add <set>=<member>] [--remove <set>=<member>]
      """,
    discussion: """
      A place is a path below the profile, with an id or a name in the place of a key; a value is written as in a \
      file. All changes are about the profile as it is: their order means nothing.

      Examples:
        recommend what-if --profile me.yaml --set skills.data-analysis=4 --set years=4
        recommend what-if --profile me.yaml --set skills.数据分析=4 --lang zh
        recommend what-if --profile me.yaml --set 'likes=[words, ideas]' --set free-only=yes
        recommend what-if --profile me.yaml --add likes=ideas --remove dislikes=negotiating
        recommend what-if --profile me.yaml --unset target --format json

      Exit status: 0 fine, whether anything changes or not; 65 mistakes in the profile or in a change, or rules that \
      cannot be computed with it; the others as ever.
      """)

  @OptionGroup var advise: AdviseOptions

  @Option(help: ArgumentHelp("Replace what stands at a place.", valueName: "place=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Take away what stands at a place.", valueName: "place"))
  var unset: [String] = []

  @Option(help: ArgumentHelp("Add a member to a set, or a list of members.", valueName: "set=member"))
  var add: [String] = []

  @Option(help: ArgumentHelp("Take a member out of a set, or a list of members.", valueName: "set=member"))
  var remove: [String] = []

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    if advise.profile == nil { throw ValidationError("Missing expected argument '--profile <file>'") }
    if advise.why { throw ValidationError("'what-if' takes no '--why': it tells the rules that differ") }
    if advise.format == .markdown || advise.format.isDrawing {
      throw ValidationError("'what-if' prints text, json or yaml")
    }
    if advise.proof != nil { throw ValidationError("'what-if' takes no '--proof'") }
    if changes.isEmpty {
      throw ValidationError("Nothing to change: state it with --set, --unset, --add or --remove.")
    }
  }

  func run() throws {
    try Reporter(terminal).run {
      let source = try ProfileSource(advise.profile ?? "-")
      let pack = try rules.folder().pack(rules.packID ?? source.packName, preferringImages: true)
      let profile = try source.profile(for: pack)
      let comparison = try pack.comparison(of: profile, with: profile.changed(by: changes, for: pack))
      let locale = try LocaleChoice.stated(terminal.lang, among: pack.locales)
      try advise.write(comparison.value(in: locale), terminal) { look in
        ComparisonText(comparison, in: locale, style: Style(look), width: look.width).page()
      }
    }
  }

  private var changes: [ProfileChange] {
    self.set.map { .set($0) } + unset.map { .unset($0) } + add.map { .add($0) } + remove.map { .remove($0) }
  }
}
