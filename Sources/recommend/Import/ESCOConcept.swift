/// An occupation or a skill as the CSV files state it, with white space in labels put right.
struct ESCOConcept {
  let uri: String
  let label: String
  /// Other labels, sorted, each once.
  let alternatives: [String]
  /// Empty in releases that do not publish it.
  let description: String
  /// Of an occupation its ISCO group, such as `2654`; of a skill `knowledge` or `skill/competence`.
  let type: String
  /// Of a skill how far it carries, such as `sector-specific`; of an occupation empty.
  let reach: String

  /// What decides between two records about one concept, whatever their order.
  var sortKey: [String] { [label, type, reach, description] + alternatives }
}
