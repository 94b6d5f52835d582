import Inference
import RuleLanguage

/// A section of the report whose lines are wanted, as a question and its columns.
struct SelectedSection: Sendable {
  /// A variable of the section's pattern that is written.
  struct Column: Sendable {
    let name: String
    /// Where it stands in a row.
    let place: Int
    let type: VariableType
  }

  let section: ResolvedSection
  let query: ResolvedQuery
  /// Sorted by name, as in `recommendation/1`.
  let columns: [Column]
  /// How many values a row has.
  let width: Int

  init(_ section: ResolvedSection, _ query: ResolvedQuery) {
    self.section = section
    self.query = query
    width = query.given + query.named
    columns = query.variables.prefix(width).enumerated().compactMap { place, variable in
      variable.name.map { Column(name: $0, place: place, type: variable.type) }
    }.sorted { $0.name < $1.name }
  }

  /// Rows are in the order of `Sections`: as the section says, then by its variables.
  var rows: RowQuery {
    RowQuery(
      query: Query(variables: query.variables.count, condition: query.condition, unless: query.unless),
      columns: Array(0..<width), order: section.order.map { ($0.variable, $0.descending) },
      limit: section.limit)
  }

  /// Texts have numbers in no order that means anything.
  var comparesTexts: Bool {
    query.variables.prefix(width).contains { $0.type == .text }
  }
}
