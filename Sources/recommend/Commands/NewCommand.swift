internal import ArgumentParser
internal import Recommender
internal import SourceTree

/// `recommend new pack|rule|profile|KIND NAME`: writes files to start from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a pack, an id such as a role, a rule or a profile to start from.",
    usage: """
      recommend new pack <name> --title-en <text> [--title-zh <text>] [--uses <id>] [--out <dir>]
      recommend new <kind> <id> --title-en <text> [--set <field=value>] [--need <skill=level:importance>]
      recommend new rule <name> --when <yaml> --then <yaml>
      recommend new profile [--out <file>]
      """,
    discussion: """
      What is written has no mistake: it is checked together with the packs beside it, its tests are run, and nothing \
      is written over another file. At a terminal you are asked for what the command line leaves out.

      Examples:
        recommend new pack teaching --title-zh 教学 --title-en Teaching --uses career-method
        recommend new role tutor --pack teaching --title-en Tutor --set chain=first-chain --need first-skill=3:8
        recommend new rule tutors-first --pack teaching --when 'profile: { years: ..1 }' --then 'targets: first-role'
        recommend new profile --pack teaching --out me.yaml

      Exit status: 0 fine; 64 wrong command line, or something is missing and nobody is there to ask; 65 a file is \
      there already, or what would be written has mistakes; 66 a file cannot be read; 74 a file cannot be written.
      """)

  @Argument(help: ArgumentHelp("pack, rule, profile, or a kind of the pack such as role.", valueName: "what"))
  var what: String

  @Argument(help: ArgumentHelp("The name: letters, digits and hyphens.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The name in Chinese; of a rule, why it holds.", valueName: "text"))
  var titleZh: String?

  @Option(help: ArgumentHelp("The name in English; of a rule, why it holds.", valueName: "text"))
  var titleEn: String?

  @Option(help: ArgumentHelp("A pack that the new one builds on; may be repeated.", valueName: "id"))
  var uses: [String] = []

  @Option(
    help: ArgumentHelp(
      "The folder of packs to write into, or the file of a profile. Default: the folder of --rules, profile.yaml.",
      valueName: "path"))
  var out: String?

  @Option(help: ArgumentHelp("A field of the new id; may be repeated.", valueName: "field=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      "A skill that the new role needs; may be repeated.", valueName: "skill=level:importance"))
  var need: [String] = []

  @Option(help: ArgumentHelp("When the rule holds.", valueName: "yaml"))
  var when: String?

  @Option(help: ArgumentHelp("What the rule concludes.", valueName: "yaml"))
  var then: String?

  @OptionGroup var rules: RulesOptions
  @OptionGroup var terminal: TerminalOptions
  @OptionGroup(visibility: .hidden) var advise: AdviseOptions

  private var words: NewWords { NewWords(language: terminal.language == "zh" ? "zh" : "en") }

  func validate() throws {
    if let option = advise.firstStated { throw ValidationError("'new' takes no '\(option)'") }
    // A name is part of a path.
    if what != "profile", let name, !NewCommand.isName(name) {
      throw ValidationError("'\(name)' can't be a name: it has letters, digits and hyphens")
    }
  }

  func run() throws {
    try Reporter(terminal).run {
      switch what {
      case "pack": try newPack()
      case "profile": try newProfile()
      case "rule": try newRule()
      default: try newEntry()
      }
    }
  }

  // MARK: What is written

  private func newPack() throws {
    var interview = Interview()
    let name = interview.answer(self.name, "<name>", words.askName)
    let title = self.title(&interview)
    try interview.end()
    guard let name, NewCommand.isName(name) else { throw ValidationError(words.badName) }
    let root =
      try out ?? rules.rules ?? (FileSystem.isFolder("Rules") ? "Rules" : RulesFolder.standard(.process).path)
    let pack = NewPack(name: name, title: title, uses: uses, words: words)
    var files = NewFiles(root: withoutSlash(root))
    for (path, text) in pack.files { files.add(path, text) }
    let paths = try files.write(checking: name)
    let place = root == "Rules" ? "" : " --rules \(root)"
    try say(
      paths,
      [
        "echo '\(pack.profile)' | recommend --profile - --pack \(name)\(place)",
        "recommend new profile --pack \(name)\(place) --out \(name).yaml", "recommend check \(root)/\(name)",
        "recommend test \(root)/\(name)",
      ])
  }

  private func newProfile() throws {
    let pack = try rules.folder().pack(rules.packID)
    let path = out ?? name ?? "profile.yaml"
    if FileSystem.exists(path) {
      throw Failure(.mistakes, "`\(path)` is there already, and is not overwritten")
    }
    let locale = try LocaleChoice.stated(terminal.lang, among: pack.locales)
    let own = NewWords(language: LocaleChoice.language(of: locale))
    let text = try Layout.formatted(
      NewProfile(index: PackIndex(pack), locale: locale, words: own).text, path: path)
    try FolderTree.write(text, to: path)
    try say([path], ["recommend --profile \(path)" + (rules.rules.map { " --rules \($0)" } ?? "")])
  }

  private func newRule() throws {
    let target = try Target(rules)
    var interview = Interview()
    let name = interview.answer(self.name, "<name>", words.askName)
    let when = interview.answer(self.when, "--when <yaml>", words.askWhen)
    let then = interview.answer(self.then, "--then <yaml>", words.askThen)
    try interview.end()
    guard let name, NewCommand.isName(name), let when, let then else { throw ValidationError(words.badName) }
    let rule = NewRule(
      name: name, when: when, then: then, because: NewTitle(zh: titleZh, en: titleEn),
      index: PackIndex(target.pack), words: words)
    var files = NewFiles(root: target.root)
    files.add("\(target.folder)/\(rule.path)", rule.text)
    let paths = try files.write(checking: target.pack.id)
    try say(paths, ["recommend show rule \(name)\(target.options)", "recommend test \(target.path)"])
  }

  private func newEntry() throws {
    let target = try Target(rules)
    let index = PackIndex(target.pack)
    guard let kind = index.kind(what) else {
      let known = ["pack", "profile", "rule"] + index.kinds.map(\.name)
      let near = nearest(to: what, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw ValidationError(
        "'\(what)' is neither pack, rule, profile nor a kind of '\(target.pack.id)'\(near)")
    }
    guard let fields = index.fields(of: kind) else { throw Failure(.mistakes, words.noFields(kind.name)) }
    var values = try pairs(set, words.badValue)
    var interview = Interview()
    let id = interview.answer(name, "<id>", words.askName)
    let title = fields.contains { $0.name == "name" && $0.isRequired } ? self.title(&interview) : NewTitle()
    for field in fields where field.isRequired && field.name != "name" && values[field.name] == nil {
      // Where there is one choice only, it is taken.
      if case .id(let kind) = field.form, kind.ids.count == 1 {
        values[field.name] = kind.ids[0]
        continue
      }
      values[field.name] = interview.answer(
        nil, "--set \(field.name)=<\(words.describe(field))>",
        words.askField(field.name, words.describe(field)))
    }
    try interview.end()
    guard let id, NewCommand.isName(id) else { throw ValidationError(words.badName) }
    let needs = try need.map { text throws -> (id: String, level: String, importance: String) in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let numbers = parts.count == 2 ? parts[1].split(separator: ":").map(String.init) : []
      guard numbers.count == 2 else { throw ValidationError(words.badNeed(text)) }
      return (parts[0], numbers[0], numbers[1])
    }
    if !needs.isEmpty, !fields.contains(where: { $0.name == "needs" }) {
      throw ValidationError("a \(kind.name) has no 'needs'")
    }
    if let stranger = values.keys.sorted().first(where: { name in !fields.contains { $0.name == name } }) {
      let near = nearest(to: stranger, among: fields.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
      throw ValidationError("a \(kind.name) has no '\(stranger)'\(near)")
    }
    let entry = NewEntry(
      kind: kind, id: id, title: title, values: values, needs: needs, fields: fields, words: words)
    var files = NewFiles(root: target.root)
    files.add("\(target.folder)/\(entry.path)", entry.text)
    let paths = try files.write(checking: target.pack.id)
    try say(paths, ["recommend show \(kind.name) \(id)\(target.options)", "recommend test \(target.path)"])
  }

  // MARK: Parts

  private static func isName(_ text: String) -> Bool {
    !text.hasPrefix("-") && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  private func title(_ interview: inout Interview) -> NewTitle {
    if titleZh != nil || titleEn != nil { return NewTitle(zh: titleZh, en: titleEn) }
    let zh = interview.answer(nil, "--title-zh <text>", words.askZh, isNeeded: false)
    let en = interview.answer(nil, "--title-en <text> or --title-zh <text>", words.askEn, isNeeded: zh == nil)
    return NewTitle(zh: zh, en: en)
  }

  private func pairs(_ texts: [String], _ complaint: (String) -> String) throws -> [String: String] {
    var pairs: [String: String] = [:]
    for text in texts {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw ValidationError(complaint(text))
      }
      pairs[String(text[..<sign])] = String(text[text.index(after: sign)...])
    }
    return pairs
  }

  private func say(_ paths: [String], _ commands: [String]) throws {
    try Stream.output.write(
      words.wrote(paths.map(\.safeForTerminal)) + words.next(commands.map(\.safeForTerminal)))
  }

  private func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// The pack that something is added to, and where it is.
  private struct Target {
    let pack: Pack
    /// The folder of packs.
    let root: String
    /// The folder of the pack in it.
    let folder: String
    /// What leads other commands to the pack.
    let options: String

    var path: String { "\(root)/\(folder)" }

    init(_ rules: RulesOptions) throws {
      let place = try rules.folder()
      pack = try place.pack(rules.packID)
      if pack.isImage { throw Failure(.mistakes, "`\(place.path)` is an image, and nothing is added to one") }
      if place.isPack {
        (root, folder) = Pack.split(place.path)
      } else {
        root = place.path.count > 1 && place.path.hasSuffix("/") ? String(place.path.dropLast()) : place.path
        let id = pack.id
        folder = try Pack.folders(inRules: root).first { $0.id == id }?.folder ?? id
      }
      options = " --pack \(pack.id)" + (root == "Rules" ? "" : " --rules \(root)")
    }
  }
}
