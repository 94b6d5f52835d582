import Inference
import RuleLanguage
import SourceTree

/// What is wanted of each profile of a batch: sections of the report and places of the shape, by name.
///
///     let selection = try Selection(["stage", "top", "fit.$role.rank"], for: pack)
///
/// A name is first looked for among the sections of the pack's report, then among the places of its shape, whose path
/// is written as an author writes it: `stage`, `fit`, `fit.$role.rank`, `profile.years`. Of a section the lines are
/// taken, without the parts below them; a part of a section that has lines of its own cannot be selected.
public struct Selection: Sendable {
  /// The names in the order in which they were given.
  public let names: [String]
  /// What a `SelectionEvaluator` hands out for them, in their order.
  public let tables: [SelectedTable]
  let items: [SelectedItem]
  /// What the items are written from, in their order.
  let wanted: [Wanted]
  /// Whether the order of lines depends on texts, which only `Sections` can compare.
  let comparesTexts: Bool
  /// What evaluators of all threads share.
  let program: TabulatedProgram

  /// - Throws: `unknown-selection` for every name that means nothing, with the nearest that does.
  public init(_ names: [String], for pack: Pack) throws(DiagnosticError) {
    var findings = Findings()
    var items: [SelectedItem] = []
    var wanted: [Wanted] = []
    for name in names {
      if names.count(where: { $0 == name }) > 1, items.contains(where: { $0.name == name }) {
        findings.report("unknown-selection", "`\(name)` is selected twice", at: nil)
      } else if let item = SelectedItem(name, first: wanted.count, in: pack.compiled, &findings) {
        items.append(item)
        wanted += item.wanted
      }
    }
    if !findings.isEmpty { throw pack.compiled.sources.error(findings) }
    self.names = names
    self.items = items
    self.wanted = wanted
    comparesTexts = items.contains { $0.comparesTexts }
    tables = items.flatMap { $0.tables(in: pack.compiled) }
    program = TabulatedProgram(pack.compiled.program, wanted: wanted)
  }
}
