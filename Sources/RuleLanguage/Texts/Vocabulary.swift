import Inference
import SourceTree

/// The ids of every kind, and the names by which an author or a profile may write them.
package struct Vocabulary: Sendable {
  /// By kind, the ids in sorted order; an id's number is its index here.
  let ids: FlatNames
  /// By id of all kinds one after the other, its `name`, where the pack gives one.
  let names: LocalizedTexts
  /// By kind, what may be written for an id in any letter case, in lower case; without ids that are so themselves.
  let spellings: FlatNames
  /// By spelling, the first of its `meanings`; and, last, the end of all.
  let meaningStarts: FlatArray<UInt32>
  /// The ids that a spelling may mean, each once.
  let meanings: FlatArray<UInt32>
  /// By spelling, whether it is an id in lower case.
  let isIDs: FlatArray<UInt8>
  /// By kind, what `nearest` looks through.
  private let searches: [Once<NearestNames>]

  init(
    ids: FlatNames, names: LocalizedTexts, spellings: FlatNames, meaningStarts: FlatArray<UInt32>,
    meanings: FlatArray<UInt32>, isIDs: FlatArray<UInt8>
  ) {
    self.ids = ids
    self.names = names
    self.spellings = spellings
    self.meaningStarts = meaningStarts
    self.meanings = meanings
    self.isIDs = isIDs
    searches = ids.starts.dropFirst().map { _ in Once() }
  }

  /// What a text means as an id of a kind.
  package enum Meaning {
    case id(Int)
    case ambiguous([String])
    case unknown
  }

  package func count(of kind: KindID) -> Int { ids.range(kind.index).count }

  package func id(_ value: Int, of kind: KindID) -> String { ids.texts[ids.starts[kind.index] + value] }

  /// The exact id.
  package func exact(_ id: String, of kind: KindID) -> Int? { ids.find(id, in: kind.index) }

  /// The exact id, for the UTF-8 of a text.
  func exact(_ bytes: UnsafeBufferPointer<UInt8>, of kind: KindID) -> Int? {
    ids.find(bytes, in: kind.index)
  }

  /// What `text` means: the exact id first, else an id or name in any letter case.
  package func meaning(of text: String, as kind: KindID) -> Meaning {
    if let id = exact(text, of: kind) { return .id(id) }
    let lower = text.folded
    let spelling = spelling(lower, of: kind)
    var found = exact(lower, of: kind).map { [$0] } ?? []
    if let spelling, found.isEmpty || isIDs[spelling] == 1 {
      found += meanings[Int(meaningStarts[spelling])..<Int(meaningStarts[spelling + 1])].map(Int.init)
    }
    if found.isEmpty { return .unknown }
    return found.count == 1 ? .id(found[0]) : .ambiguous(found.map { id($0, of: kind) }.sorted())
  }

  /// Every text that means an id of the kind, for "did you mean".
  package func known(_ kind: KindID) -> [String] {
    let names = ids.range(kind.index).flatMap { self.names[$0]?.entries.map(\.text) ?? [] }
    let aliases = spellings.range(kind.index).filter { isIDs[$0] == 0 }.map { spellings.texts[$0] }
    return ids.range(kind.index).map { ids.texts[$0] } + names.filter { !isID($0.folded, of: kind) }
      + aliases.sorted()
  }

  /// The text for an id of the kind that was probably meant by one that means none. The first search of a kind takes long
  /// where it has many ids, the others take little.
  package func nearest(to text: String, of kind: KindID) -> String? {
    names(of: kind).nearest(to: text)
  }

  /// Makes the first searches as quick as the others.
  package func prepareNearest() {
    for index in searches.indices { _ = names(of: KindID(index)) }
  }

  private func names(of kind: KindID) -> NearestNames {
    searches[kind.index].value { NearestNames(known(kind)) }
  }

  /// By id of a kind, in lower case, what else may be written for it, its name among it.
  package func aliases(of kind: KindID) -> [Int: [String]] {
    var aliases: [Int: [String]] = [:]
    for spelling in spellings.range(kind.index) where isIDs[spelling] == 0 {
      for meaning in Int(meaningStarts[spelling])..<Int(meaningStarts[spelling + 1]) {
        aliases[Int(meanings[meaning]), default: []].append(spellings.texts[spelling])
      }
    }
    return aliases
  }

  /// Whether a text in lower case is an id in lower case.
  private func isID(_ lower: String, of kind: KindID) -> Bool {
    exact(lower, of: kind) != nil || spelling(lower, of: kind).map { isIDs[$0] == 1 } == true
  }

  /// What a person reads for an id.
  package func name(_ value: Int, of kind: KindID) -> LocalizedText {
    names[ids.starts[kind.index] + value] ?? LocalizedText(id(value, of: kind))
  }

  private func spelling(_ lower: String, of kind: KindID) -> Int? {
    spellings.find(lower, in: kind.index).map { spellings.starts[kind.index] + $0 }
  }
}
