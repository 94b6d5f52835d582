package import SourceTree

extension Findings {
  /// Takes over a finding of another list.
  mutating func report(_ finding: Finding) {
    report(
      finding.code, finding.message, at: finding.span, help: finding.help,
      notes: finding.notes.map { ($0.message, $0.span) })
  }

  /// "did you mean `copywriting`?", where a known name is near; after a hundred mistakes nobody looks for one.
  func suggestion(_ word: String, _ known: @autoclosure () -> some Sequence<String>) -> String? {
    suggestion(nearest(to: word, among: known()))
  }

  func suggestion(_ nearest: @autoclosure () -> String?) -> String? {
    list.count < 100 ? nearest().map { "did you mean `\($0)`?" } : nil
  }

  /// What to do about a colon that YAML does not take for one.
  func colon(in text: String) -> String? {
    if text.contains("：") { return "write `:` and a space in place of `：`" }
    return text.contains(":") ? "write a space behind `:`" : nil
  }

  /// The entries of a mapping; an empty value has none; anything else is reported.
  mutating func mapping(
    _ node: YAMLNode, _ name: String, of what: String, help: String? = nil
  ) -> YAMLEntries? {
    if node.isMapping || node.isEmpty { return node.entries }
    report(
      "wrong-type", "expected \(what) under `\(name)`", at: node.span,
      help: colon(in: node.scalar ?? "") ?? help)
    return nil
  }

  /// The items of a sequence; an empty value has none; anything else is reported.
  mutating func sequence(_ node: YAMLNode, _ name: String, of what: String) -> [YAMLNode]? {
    if let items = node.sequence { return items }
    if node.isEmpty { return [] }
    report(
      "wrong-type", "expected a list of \(what) under `\(name)`", at: node.span,
      help: "write `- ` before each")
    return nil
  }

  /// The fields of a record whose fields are `allowed`; others are reported with the nearest.
  package mutating func fields(_ node: YAMLNode, of what: String, allowed: [String]) -> [String: YAMLNode]? {
    guard let entries = node.mapping else {
      report(
        "wrong-type", "expected \(what) with its fields", at: node.span,
        help: "its fields are \(quoted(allowed))")
      return nil
    }
    var fields: [String: YAMLNode] = [:]
    for (key, value) in entries {
      guard let name = key.scalar else { continue }
      guard allowed.contains(name) else {
        let meant = nearest(to: name, among: allowed)
        report(
          "unknown-field", "`\(name)` is not a field of \(what)", at: key.span,
          help: meant.map { "did you mean `\($0)`?" } ?? "its fields are \(quoted(allowed))")
        // Read on as what was meant, so that it is not missed as well.
        if let meant, fields[meant] == nil { fields[meant] = value }
        continue
      }
      fields[name] = value
    }
    return fields
  }

  /// A scalar that names something.
  mutating func name(_ node: YAMLNode?, of what: String, example: String, in owner: YAMLNode) -> String? {
    guard let node else {
      report("missing-field", "\(what) is missing", at: owner.span, help: "for example `\(example)`")
      return nil
    }
    guard let text = node.scalar, isIdentifier(text) else {
      report(
        "bad-name", "expected \(what)", at: node.span,
        help: "a name has letters, digits and hyphens: `\(example)`")
      return nil
    }
    return text
  }

  /// A text: a scalar, or a map from locale to scalar.
  mutating func text(_ node: YAMLNode) -> LocalizedText? {
    if let text = node.scalar { return LocalizedText(text) }
    guard let entries = node.mapping, !entries.isEmpty else {
      report(
        "wrong-type", "expected a text, or a text for each locale", at: node.span,
        help: "for example { zh: 文案, en: Copywriting }")
      return nil
    }
    var texts: [LocalizedText.Entry] = []
    texts.reserveCapacity(entries.count)
    for (key, value) in entries {
      guard let locale = key.scalar, isLocale(locale) else {
        report("wrong-type", "expected a locale such as `zh` or `en`", at: key.span)
        return nil
      }
      guard let text = value.scalar else {
        report("wrong-type", "expected a text", at: value.span)
        return nil
      }
      texts.append(LocalizedText.Entry(locale: locale, text: text))
    }
    return LocalizedText(sorting: texts)
  }

  private func isLocale(_ text: String) -> Bool {
    (2...12).contains(text.utf8.count) && text.utf8.first != 0x24 && isIdentifier(text)
      && text.utf8.allSatisfy { $0 < 0x80 }
  }
}

/// Names in backticks, with commas between.
func quoted(_ names: some Sequence<String>) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}
