internal import Recommender

/// Makes a page of a recommendation: chooses the language, leaves out what has nothing to show, and puts the
/// assumptions and the warnings last.
struct PageFromRecommendation {
  private static let subjectsShown = 12

  private let locale: String
  private let words: Words
  private let withReasons: Bool

  /// The page of `recommendation` in `locale`, one of its locales, with the reasons of each line if asked for.
  static func page(_ recommendation: Recommendation, in locale: String, why: Bool) -> Page {
    let maker = PageFromRecommendation(locale: locale, words: .of(locale), withReasons: why)
    let body = recommendation.sections.compactMap { maker.section($0, told: []) }
    let closing = [maker.assumptions(recommendation), maker.warnings(recommendation)].compactMap(\.self)
    return Page(
      title: maker.text(recommendation.title),
      subtitle: "\(recommendation.pack) \(recommendation.version)".safeForTerminal,
      sections: body + closing)
  }

  private func text(_ text: Text) -> String {
    text.text(in: locale).safeForTerminal
  }

  private func section(_ section: Section, told: Set<PageReason>) -> PageSection? {
    let lines = section.lines.compactMap { line($0, told: told) }
    let empty = section.lines.isEmpty ? section.empty.map(text) : nil
    guard !lines.isEmpty || empty != nil else { return nil }
    return PageSection(
      id: section.id, title: section.title.map(text), tone: section.tone, empty: empty, lines: lines)
  }

  /// A line does not repeat the reasons of the line that it belongs to.
  private func line(_ line: Line, told: Set<PageReason>) -> PageLine? {
    let reasons = withReasons ? self.reasons(line, told) : []
    let told = told.union(reasons)
    let made = PageLine(
      line.text.map(text) ?? "", percent: line.percent, note: line.note.map(text), reasons: reasons,
      margin: withReasons ? margin(line) : nil,
      parts: line.sections.compactMap { section($0, told: told) })
    return made.isGroup && made.parts.isEmpty ? nil : made
  }

  /// A search that fails is told by `reach`, which can say why.
  private func margin(_ line: Line) -> String? {
    (try? line.margin()).flatMap { OutlineFromReach.margin($0, in: locale) }
  }

  private func reasons(_ line: Line, _ told: Set<PageReason>) -> [PageReason] {
    var seen = told
    return line.reasons.compactMap { reason in
      let source = reason.source.map { $0 == "ours" ? words.ours : $0.safeForTerminal }
      let reason = PageReason(text: text(reason.text), source: source)
      return seen.insert(reason).inserted ? reason : nil
    }
  }

  private func warnings(_ recommendation: Recommendation) -> PageSection? {
    var seen: Set<String> = []
    let lines = recommendation.warnings.compactMap { warning in
      line(warning, told: []).flatMap { seen.insert($0.text).inserted ? $0 : nil }
    }
    guard !lines.isEmpty else { return nil }
    return PageSection(id: "warnings", title: words.warnings, tone: .warning, lines: lines)
  }

  /// Assumptions with the same value and the same question share a line: there may be one for every skill.
  private func assumptions(_ recommendation: Recommendation) -> PageSection? {
    var groups: [PageAssumption] = []
    for assumption in recommendation.assumptions {
      let value = self.value(assumption.value)
      let question = assumption.question.map(text)
      let subject = text(assumption.subject)
      if let index = groups.firstIndex(where: { $0.value == value && $0.question == question }) {
        groups[index].subjects.append(subject)
      } else {
        groups.append(
          PageAssumption(
            subjects: [subject], value: value, question: question, help: assumption.help.map(text)))
      }
    }
    guard !groups.isEmpty else { return nil }
    let lines = groups.map { group in
      PageLine(list(group.subjects) + words.colon + group.value, note: group.note(words))
    }
    return PageSection(id: "assumed", title: words.assumed, lines: lines)
  }

  /// The first subjects, which are those that matter most, and how many more there are.
  private func list(_ subjects: [String]) -> String {
    let shown = Array(subjects.prefix(Self.subjectsShown)).joined(separator: words.listSeparator)
    let rest = subjects.count - Self.subjectsShown
    return rest > 0 ? shown + words.more(rest, of: subjects.count) : shown
  }

  private func value(_ value: Value?) -> String {
    switch value {
    case nil: words.notStated
    case .text(let text): text.safeForTerminal
    case .number(let number): number
    case .bool(let flag): flag ? words.yes : words.no
    case .list(let values):
      values.isEmpty ? words.nothing : values.map { self.value($0) }.joined(separator: words.listSeparator)
    case .object(let fields):
      fields.isEmpty
        ? words.nothing
        : fields.map { "\($0.name.safeForTerminal)\(words.colon)\(self.value($0.value))" }
          .joined(separator: words.listSeparator)
    }
  }
}
