internal import Recommender

/// What `show` prints, as text and as a tree for JSON.
struct ShowSheet {
  let index: PackIndex
  let topic: ShowTopic
  let locale: String
  let words: ShowWords
  let style: Style

  init(_ index: PackIndex, _ topic: ShowTopic, locale: String, words: ShowWords, style: Style) {
    self.index = index
    self.topic = topic
    self.locale = locale
    self.words = words
    self.style = style
  }

  var text: String {
    let lines =
      switch topic {
      case .pack: packLines
      case .kind(let kind): kindLines(kind)
      case .id(let id, let kind): idLines(id, kind)
      case .leaves(let leaves): leafLines(leaves)
      case .rule(let rule): ruleLines(rule)
      case .strata: strataLines
      }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: The pack

  private var packLines: [String] {
    let pack = index.pack
    let counts = words.counts(rules: index.rules.count, facts: pack.factCount, strata: index.strataCount)
    var lines = [heading("\(pack.title.text(in: locale))", "\(pack.id) \(pack.version)"), "  " + counts]
    if !pack.uses.isEmpty { lines.append("  \(words.uses) \(pack.uses.joined(separator: ", "))") }
    lines += ["", title(words.kinds)]
    let width = index.kinds.map { DisplayWidth.of($0.name) }.max() ?? 0
    let sections = index.kinds.map { DisplayWidth.of($0.section) }.max() ?? 0
    for kind in index.kinds {
      let count = words.ids(kind.ids.count)
      lines.append(
        "  \(kind.name.padded(to: width))  \(style(kind.section.padded(to: sections), .dim))  "
          + count.rightAligned(in: 9)
          + (kind.ids.isEmpty ? "" : "  " + style(sample(kind.ids, cells: 44), .dim)))
    }
    lines += ["", title(words.derived)]
    let derived = SectionGraph(index).nodes
    let longest = derived.map { DisplayWidth.of($0.name) }.max() ?? 0
    for node in derived {
      let names = sample(node.rules.map { index.rules[$0].name }, cells: 60)
      lines.append("  \(node.name.padded(to: longest))  " + style(names, .dim))
    }
    lines += ["", title(words.report)]
    for section in index.sections where section.depth < 2 {
      let margin = String(repeating: "  ", count: section.depth + 1)
      let name =
        section.title.map { $0.text(in: locale) + "  " + style(section.id, .dim) } ?? style(section.id, .dim)
      lines.append(margin + name)
    }
    return lines.map { $0.trimmingEnd }
  }

  /// The first of some names.
  private func sample(_ names: [String], cells: Int) -> String {
    var text = ""
    for (number, name) in names.enumerated() {
      let next = (number == 0 ? "" : ", ") + name
      if number > 0, DisplayWidth.of(text + next) > cells { return text + ", …" }
      text += next
    }
    return text
  }

  // MARK: Kinds and ids

  private func kindLines(_ kind: PackIndex.Kind) -> [String] {
    var lines = [heading(kind.name, "\(kind.section) · \(kind.place)"), ""]
    let width = kind.ids.map { DisplayWidth.of($0) }.max() ?? 0
    for id in kind.ids {
      let name = index.name(of: id, of: kind)?.text(in: locale) ?? ""
      lines.append("  " + (name == id ? id : id.padded(to: width) + "  " + name))
    }
    lines.append("")
    return lines + shapeLines(index.leaves(at: kind.section), title: words.declared)
  }

  private func idLines(_ id: String, _ kind: PackIndex.Kind) -> [String] {
    let facts = index.facts(about: id, of: kind, in: locale)
    let place = facts.compactMap(\.place).first
    let name = index.name(of: id, of: kind)?.text(in: locale) ?? id
    var lines = [heading(name == id ? id : "\(id)  \(name)", kind.name + (place.map { " · \($0)" } ?? ""))]
    let tree = factTree(facts)
    let width = tree.lines.map { DisplayWidth.of($0.text) }.filter { $0 < 70 }.max() ?? 0
    for line in tree.lines {
      let text = line.text.safeForTerminal
      let note = line.place.map { $0.path == place?.path ? words.line($0.line) : "\($0.path):\($0.line)" }
      lines.append(note.map { text.padded(to: width) + "  " + style("# " + $0, .dim) } ?? text)
    }
    let others = index.facts(elsewhereNaming: id, of: kind, in: locale)
    if !others.isEmpty {
      lines += ["", title(words.usedBy)]
      for fact in others.prefix(40) {
        let path = fact.path.joined(separator: ".")
        lines.append(
          "  " + path + "  " + style("# " + (fact.place.map { "\($0.path):\($0.line)" } ?? ""), .dim))
      }
      if others.count > 40 { lines.append("  " + words.more(others.count - 40)) }
    }
    let rules = index.rules(naming: id, of: kind)
    if !rules.isEmpty {
      lines += ["", title(words.inRules)]
      lines += placed(rules.map { (index.rules[$0].name, "\(index.rules[$0].place)") })
    }
    return lines
  }

  private func factTree(_ facts: [PackIndex.StatedFact]) -> FactLines {
    FactLines(facts, below: 2, width: 96) { index.leaves[$0.leaf].type == "keys" }
  }

  // MARK: Places of the shape

  private func leafLines(_ leaves: [Int]) -> [String] {
    var lines: [String] = []
    for number in leaves where index.leaves[number].type != "[alias]" {
      let leaf = index.leaves[number]
      if !lines.isEmpty { lines.append("") }
      lines.append(heading(leaf.path, "\(leaf.type) · \(leaf.place)"))
      if leaf.facts > 0 { lines.append("  \(words.stated): \(leaf.facts) \(words.facts)") }
      if leaf.section == "profile" { lines.append("  " + words.profile) }
      lines += accesses(words.writtenBy, leaf.writers, of: number) { $0.writes }
      lines += accesses(words.readBy, leaf.readers, of: number) { $0.reads }
      if !leaf.sections.isEmpty {
        lines.append("  \(words.shownIn)")
        lines += placed(
          leaf.sections.map { (index.sections[$0].id, "\(index.sections[$0].place)") }, indent: 4)
      }
    }
    return lines
  }

  private func accesses(
    _ title: String, _ rules: [Int], of leaf: Int, _ list: (PackIndex.Rule) -> [PackIndex.Access]
  ) -> [String] {
    if rules.isEmpty { return [] }
    var rows: [(String, String)] = []
    for rule in rules {
      for access in list(index.rules[rule]) where access.leaf == leaf {
        rows.append(
          (
            index.rules[rule].name + (access.isUnless ? words.inBrackets(words.unless) : ""),
            "\(access.place)"
          ))
      }
    }
    return ["  \(title)"] + placed(rows, indent: 4)
  }

  /// Names with their places in a column.
  private func placed(_ rows: [(String, String)], indent: Int = 2) -> [String] {
    let width = rows.map { DisplayWidth.of($0.0) }.max() ?? 0
    return rows.map {
      String(repeating: " ", count: indent) + $0.0.padded(to: width) + "  " + style($0.1, .dim)
    }
  }

  private func shapeLines(_ leaves: [Int], title: String) -> [String] {
    let rows = leaves.map { (index.leaves[$0].path, index.leaves[$0].type, "\(index.leaves[$0].place)") }
    let width = rows.map { DisplayWidth.of($0.0) }.max() ?? 0
    let types = rows.map { DisplayWidth.of($0.1) }.max() ?? 0
    return [self.title(title)]
      + rows.map { "  \($0.0.padded(to: width))  \($0.1.padded(to: min(types, 30)))  \(style($0.2, .dim))" }
  }

  // MARK: Rules

  private func ruleLines(_ rule: PackIndex.Rule) -> [String] {
    let strata = rule.strata.map(String.init).joined(separator: ", ")
    var lines = [heading(rule.name, "\(rule.place)")]
    lines.append("  \(words.stratum) \(strata)" + (rule.rows.map { " · " + words.rows($0) } ?? ""))
    if !rule.variables.isEmpty {
      lines.append("  \(words.variables) " + rule.variables.map { "$" + $0 }.joined(separator: " "))
    }
    if let because = rule.because {
      lines.append("  \(words.because) \(because.text(in: locale).safeForTerminal)")
    }
    if let source = rule.source { lines.append("  \(words.source) \(source.safeForTerminal)") }
    for (title, list) in [(words.reads, rule.reads), (words.writes, rule.writes)] where !list.isEmpty {
      lines.append("  \(title)")
      lines += placed(
        list.map { access in
          let mark =
            access.isUnless
            ? words.inBrackets(words.unless) : access.isComplete ? words.inBrackets(words.complete) : ""
          return (index.leaves[access.leaf].path + mark, "\(access.place)")
        }, indent: 4)
    }
    return lines
  }

  private var strataLines: [String] {
    var lines = [style(words.strataHead, .dim)]
    for stratum in stride(from: 1, through: index.strataCount, by: 1) {
      let rules = index.rules.filter { $0.strata.contains(stratum) }
      if rules.isEmpty { continue }
      lines += ["", title(words.stratum(stratum, of: index.strataCount))]
      let width = rules.map { DisplayWidth.of($0.name) }.max() ?? 0
      for rule in rules {
        let waits = waits(of: rule)
        lines.append(
          "  " + (waits.isEmpty ? rule.name : rule.name.padded(to: width))
            + (waits.isEmpty ? "" : "  " + style("\(words.waits) " + waits.joined(separator: ", "), .dim)))
      }
    }
    return lines
  }

  /// What must be complete before a rule runs, as far as rules write it.
  private func waits(of rule: PackIndex.Rule) -> [String] {
    var paths: [String] = []
    for access in rule.reads where access.isComplete {
      let leaf = index.leaves[access.leaf]
      let path = leaf.path
      if leaf.writers.isEmpty, !leaf.type.hasPrefix("by ") { continue }
      if !paths.contains(path) { paths.append(path) }
    }
    return paths
  }

  // MARK: Parts

  private func heading(_ text: String, _ note: String) -> String {
    style(text.safeForTerminal, .bold) + "  " + style(note.safeForTerminal, .dim)
  }

  private func title(_ text: String) -> String { style(text, .bold) }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
