import Inference
import RuleLanguage
import SourceTree

/// What a pack knows, by name and by place: kinds and their ids, leaves with the rules that write and read them, rules
/// in their order, sections of the report.
///
///     let index = PackIndex(pack)
///     index.rules(writing: index.leaf("fit.$role.rank"))
///
/// It is for tools that show a pack or lead from a name to where it is declared. All names come from the compiled pack,
/// so there is none of a pack with mistakes.
package struct PackIndex: Sendable {
  package let pack: Pack
  /// In the order of their names.
  package let kinds: [Kind]
  /// In the order of their paths.
  package private(set) var leaves: [Leaf]
  /// In the order of their names.
  package private(set) var rules: [Rule]
  /// In the order of the report.
  package private(set) var sections: [ReportSection] = []
  /// How many strata the rules have.
  package let strataCount: Int

  package init(_ pack: Pack) {
    let compiled = pack.compiled
    self.pack = pack
    kinds = compiled.shape.kinds.indices.map { number in
      let kind = compiled.shape.kinds[number]
      let count = compiled.vocabulary.count(of: KindID(number))
      return Kind(
        name: kind.name, section: kind.section, place: compiled.sources.place(of: kind.span),
        ids: (0..<count).map { compiled.vocabulary.id($0, of: KindID(number)) })
    }
    leaves = compiled.shape.leaves.enumerated().map { number, leaf in
      Leaf(
        path: leaf.path, type: PackIndex.type(of: leaf, in: compiled),
        place: compiled.sources.place(of: leaf.span),
        facts: compiled.program.statedFacts(of: LeafID(number)).count)
    }
    strataCount = compiled.strata.strata.count
    rules = []
    addRules(compiled)
    for section in compiled.report { add(section, depth: 0, compiled) }
    for (number, rule) in rules.enumerated() {
      for leaf in Set(rule.writes.map(\.leaf)) { leaves[leaf].writers.append(number) }
      for leaf in Set(rule.reads.map(\.leaf)) { leaves[leaf].readers.append(number) }
    }
    for (number, section) in sections.enumerated() {
      for leaf in Set(section.reads.map(\.leaf)) { leaves[leaf].sections.append(number) }
    }
  }

  // MARK: Rules

  private mutating func addRules(_ pack: CompiledPack) {
    var numbers: [String: Int] = [:]
    var byRow: [Int] = []
    for rule in pack.rules {
      let name = rule.table ?? rule.name
      let number = numbers[name] ?? rules.count
      if number == rules.count {
        numbers[name] = number
        rules.append(
          Rule(
            name: name, place: pack.sources.place(of: rule.span), rows: rule.table == nil ? nil : 0,
            because: rule.because.map { PackIndex.text($0, of: rule, pack) }, source: rule.source))
      }
      byRow.append(number)
      if rule.table != nil { rules[number].rows = (rules[number].rows ?? 0) + 1 }
      add(rule, to: &rules[number], pack)
    }
    for (stratum, content) in pack.strata.strata.enumerated() {
      for clause in content.clauses {
        let number = byRow[pack.clauseRules[clause.index]]
        if rules[number].strata.last != stratum + 1 { rules[number].strata.append(stratum + 1) }
      }
    }
  }

  private func add(_ source: ResolvedRule, to rule: inout Rule, _ pack: CompiledPack) {
    func add(_ access: Access, to list: inout [Access]) {
      if !list.contains(where: { $0.leaf == access.leaf && $0.isUnless == access.isUnless }) {
        list.append(access)
      }
    }
    func place(_ spans: [Span], _ index: Int) -> Place {
      pack.sources.place(of: index < spans.count ? spans[index] : source.span)
    }
    for (index, atom) in source.clause.when.atoms.enumerated() {
      add(
        Access(
          leaf: atom.leaf.index, place: place(source.atomSpans, index), isUnless: false,
          isComplete: pack.shape[atom.leaf].isReadWhenComplete),
        to: &rule.reads)
    }
    for atom in source.clause.unless.flatMap(\.atoms) {
      add(
        Access(leaf: atom.leaf.index, place: rule.place, isUnless: true, isComplete: true), to: &rule.reads)
    }
    for (index, head) in source.clause.heads.enumerated() {
      add(
        Access(
          leaf: head.leaf.index, place: place(source.headSpans, index), isUnless: false, isComplete: false),
        to: &rule.writes)
    }
    rule.reads.sort { ($0.leaf, $0.isUnless ? 1 : 0) < ($1.leaf, $1.isUnless ? 1 : 0) }
    rule.writes.sort { $0.leaf < $1.leaf }
    rule.variables = Array(Set(rule.variables + source.variables.compactMap(\.name))).sorted()
  }

  /// A `because` with the names of its variables: `要 $need 级`.
  private static func text(_ template: Template, of rule: ResolvedRule, _ pack: CompiledPack) -> Text {
    let text = template.text(locales: pack.locales) { segment, locale in
      switch segment {
      case .literal(let text): text
      case .variable(let variable, _): "$" + (rule.variables[variable].name ?? "_")
      case .constant(let value, let type):
        ValuePrinter(pack: pack, texts: pack.texts, locale: locale).text(value, type)
      case .text(let text): text.text(in: locale, otherwise: pack.locales)
      }
    }
    return Text(text, locales: pack.locales)
  }

  private mutating func add(_ section: ResolvedSection, depth: Int, _ pack: CompiledPack) {
    var reads: [Access] = []
    if let query = section.query {
      for (index, atom) in query.condition.atoms.enumerated() {
        let span = index < query.atomSpans.count ? query.atomSpans[index] : section.span
        reads.append(
          Access(
            leaf: atom.leaf.index, place: pack.sources.place(of: span), isUnless: false, isComplete: true))
      }
      for atom in query.unless.flatMap(\.atoms) {
        reads.append(
          Access(
            leaf: atom.leaf.index, place: pack.sources.place(of: section.span), isUnless: true,
            isComplete: true))
      }
    }
    let title = section.title.map { title in
      Text(
        title.text(locales: pack.locales) { segment, _ in
          if case .literal(let text) = segment { text } else { "…" }
        },
        locales: pack.locales)
    }
    sections.append(
      ReportSection(
        id: section.id, place: pack.sources.place(of: section.span), depth: depth, title: title, reads: reads)
    )
    for part in section.parts { add(part, depth: depth + 1, pack) }
  }

  // MARK: Looking up

  /// The numbers of the leaves at a path of the shape and below it; a `$kind` may stand as `$_` or as any variable.
  package func leaves(at path: String) -> [Int] {
    let wanted = path.split(separator: ".", omittingEmptySubsequences: false)
    return leaves.indices.filter { number in
      let parts = leaves[number].path.split(separator: ".")
      guard parts.count >= wanted.count else { return false }
      return zip(wanted, parts).allSatisfy {
        $0 == $1 || $0.hasPrefix("$") && $1.hasPrefix("$") && isVague($0)
      }
    }
  }

  private func isVague(_ part: Substring) -> Bool {
    part == "$_" || !kinds.contains { "$" + $0.name == part }
  }

  package func rule(_ name: String) -> Rule? { rules.first { $0.name == name } }

  package func kind(_ name: String) -> Kind? { kinds.first { $0.name == name || $0.section == name } }
}
