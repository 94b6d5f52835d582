/// A query, ready to be asked.
struct PlannedQuery: Sendable {
  let query: Query
  let plan: Plan
}
