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
  /// By kind, the ids that are the same in lower case.
  private var folded: [[String: [Int]]]
  /// By kind, what a name in lower case may mean.
  private var aliases: [[String: [Int]]]

  /// What a text means as an id of a kind.
  package enum Meaning {
    case id(Int)
    case ambiguous([String])
    case unknown
  }

  init(kinds: Int, ids stated: [[(id: String, span: Span)]]) {
    ids = []
    spans = []
    index = []
    folded = []
    for kind in 0..<kinds {
      let sorted = stated[kind].sorted { $0.id < $1.id }
      ids.append(sorted.map(\.id))
      spans.append(sorted.map(\.span))
      index.append(
        Dictionary(sorted.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }))
      folded.append(Dictionary(grouping: sorted.indices) { sorted[$0].id.lowercased() })
    }
    names = ids.map { Array(repeating: nil, count: $0.count) }
    aliases = Array(repeating: [:], count: kinds)
  }

  mutating func setName(_ name: LocalizedText, of id: Int, kind: KindID) {
    names[kind.index][id] = name
    for entry in name.entries { addAlias(entry.text, of: id, kind: kind) }
  }

  mutating func addAlias(_ alias: String, of id: Int, kind: KindID) {
    let folded = alias.lowercased()
    if aliases[kind.index][folded]?.contains(id) != true {
      aliases[kind.index][folded, default: []].append(id)
    }
  }

  package func count(of kind: KindID) -> Int { ids[kind.index].count }

  package func id(_ value: Int, of kind: KindID) -> String { ids[kind.index][value] }

  /// The exact id.
  package func exact(_ id: String, of kind: KindID) -> Int? { index[kind.index][id] }

  /// What `text` means: the exact id first, else an id or name in any letter case.
  package func meaning(of text: String, as kind: KindID) -> Meaning {
    if let id = index[kind.index][text] { return .id(id) }
    let lower = text.lowercased()
    guard let found = folded[kind.index][lower] ?? aliases[kind.index][lower], !found.isEmpty else {
      return .unknown
    }
    return found.count == 1 ? .id(found[0]) : .ambiguous(found.map { ids[kind.index][$0] }.sorted())
  }

  /// Every text that means an id of the kind, for "did you mean".
  package func known(_ kind: KindID) -> [String] {
    let names =
      names[kind.index].flatMap { $0?.entries.map(\.text) ?? [] } + aliases[kind.index].keys.sorted()
    return ids[kind.index] + names.filter { folded[kind.index][$0.lowercased()] == nil }
  }

  /// What a person reads for an id.
  package func name(_ value: Int, of kind: KindID) -> LocalizedText {
    names[kind.index][value] ?? LocalizedText(ids[kind.index][value])
  }
}
