internal import Recommender

/// Lays a comparison out for a terminal.
///
///     Where to go
///       ↑ Content operations   61% → 68%   place 3 → 1
///           + ✓ Data analysis is there (asks 3, you have 4)
///
/// Only what differs is printed, with the headings and lines in which it stands. `+` is new, `−` is gone, `~` says something
/// else, an arrow moved.
struct ComparisonText {
  private static let step = 2
  /// As many applications of a rule are told one by one.
  private static let told = 3
  private static let silentRules = 12

  private let comparison: Comparison
  private let locale: String
  private let style: Style
  private let width: Int
  private let words: ComparisonWords
  private var rows: [String] = []

  init(_ comparison: Comparison, in locale: String, style: Style, width: Int) {
    self.comparison = comparison
    self.locale = locale
    self.style = style
    self.width = width
    words = ComparisonWords(language: LocaleChoice.language(of: locale))
  }

  /// The whole page of a changed profile, with a line break at its end.
  func page() -> String {
    var page = self
    page.title()
    page.profile()
    if comparison.isEmpty {
      page.gap()
      page.write(words.same, at: 0)
      let facts = comparison.facts.count
      if facts > 0 { page.write(words.factsOnly(facts), at: 0, .dim) }
    }
    page.differences(at: 0)
    page.rules()
    return page.text
  }

  /// The sections that differ, `indent` cells further in.
  func sections(at indent: Int) -> String {
    var page = self
    page.differences(at: indent)
    return page.text
  }

  private var text: String { rows.map { $0 + "\n" }.joined() }

  // MARK: Parts

  private mutating func title() {
    let recommendation = comparison.after
    let title = recommendation.title.text(in: locale).safeForTerminal
    let pack = "\(recommendation.pack) \(recommendation.version)".safeForTerminal
    var row = Row(title, at: 0, .bold)
    if DisplayWidth.of(title) + Self.step + DisplayWidth.of(pack) <= width {
      row.add(pack, at: width - DisplayWidth.of(pack), .dim)
      emit(row)
    } else {
      emit(row)
      write(pack, at: 0, .dim)
    }
  }

  private mutating func profile() {
    heading(words.profile)
    let changes = comparison.profile
    if changes.isEmpty { write(words.sameProfile, at: Self.step, .dim) }
    let column = min(changes.map { DisplayWidth.of($0.path) }.max() ?? 0, width / 2)
    for change in changes {
      let value = "\(data(change.before)) \(arrow) \(data(change.after))"
      write(change.path.safeForTerminal.padded(to: column) + "  " + value, at: Self.step, hanging: Self.step)
    }
  }

  private mutating func differences(at indent: Int) {
    for section in comparison.sections { write(section, at: indent, depth: 0) }
  }

  private mutating func heading(_ text: String) {
    gap()
    write(text, at: 0, .bold)
    rows.append(style.rule(width))
  }

  // MARK: Sections

  private mutating func write(_ section: SectionChange, at indent: Int, depth: Int) {
    var inner = indent
    if let title = section.title?.text(in: locale).safeForTerminal, !title.isEmpty {
      if depth == 0 {
        gap()
        write(title, at: indent, .bold)
        if indent == 0 { rows.append(style.rule(width)) }
      } else {
        write(title, at: indent, depth == 1 ? .bold : .dim)
      }
      inner += Self.step
      if let old = section.before?.title?.text(in: locale).safeForTerminal, section.after != nil, old != title
      {
        write(words.was(old), at: inner, .dim)
      }
    }
    for line in section.lines { write(line, of: section, at: inner, depth: depth) }
    for (other, mark, ink) in [(section.before, minus, Ink.red), (section.after, "+", .green)] {
      if let other, other.lines.isEmpty, let empty = other.empty?.text(in: locale), !section.lines.isEmpty {
        write(empty.safeForTerminal, at: inner, .dim, mark: mark, markInk: ink)
      }
    }
  }

  private mutating func write(_ line: LineChange, of section: SectionChange, at indent: Int, depth: Int) {
    guard let shown = line.after ?? line.before else { return }
    let text = shown.text(in: locale).safeForTerminal
    var inner = indent
    if !text.isEmpty {
      let (mark, ink) = mark(line)
      let tone = section.tone.mark(style)
      let row = [[tone, text].filter { !$0.isEmpty }.joined(separator: " "), aside(line)].filter {
        !$0.isEmpty
      }
      .joined(separator: "   ")
      write(
        row, at: indent, line.kind == .within ? .dim : .plain, hanging: Self.step, mark: mark, markInk: ink)
      inner = indent + Self.step * 2
      writeOld(line, at: inner)
    }
    for part in line.sections { write(part, at: inner, depth: depth + 1) }
  }

