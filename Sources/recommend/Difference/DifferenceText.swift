internal import Recommender

/// Lays out what another version of the rules changes: the edits, then the people.
///
///     1  shop/rules.yaml:57  rule fit-in-percent changed   12 profiles
///          − then: { fit: { $role: { percent: $points } } }
///          + then: { fit: { $role: { percent: $points + 1 } } }
struct DifferenceText {
  private static let step = 2
  private static let linesOfEdit = 8
  private static let editsShown = 50

  private let summary: DifferenceSummary
  private let locale: String
  private let style: Style
  private let width: Int
  private let words: DifferenceWords
  private var rows: [String] = []

  init(_ summary: DifferenceSummary, in locale: String, style: Style, width: Int) {
    self.summary = summary
    self.locale = locale
    self.style = style
    self.width = width
    words = DifferenceWords(language: LocaleChoice.language(of: locale))
  }

  /// The whole page, with a line break at its end.
  func text() -> String {
    var page = self
    page.title()
    page.counts()
    page.edits()
    for person in summary.people { page.write(person) }
    let rest = summary.different - summary.people.count
    if rest > 0 {
      page.gap()
      page.write(words.morePeople(rest), at: 0, .dim)
    }
    return page.rows.map { $0 + "\n" }.joined()
  }

  // MARK: Parts

  private mutating func title() {
    let (old, new) = (summary.difference.old, summary.difference.new)
    let versions = old.version == new.version ? new.version : "\(old.version) \(arrow) \(new.version)"
    let title = new.title.text(in: locale).safeForTerminal
    let pack = "\(new.id) \(versions)".safeForTerminal
    var row = Row(title, at: 0, .bold)
    let isBeside = DisplayWidth.of(title) + Self.step + DisplayWidth.of(pack) <= width
    if isBeside { row.add(pack, at: width - DisplayWidth.of(pack), .dim) }
    rows.append(row.drawn(style))
    if !isBeside { write(pack, at: 0, .dim) }
  }

  private mutating func counts() {
    gap()
    write(words.counts(different: summary.different, same: summary.same, bad: summary.bad), at: 0)
    if !summary.difference.knowsEdits { write(words.noFiles, at: 0, .dim) }
    if summary.unexplained > 0, summary.difference.knowsEdits {
      write(words.unexplained(summary.unexplained), at: 0, .dim)
    }
    if summary.capped > 0 { write(words.capped(summary.capped), at: 0, .dim) }
  }

  private mutating func edits() {
    let edits = Array(zip(summary.difference.edits, summary.counts).enumerated())
    guard summary.difference.knowsEdits else { return }
    heading(words.edits)
    if edits.isEmpty { return write(words.noEdits, at: Self.step, .dim) }
    // Who has an effect comes first; of the others the first are enough.
    let causes = edits.filter { $0.element.1 > 0 }
    let others = edits.filter { $0.element.1 == 0 }
    for (number, (edit, count)) in causes { write(edit, number: number + 1, count) }
    for (number, (edit, count)) in others.prefix(Self.editsShown) { write(edit, number: number + 1, count) }
    if others.count > Self.editsShown {
      write(words.moreEdits(others.count - Self.editsShown), at: Self.step, .dim)
    }
  }

  private mutating func write(_ edit: PackEdit, number: Int, _ count: Int) {
    let place = (edit.after ?? edit.before)?.place
    let shown = place.map { "\($0.path):\($0.line)  " } ?? ""
    let text = "\(number)  \(shown)\(words.edit(edit))".safeForTerminal
    write(text, at: Self.step, count > 0 ? .bold : .dim, hanging: Self.step * 2)
    write(words.causes(count), at: Self.step * 3, .dim)
    if count == 0 { return }
    let lines = Self.lines(edit)
    for (isNew, line) in lines.prefix(Self.linesOfEdit) {
      write(
        line.safeForTerminal, at: Self.step * 3, hanging: Self.step, mark: isNew ? "+" : minus,
        markInk: isNew ? .green : .red)
    }
    if lines.count > Self.linesOfEdit {
      write(words.moreLines(lines.count - Self.linesOfEdit), at: Self.step * 4, .dim)
    }
  }

  /// The lines that an edit took away and put in their place, in their order.
  private static func lines(_ edit: PackEdit) -> [(isNew: Bool, text: String)] {
    func lines(_ side: PackEdit.Side?) -> [String] {
      side?.text.split(separator: "\n").map(String.init) ?? []
    }
    let (old, new) = (lines(edit.before), lines(edit.after))
    let difference = new.difference(from: old)
    var (gone, come): (Set<Int>, Set<Int>) = ([], [])
    for change in difference {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
    var (left, right) = (0, 0)
    var shown: [(isNew: Bool, text: String)] = []
    while left < old.count || right < new.count {
      if left < old.count, gone.contains(left) {
        shown.append((false, old[left]))
        left += 1
      } else if right < new.count, come.contains(right) {
        shown.append((true, new[right]))
        right += 1
      } else {
        (left, right) = (left + 1, right + 1)
      }
    }
    return shown
  }

  // MARK: People

  private mutating func write(_ person: DifferenceSummary.Person) {
    heading(person.name.safeForTerminal)
    let causes = person.difference.causes
    if !causes.isEmpty {
      let names = causes.map { words.cause($0 + 1, summary.difference.edits[$0]).safeForTerminal }
      write(words.because(names), at: 0, .dim, hanging: Self.step)
    }
    if let comparison = person.difference.comparison {
      let text = ComparisonText(comparison, in: locale, style: style, width: width).sections(at: Self.step)
      rows += text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    for (answer, isNew) in [(person.difference.before, false), (person.difference.after, true)] {
      guard case .failure(let error) = answer else { continue }
      write(isNew ? words.refusedNow : words.refusedBefore, at: Self.step, .red)
      for diagnostic in error.diagnostics {
        let text = "error[\(diagnostic.code)]: \(diagnostic.message)".safeForTerminal
        write(text, at: Self.step * 2, hanging: Self.step)
      }
    }
  }

  // MARK: Rows

  private var arrow: String { style.hasUnicode ? "→" : "->" }
  private var minus: String { style.hasUnicode ? "−" : "-" }

  private mutating func heading(_ text: String) {
    gap()
    write(text, at: 0, .bold)
    rows.append(style.rule(width))
  }

  private mutating func gap() {
    if rows.last?.isEmpty == false { rows.append("") }
  }

  private mutating func write(
    _ text: String, at indent: Int, _ ink: Ink = .plain, hanging: Int = 0, mark: String = "",
    markInk: Ink = .plain
  ) {
    rows += Row.wrapped(
      text, at: indent, ink, hanging: hanging, mark: mark, markInk: markInk, width: width
    ).map { $0.drawn(style) }
  }
}
