internal import ArgumentParser
internal import Recommender

/// `recommend import esco --csv DIR --out DIR`: makes a pack out of the CSV files of the ESCO portal.
struct ImportESCOCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "esco",
    abstract: "Make a pack out of ESCO, the European classification of occupations and skills.",
    usage: "recommend import esco --csv <dir> --out <dir> [--lang <lang>] [--force]",
    discussion: """
      Download the classification as CSV from https://esco.ec.europa.eu/en/use-esco/download and unpack it. The \
      files occupations_<lang>.csv, skills_<lang>.csv and occupationSkillRelations.csv are read, and \
      ISCOGroups_<lang>.csv where it is there; --lang is their language, en if it is not stated. The pack uses \
      career-method, which must be beside it. A pack that was made before is replaced.

      Examples:
        recommend import esco --csv ~/Downloads/ESCO --out Rules/esco
        recommend import esco --csv ~/Downloads/ESCO --out Rules/esco --lang de
        recommend --profile Profiles/esco/me.yaml --pack esco
      """)

  @Option(help: ArgumentHelp("The folder with the CSV files.", valueName: "dir"))
  var csv: String

  @Option(
    help: ArgumentHelp("The folder of the pack.", valueName: "dir"))
  var out: String

  @Flag(help: "Replace the folder even if it holds files that this command did not make.")
  var force = false

  @OptionGroup(visibility: .hidden) var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  /// The language of the files.
  private var lang: String { terminal.lang ?? "en" }

  func validate() throws {
    if let option = advise.firstStated { throw ValidationError("'import' takes no '\(option)'") }
    guard !lang.isEmpty, lang.utf8.allSatisfy({ UInt8(ascii: "-") == $0 || isLetter($0) }) else {
      throw ValidationError("'\(lang)' is not a language such as 'en'")
    }
  }

  func run() throws {
    try Reporter(terminal).run {
      let classification = try ESCOClassification(ESCOFiles(in: csv, language: lang), progress: progress)
      let folder = GeneratedFolder(path: out, mark: ESCOTexts.mark)
      progress(out)
      try folder.write(ESCOPack(classification, language: lang).files(), force: force)
      let sheet = ImportSheet(
        classification: classification, folder: out, style: Style(Stream.output.terminal(terminal.color)),
        words: SummaryWords(language: LocaleChoice(.process).among(["en", "zh"])))
      try Stream.output.write(sheet.text)
    }
  }

  /// What is being read or written, where somebody watches.
  private func progress(_ path: String) {
    guard Stream.error.columns != nil else { return }
    try? Stream.error.write("… \(path.safeForTerminal)\n")
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }
}