  /// What a line that changed said before, and notes.
  private mutating func writeOld(_ line: LineChange, at indent: Int) {
    guard let before = line.before, let after = line.after else {
      if let note = (line.after ?? line.before)?.note?.text(in: locale), !note.isEmpty {
        write(note.safeForTerminal, at: indent, .dim)
      }
      return
    }
    guard line.kind == .changed else { return }
    let old = before.text(in: locale).safeForTerminal
    if old != after.text(in: locale).safeForTerminal { write(words.was(old), at: indent, .dim) }
    let notes = [before, after].map { $0.note?.text(in: locale).safeForTerminal ?? "" }
    if notes[0] != notes[1] {
      let shown = notes.map { $0.isEmpty ? words.nothing : $0 }
      write("\(shown[1])\(words.wasAside(shown[0]))", at: indent, .dim, hanging: Self.step)
    }
  }

  private func mark(_ line: LineChange) -> (String, Ink) {
    switch line.kind {
    case .came: return ("+", .green)
    case .went: return (minus, .red)
    case .within: return (" ", .plain)
    case .moved, .changed:
      guard let before = line.placeBefore, let after = line.placeAfter, before != after else {
        return ("~", .yellow)
      }
      if after < before { return (style.hasUnicode ? "↑" : "^", .green) }
      return (style.hasUnicode ? "↓" : "v", .red)
    }
  }

  /// `61% → 68%   place 3 → 1`
  private func aside(_ line: LineChange) -> String {
    var parts: [String] = []
    let percents = [line.before?.percent, line.after?.percent].map { $0.map(Bar.label) }
    switch (percents[0], percents[1]) {
    case (let old?, let new?):
      if old != new || line.kind == .moved { parts.append(old == new ? new : "\(old) \(arrow) \(new)") }
    case (let one?, nil), (nil, let one?): parts.append(one)
    case (nil, nil): break
    }
    switch (line.placeBefore, line.placeAfter) {
    case (let old?, let new?):
      if old != new, line.kind != .within { parts.append(words.place(old, new, arrow)) }
    case (nil, let new?): if line.after?.percent != nil { parts.append(words.newPlace(new)) }
    case (let old?, nil): if line.before?.percent != nil { parts.append(words.oldPlace(old)) }
    case (nil, nil): break
    }
    return parts.joined(separator: "   ")
  }

  // MARK: Rules

  private mutating func rules() {
    let changes = comparison.rules
    if changes.isEmpty { return }
    heading(words.rules)
    var silent: [RuleChange] = []
    for change in changes {
      let said = told(change)
      if said.isEmpty {
        silent.append(change)
        continue
      }
      write(change.rule.safeForTerminal, at: Self.step, .dim)
      for (mark, ink, text, old) in said.prefix(Self.told) {
        write(text, at: Self.step * 2, hanging: Self.step, mark: mark, markInk: ink)
        if let old { write(words.was(old), at: Self.step * 4, .dim) }
      }
      if said.count > Self.told { write(words.more(said.count - Self.told), at: Self.step * 3, .dim) }
    }
    if silent.isEmpty { return }
    var names = silent.prefix(Self.silentRules).map { words.times($0.rule.safeForTerminal, $0.changes.count) }
    if silent.count > Self.silentRules { names.append(words.moreRules(silent.count - Self.silentRules)) }
    write(words.silent(names.joined(separator: words.listSeparator)), at: Self.step, .dim, hanging: Self.step)
  }

  /// What the applications of a rule say that differ, each once.
  private func told(_ change: RuleChange) -> [(mark: String, ink: Ink, text: String, old: String?)] {
    var seen: Set<String> = []
    return change.changes.compactMap { change in
      let old = change.before?.because?.text(in: locale).safeForTerminal
      let new = change.after?.because?.text(in: locale).safeForTerminal
      guard let text = new ?? old, old != new else { return nil }
      let mark = old == nil ? "+" : new == nil ? minus : "~"
      guard seen.insert(mark + text + (old ?? "")).inserted else { return nil }
      let ink: Ink = old == nil ? .green : new == nil ? .red : .yellow
      return (mark, ink, text, new == nil ? nil : old)
    }
  }

  // MARK: Words

  private var arrow: String { style.hasUnicode ? "→" : "->" }
  private var minus: String { style.hasUnicode ? "−" : "-" }

  private func data(_ value: Value?) -> String {
    switch value {
    case nil: words.notStated
    case .text(let text): text.safeForTerminal
    case .number(let number): number
    case .bool(let flag): flag ? words.yes : words.no
    case .list, .object: value.map { $0.json(pretty: false) }?.safeForTerminal ?? ""
    }
  }

  // MARK: Rows

  private mutating func gap() {
    if rows.last?.isEmpty == false { rows.append("") }
  }

  /// Writes a text, wrapped, its later rows `hanging` cells further in, behind a mark if there is one.
  private mutating func write(
    _ text: String, at indent: Int, _ ink: Ink = .plain, hanging: Int = 0, mark: String = "",
    markInk: Ink = .plain
  ) {
    let wrapped = Row.wrapped(
      text, at: indent, ink, hanging: hanging, mark: mark, markInk: markInk, width: width)
    for row in wrapped { emit(row) }
  }

  private mutating func emit(_ row: Row) { rows.append(row.drawn(style)) }
}
