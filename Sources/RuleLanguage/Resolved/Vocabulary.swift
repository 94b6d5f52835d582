import Inference
package import SourceTree

/// The ids of every kind, and the names by which an author or a profile may write them.
package struct Vocabulary: Sendable {
  /// By kind, the ids in sorted order; an id's number is its index here.
  package private(set) var ids: [[String]]
  /// By kind and id, where the id was first stated.
  package private(set) var spans: [[Span]]
  /// By kind and id, its `name`, where the pack gives one.
  package private(set) var names: [[LocalizedText?]]
  private var index: [[String: Int]]
  /// By kind, the ids that are the same in lower case, of those that are not in lower case themselves.
  private var folded: [[String: [Int]]]
  /// By kind, what a name in lower case may mean.
  private var aliases: [[String: [Int]]]

  /// What a text means as an id of a kind.
  package enum Meaning {
    case id(Int)
    case ambiguous([String])
    case unknown
  }

  /// - Parameter stated: by kind, the ids in the order in which they are stated; the first place of each counts.
  init(kinds: Int, ids stated: [[(id: String, span: Span)]]) {
    ids = []
    spans = []
    index = []
    folded = []
    for kind in 0..<kinds {
      let sorted = Vocabulary.sorted(stated[kind])
      ids.append(sorted.map(\.id))
      spans.append(sorted.map(\.span))
      var numbers: [String: Int] = Dictionary(minimumCapacity: sorted.count)
      var upper: [String: [Int]] = [:]
      for (number, (id, _)) in sorted.enumerated() {
        numbers[id] = number
        let lower = id.folded
        if lower != id { upper[lower, default: []].append(number) }
      }
      index.append(numbers)
      folded.append(upper)
    }
    names = ids.map { Array(repeating: nil, count: $0.count) }
    aliases = Array(repeating: [:], count: kinds)
  }

  /// By id, each once.
  private static func sorted(_ stated: [(id: String, span: Span)]) -> [(id: String, span: Span)] {
    if stated.indices.dropFirst().allSatisfy({ stated[$0 - 1].id < stated[$0].id }) { return stated }
    let order = stated.indices.sorted { (stated[$0].id, $0) < (stated[$1].id, $1) }
    var sorted: [(id: String, span: Span)] = []
    for index in order where stated[index].id != sorted.last?.id { sorted.append(stated[index]) }
    return sorted
  }

  mutating func setName(_ name: LocalizedText, of id: Int, kind: KindID) {
    names[kind.index][id] = name
    for entry in name.entries { addAlias(entry.text, of: id, kind: kind) }
  }

  mutating func addAlias(_ alias: String, of id: Int, kind: KindID) {
    Vocabulary.add(id, to: &aliases[kind.index][alias.folded, default: []])
  }

  private static func add(_ id: Int, to ids: inout [Int]) {
    if !ids.contains(id) { ids.append(id) }
  }

  package func count(of kind: KindID) -> Int { ids[kind.index].count }

  package func id(_ value: Int, of kind: KindID) -> String { ids[kind.index][value] }

  /// The exact id.
  package func exact(_ id: String, of kind: KindID) -> Int? { index[kind.index][id] }

  /// What `text` means: the exact id first, else an id or name in any letter case.
  package func meaning(of text: String, as kind: KindID) -> Meaning {
    if let id = index[kind.index][text] { return .id(id) }
    let lower = text.folded
    var found = (index[kind.index][lower].map { [$0] } ?? []) + (folded[kind.index][lower] ?? [])
    if found.isEmpty { found = aliases[kind.index][lower] ?? [] }
    if found.isEmpty { return .unknown }
    return found.count == 1 ? .id(found[0]) : .ambiguous(found.map { ids[kind.index][$0] }.sorted())
  }

  /// Every text that means an id of the kind, for "did you mean".
  package func known(_ kind: KindID) -> [String] {
    let names =
      names[kind.index].flatMap { $0?.entries.map(\.text) ?? [] } + aliases[kind.index].keys.sorted()
    return ids[kind.index]
      + names.filter {
        let lower = $0.folded
        return index[kind.index][lower] == nil && folded[kind.index][lower] == nil
      }
  }

  /// What a person reads for an id.
  package func name(_ value: Int, of kind: KindID) -> LocalizedText {
    names[kind.index][value] ?? LocalizedText(ids[kind.index][value])
  }
}
