import Inference
import RuleLanguage
import SourceTree

/// One name of a selection and what it stands for.
struct SelectedItem: Sendable {
  enum Content: Sendable {
    case place(SelectedPlace)
    case section(SelectedSection)
  }

  let name: String
  let content: Content
  /// What is asked for it, and where that starts among what is asked for the whole selection.
  let wanted: [Wanted]
  let first: Int

  init?(_ name: String, first: Int, in pack: CompiledPack, _ findings: inout Findings) {
    self.name = name
    self.first = first
    let sections = SelectedItem.sections(pack.report, below: nil).filter { $0.section.id == name }
    let free = sections.filter { $0.owner == nil }
    if free.count > 1 {
      findings.report("unknown-selection", "two sections of the report are called `\(name)`", at: nil)
      return nil
    }
    if let section = free.first?.section {
      guard let query = section.query else {
        findings.report(
          "unknown-selection", "the section `\(name)` has no lines of its own, only parts", at: nil,
          help: "select its parts: \(SelectedItem.list(section.parts.map(\.id)))")
        return nil
      }
      let selected = SelectedSection(section, query)
      content = .section(selected)
      wanted = [.rows(selected.rows)]
    } else if let place = SelectedPlace(name, in: pack) {
      content = .place(place)
      wanted = place.leaves.map { .facts($0.leaf) }
    } else {
      if let owner = sections.first?.owner {
        findings.report(
          "unknown-selection", "`\(name)` is a part of each line of `\(owner)` and not selected on its own",
          at: nil, help: "select the places of the shape that it shows")
      } else {
        let known = SelectedItem.known(in: pack)
        findings.report(
          "unknown-selection",
          "`\(name)` is neither a section of the report nor a place that rules or profiles fill", at: nil,
          help: nearest(to: name, among: known).map { "did you mean `\($0)`?" }
            ?? "for example \(SelectedItem.list(Array(known.prefix(5))))")
      }
      return nil
    }
  }

  /// Whether `Sections` has to put the lines in order.
  var comparesTexts: Bool {
    guard case .section(let section) = content else { return false }
    return section.comparesTexts
  }

  /// A table for each thing that is asked for.
  func tables(in pack: CompiledPack) -> [SelectedTable] {
    switch content {
    case .place(let place): place.leaves.map { SelectedTable($0, in: pack) }
    case .section(let section): [SelectedTable(section, in: pack)]
    }
  }

  /// Every section with the nearest one around it that has lines.
  private static func sections(_ report: [ResolvedSection], below owner: String?) -> [(
    section: ResolvedSection, owner: String?
  )] {
    report.flatMap { section in
      [(section, owner)] + sections(section.parts, below: owner ?? (section.query == nil ? nil : section.id))
    }
  }

  /// What may be selected: sections, then places from the root down.
  private static func known(in pack: CompiledPack) -> [String] {
    let sections = sections(pack.report, below: nil).filter { $0.owner == nil && $0.section.query != nil }
    let places = pack.shape.nodes.map(\.path).filter { !$0.isEmpty }.sorted {
      ($0.split(separator: ".").count, $0) < ($1.split(separator: ".").count, $1)
    }
    return sections.map(\.section.id) + places.filter { SelectedPlace($0, in: pack) != nil }
  }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
