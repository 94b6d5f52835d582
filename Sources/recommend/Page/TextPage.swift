internal import Recommender

/// Lays a page out for a terminal.
///
///     TextPage(page, style: style, width: 80, words: .english).text()
///
/// A heading with a thin rule opens each section, groups of lines stand below in bold, and what belongs to a
/// line stands beneath it beside its label. Nothing is printed past `width`, except what cannot be broken.
struct TextPage {
  private static let step = 2
  /// A wider label stands on a row of its own.
  private static let widestLabel = 24
  private static let narrowestContent = 30

  private let page: Page
  private let style: Style
  private let width: Int
  private let words: Words
  private let linesOfSection: [String: [PageLine]]
  private var output: [String] = []
  private var label: (text: String, column: Int)?
  private var isBelowHeading = true

  init(_ page: Page, style: Style, width: Int, words: Words) {
    self.page = page
    self.style = style
    self.width = width
    self.words = words
    linesOfSection = Self.linesOfSections(page.sections)
  }

  /// The whole page, with a line break at its end.
  func text() -> String {
    var writer = self
    writer.writeTitle()
    for section in page.sections { writer.writeSection(section) }
    return writer.output.map { $0 + "\n" }.joined()
  }

  // MARK: Headings

  private mutating func writeTitle() {
    let right = width - DisplayWidth.of(page.subtitle)
    if DisplayWidth.of(page.title) + Self.step <= right {
      var row = Row(page.title, at: 0, .bold)
      row.add(page.subtitle, at: right, .dim)
      emit(row)
    } else {
      emit(page.title, at: 0, .bold)
      emit(page.subtitle, at: 0, .dim)
    }
    isBelowHeading = false
  }

  private mutating func writeSection(_ section: PageSection) {
    blank()
    if let title = section.title {
      emit(title, at: 0, .bold)
      output.append(style.rule(width))
      isBelowHeading = true
    }
    writeLines(of: section, at: section.title == nil ? 0 : Self.step)
  }

  private mutating func writeGroup(_ section: PageSection, at indent: Int) {
    blank()
    guard let title = section.title else { return writeLines(of: section, at: indent) }
    emit(title, at: indent, .bold)
    isBelowHeading = true
    writeLines(of: section, at: indent + Self.step)
  }

  // MARK: Lines

  /// Lines with something beneath them stand apart, but not in the small space beside a label, and in a part
  /// of a line not for their reasons alone.
  private mutating func writeLines(of section: PageSection, at indent: Int, isInsideLine: Bool = false) {
    if section.lines.isEmpty, let empty = section.empty { return emit(empty, at: indent, .dim) }
    let isAiry = section.lines.contains { line in
      if isInsideLine { return section.title == nil && !line.isGroup && !line.parts.isEmpty }
      return !line.isGroup && line.hasMore
    }
    let mark = section.tone.mark(style)
    let start = indent + (mark.isEmpty ? 0 : Self.step)
    let plan = ColumnPlan(linesOfSection[section.id] ?? section.lines, available: width - start)
    for (index, line) in section.lines.enumerated() {
      if line.isGroup {
        for part in line.parts { writeGroup(part, at: indent) }
        continue
      }
      if isAiry, index > 0, line.hasMore || section.lines[index - 1].hasMore { blank() }
      write(line, of: section, plan, mark: mark, at: indent, textAt: start)
      writeBelow(line, of: section, at: start + (mark.isEmpty ? Self.step : 0))
    }
  }

