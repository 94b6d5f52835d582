internal import Recommender

/// What `check` prints when there are no mistakes: a row for each pack.
///
///     ✓ career-method 1.0.0          41 rules  6 changes   12 facts   3 tests
///     ✓ ecommerce-operations 1.0.0  318 rules  6 changes  942 facts  98 tests
///
/// The rules, changes and facts of a pack include those of the packs that it uses. Where no pack has changes, none are
/// told.
struct CheckSheet {
  /// A pack and how much there is in it.
  struct Entry {
    let title: String
    let rules: Int
    let changes: Int
    let facts: Int
    let tests: Int

    init(title: String, rules: Int, changes: Int = 0, facts: Int, tests: Int) {
      self.title = title
      self.rules = rules
      self.changes = changes
      self.facts = facts
      self.tests = tests
    }

    init(_ pack: Pack, tests: Int) {
      self.init(
        title: "\(pack.id) \(pack.version)".safeForTerminal, rules: pack.ruleCount,
        changes: pack.changeCount, facts: pack.factCount, tests: tests)
    }
  }

  let entries: [Entry]
  let style: Style
  let words: SummaryWords

  /// The rows, with a line break at the end of each.
  var text: String {
    let titles = column(entries.map(\.title))
    let rules = column(entries.map { words.rules($0.rules) })
    let hasChanges = entries.contains { $0.changes > 0 }
    let changes = column(entries.map { words.changes($0.changes) })
    let facts = column(entries.map { words.facts($0.facts) })
    let tests = column(entries.map { words.tests($0.tests) })
    var text = ""
    for entry in entries {
      let counts =
        words.rules(entry.rules).rightAligned(in: rules) + "  "
        + (hasChanges ? words.changes(entry.changes).rightAligned(in: changes) + "  " : "")
        + words.facts(entry.facts).rightAligned(in: facts) + "  "
        + words.tests(entry.tests).rightAligned(in: tests)
      text += "\(style.passed) \(entry.title.padded(to: titles))  \(style(counts, .dim))\n"
    }
    return text
  }

  private func column(_ texts: [String]) -> Int {
    texts.map { DisplayWidth.of($0) }.max() ?? 0
  }
}
