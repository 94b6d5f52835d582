import Inference

/// Collects ids, names and aliases; what comes out is flat.
struct VocabularyBuilder {
  /// What may be written for ids of one kind, in lower case, beside ids that are in lower case themselves.
  private struct Spellings {
    private var distinct = DistinctTexts<String>()
    var meanings: [[UInt32]] = []
    /// Those before it are ids.
    var ids = 0
    var texts: [String] { distinct.all }

    mutating func add(_ text: String, _ id: Int, isID: Bool = false) {
      let number = distinct.number(of: text)
      if number == meanings.count {
        meanings.append([])
        if isID { ids += 1 }
      } else if !isID, number < ids {
        // What is an id means that id, whoever has it for an alias.
        return
      }
      if !meanings[number].contains(UInt32(id)) { meanings[number].append(UInt32(id)) }
    }
  }

  private let ids: FlatNames
  private var names: [[LocalizedText?]]
  private var spellings: [Spellings]

  /// - Parameter stated: by kind, its ids in the order in which they are stated.
  init(_ stated: [[String]]) {
    let ids = stated.map(VocabularyBuilder.sorted)
    self.ids = FlatNames(ids)
    names = ids.map { Array(repeating: nil, count: $0.count) }
    spellings = ids.map { ids in
      var spellings = Spellings()
      for (number, id) in ids.enumerated() {
        let lower = id.folded
        if lower != id { spellings.add(lower, number, isID: true) }
      }
      return spellings
    }
  }

  /// Each once.
  private static func sorted(_ stated: [String]) -> [String] {
    if stated.indices.dropFirst().allSatisfy({ stated[$0 - 1] < stated[$0] }) { return stated }
    let order = stated.indices.sorted { (stated[$0], $0) < (stated[$1], $1) }
    var sorted: [String] = []
    for index in order where stated[index] != sorted.last { sorted.append(stated[index]) }
    return sorted
  }

  func exact(_ id: String, of kind: KindID) -> Int? { ids.find(id, in: kind.index) }

  mutating func setName(_ name: LocalizedText, of id: Int, kind: KindID) {
    names[kind.index][id] = name
    for entry in name.entries { addAlias(entry.text, of: id, kind: kind) }
  }

  mutating func addAlias(_ alias: String, of id: Int, kind: KindID) {
    let lower = alias.folded
    if ids.find(lower, in: kind.index) == nil { spellings[kind.index].add(lower, id) }
  }

  func vocabulary() -> Vocabulary {
    var starts: [UInt32] = [0]
    var meanings: [UInt32] = []
    var isIDs: [UInt8] = []
    for spellings in spellings {
      for (number, ids) in spellings.meanings.enumerated() {
        meanings += ids
        starts.append(UInt32(meanings.count))
        isIDs.append(number < spellings.ids ? 1 : 0)
      }
    }
    return Vocabulary(
      ids: ids, names: LocalizedTexts(Array(names.joined())),
      spellings: FlatNames(spellings.map(\.texts)), meaningStarts: FlatArray(starts),
      meanings: FlatArray(meanings), isIDs: FlatArray(isIDs))
  }
}
