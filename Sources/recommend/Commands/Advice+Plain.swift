extension Advice {
  /// Reads a command line that asks for advice and holds nothing but whole options, each once, with their values in
  /// words of their own: `--profile me.yaml --lang zh --why`. Nil for every other one, right or wrong.
  ///
  /// The argument parser reads all command lines, and these no differently. But to set it up for all commands takes
  /// longer than to evaluate a pack.
  init?(plain words: some Collection<String>) {
    var values: [String: String] = [:]
    var why = false
    var rest = words.makeIterator()
    while let word = rest.next() {
      if word == "--why", !why {
        why = true
        continue
      }
      guard Advice.valued.contains(word), values[word] == nil, let value = rest.next(), Advice.isValue(value)
      else { return nil }
      values[word] = value
    }
    guard let profile = values["--profile"],
      let format = OutputFormat(rawValue: values["--format"] ?? OutputFormat.text.rawValue),
      !format.isDrawing, let color = ColorChoice(rawValue: values["--color"] ?? ColorChoice.auto.rawValue)
    else { return nil }
    var advise = AdviseOptions()
    advise.profile = profile
    advise.format = format
    advise.why = why
    advise.proof = nil
    var rules = RulesOptions()
    rules.rules = values["--rules"]
    rules.pack = values["--pack"]
    var terminal = TerminalOptions()
    terminal.lang = values["--lang"]
    terminal.color = color
    self.init(advise: advise, rules: rules, terminal: terminal)
  }

  private static let valued = ["--profile", "--format", "--rules", "--pack", "--lang", "--color"]

  /// Whether a word can't be an option; `-` is standard input.
  private static func isValue(_ word: String) -> Bool {
    word == "-" || !(word.isEmpty || word.utf8.first == UInt8(ascii: "-"))
  }
}