  private mutating func write(
    _ line: PageLine, of section: PageSection, _ plan: ColumnPlan, mark: String, at indent: Int,
    textAt start: Int
  ) {
    let isColumned = line.percent != nil || (line.note != nil && plan.noteCells > 0)
    let hanging = mark.isEmpty ? Self.step : 0
    let breaker = LineBreaker(width: isColumned ? plan.textCells : width - start, hanging: hanging)
    let texts = breaker.lines(line.text)
    let notes =
      line.note.map { plan.noteCells > 0 ? LineBreaker.balanced($0, width: plan.noteCells) : [] } ?? []
    let ink: Ink = section.tone == .quiet ? .dim : .plain

    for index in 0..<max(texts.count, notes.count) {
      var row = Row()
      if index == 0 { row.add(mark, at: indent, section.tone.ink) }
      if index < texts.count { row.add(texts[index], at: start + (index == 0 ? 0 : hanging), ink) }
      if index == 0, let percent = line.percent {
        let bar = Bar(percent: percent, cells: plan.barCells).text(unicode: style.hasUnicode)
        row.add(bar, at: start + plan.barColumn, section.tone.barInk)
        row.add(ColumnPlan.label(percent), at: start + plan.labelColumn, ink)
      }
      if index < notes.count { row.add(notes[index], at: start + plan.noteColumn, .dim) }
      emit(row)
    }
    if notes.isEmpty, let note = line.note { emit(note, at: start + hanging, .dim) }
  }

  // MARK: Below a line

  private mutating func writeBelow(_ line: PageLine, of section: PageSection, at indent: Int) {
    let siblings = linesOfSection[section.id] ?? section.lines
    let labels = siblings.flatMap(labels)
    let cells = labels.map { DisplayWidth.of($0) }.max() ?? 0
    let isBeside = cells <= Self.widestLabel && width - indent - cells - Self.step >= Self.narrowestContent
    let content = labels.isEmpty ? indent : indent + (isBeside ? cells : 0) + Self.step

    if !line.reasons.isEmpty {
      writeLabel(words.why, at: indent, isBeside: isBeside)
      for row in PageReason.rows(line.reasons, words) { emit(row, at: content, .dim, hanging: Self.step) }
    }
    if let margin = line.margin {
      writeLabel(words.margin, at: indent, isBeside: isBeside)
      emit(margin, at: content, .dim, hanging: Self.step)
    }
    for part in line.parts {
      if let title = part.title { writeLabel(title, at: indent, isBeside: isBeside) }
      writeLines(of: part, at: part.title == nil ? indent : content, isInsideLine: true)
    }
  }

  private mutating func writeLabel(_ text: String, at indent: Int, isBeside: Bool) {
    if isBeside {
      label = (text, indent)
    } else {
      emit(text, at: indent, .dim)
    }
    isBelowHeading = true
  }

  private func labels(_ line: PageLine) -> [String] {
    line.parts.compactMap(\.title) + (line.reasons.isEmpty || line.isGroup ? [] : [words.why])
      + (line.margin == nil ? [] : [words.margin])
  }

  // MARK: Rows

  /// Prints a text of its own, wrapped, with its later lines `hanging` cells further in.
  private mutating func emit(_ text: String, at indent: Int, _ ink: Ink, hanging: Int = 0) {
    let lines = LineBreaker(width: width - indent, hanging: hanging).lines(text)
    for (index, line) in lines.enumerated() {
      emit(Row(line, at: indent + (index == 0 ? 0 : hanging), ink))
    }
  }

  /// Prints a row, with the label that waits for one at its left.
  private mutating func emit(_ row: Row) {
    var row = row
    if let label { row.add(label.text, at: label.column, .dim) }
    label = nil
    isBelowHeading = false
    output.append(row.drawn(style))
  }

  /// Leaves a row free, unless a heading or another free row stands right above.
  private mutating func blank() {
    if !isBelowHeading, output.last?.isEmpty == false { output.append("") }
  }

  private static func linesOfSections(_ sections: [PageSection]) -> [String: [PageLine]] {
    var result: [String: [PageLine]] = [:]
    var waiting = sections
    while let section = waiting.popLast() {
      result[section.id, default: []] += section.lines
      for line in section.lines { waiting += line.parts }
    }
    return result
  }
}
