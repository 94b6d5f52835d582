/// What is read of each outcome of a batch, known before the first profile comes.
package enum Wanted: Sendable {
  /// What is stated or concluded in a leaf. A row is the packed key and the value, sorted by key; fallbacks are not
  /// listed.
  case facts(LeafID)
  /// The answers to a question.
  case rows(RowQuery)
  /// All of it, so that `BatchEvaluator.outcome` is quick.
  case outcome
}

/// A question whose answers come in an order and up to a limit, as a section of a report asks it.
package struct RowQuery: Sendable {
  package var query: Query
  /// The variables that a row has; rows are distinct.
  package var columns: [Int]
  /// What rows are sorted by, places in `columns`; then by the rest of the columns, least first.
  package var order: [(column: Int, descending: Bool)]
  /// How many rows are wanted; all without it.
  package var limit: Int?

  package init(
    query: Query, columns: [Int], order: [(column: Int, descending: Bool)] = [], limit: Int? = nil
  ) {
    self.query = query
    self.columns = columns
    self.order = order
    self.limit = limit
  }
}
