import Inference
package import SourceTree

/// The shape of a pack's profile in flat tables, from which `ProfileReader` reads one JSON object after another.
///
/// ```swift
/// let decoder = ProfileDecoder(pack, limits: .standard)
/// var reader = ProfileReader(decoder)
/// ```
///
/// It is made once for a pack. It knows only what can be read without a doubt; `FactsFromProfile` reads the rest.
package struct ProfileDecoder: Sendable {
  /// What is read at a node of the profile.
  enum Content: UInt8 {
    case record, map, number, yesNo, word, id, text, members, texts
    /// `pack: …`, which must be a name of the pack.
    case pack
    /// A field that belongs to no shape and is handed back as it is written.
    case aside
    /// Nothing here is read without a doubt.
    case unclear
  }

  struct Node: BitwiseCopyable {
    var content: Content
    var isWhole = false
    /// How many bits the last key takes: of a map's entries, of a set's members.
    var keyBits: UInt8 = 0
    /// The fields of a record, the ids of a kind, the words of a leaf.
    var names = NameTable.Domain()
    /// The same in lower case, for ids only.
    var folded = NameTable.Domain()
    /// The leaf of a value, the entry leaf of a map.
    var leaf = LeafID(0)
    /// The node of a map's values.
    var inner: Int32 = 0
    /// Where the marks of a map's keys or a set's members start; a field is marked at its own node.
    var marks: Int32 = 0
    var least = -Value.max
    var greatest = Value.max
  }

  private(set) var nodes: [Node] = []
  private(set) var table = NameTable()
  private(set) var markCount = 0
  /// The texts that a pack has for every reader; others are numbered from `textCount` on.
  private(set) var packTexts = NameTable.Domain()
  let textCount: Int
  /// Whether a text that is not found here is none of the pack's.
  private(set) var knowsAllTexts = true
  /// The bytes beyond which the limits have to be looked at.
  let maxBytes: Int

  private var kinds: [KindID: (exact: NameTable.Domain, folded: NameTable.Domain)] = [:]

  /// - Parameter aside: a field of the root that is handed back and means nothing to the pack.
  package init(_ pack: CompiledPack, limits: SourceLimits, aside: String? = nil) {
    textCount = pack.texts.count
    maxBytes = min(limits.maxBytes, limits.maxNodes)
    let root = reserve()
    guard let profile = pack.shape.section(Shape.profile), limits.maxDepth >= 16,
      case .record(let fields) = pack.shape.nodes[profile].content
    else { return }
    addTexts(pack)
    var names = addFields(fields, pack, depth: 1)
    if fields["pack"] == nil {
      let node = reserve()
      nodes[node].content = .pack
      nodes[node].names = table.addDomain(of: pack.manifests.map { ($0.id, 0) })
      names.append(("pack", node))
    }
    if let aside, fields[aside] == nil {
      let node = reserve()
      nodes[node].content = .aside
      names.removeAll { $0.name == aside }
      names.append((aside, node))
    }
    nodes[root].content = .record
    nodes[root].names = table.addDomain(of: names)
    // A field is marked at the number of its node, so those come first.
    for index in nodes.indices { nodes[index].marks += Int32(nodes.count) }
    markCount += nodes.count
  }

  private mutating func reserve() -> Int {
    nodes.append(Node(content: .unclear))
    return nodes.count - 1
  }

  private mutating func addTexts(_ pack: CompiledPack) {
    var single: [(name: String, value: Int)] = []
    for index in 0..<pack.texts.count {
      let text = pack.texts[Value(index)]
      guard text.entries.count == 1, let entry = text.entries.first, entry.locale.isEmpty else { continue }
      single.append((entry.text, index))
      if !PlainBytes.isDistinct(entry.text) { knowsAllTexts = false }
    }
    packTexts = table.addDomain(of: single)
  }

  // MARK: Nodes

  private mutating func addFields(_ fields: [String: Int], _ pack: CompiledPack, depth: Int) -> [(
    name: String, value: Int
  )] {
    fields.sorted { $0.key < $1.key }.map { ($0.key, add($0.value, pack, depth: depth)) }
  }

  private mutating func add(_ index: Int, _ pack: CompiledPack, depth: Int) -> Int {
    let node = reserve()
    // Deeper shapes meet the limit of nesting, and no one has them.
    if depth > 12 { return node }
    switch pack.shape.nodes[index].content {
    case .record(let fields):
      let names = addFields(fields, pack, depth: depth + 1)
      nodes[node].names = table.addDomain(of: names)
      nodes[node].content = .record
    case .map(let kind, let value, let entry):
      let inner = add(value, pack, depth: depth + 1)
      nodes[node].inner = Int32(inner)
      addKeys(kind, entry, to: node, pack)
      nodes[node].content = .map
    case .leaf(let leaf): addLeaf(leaf, to: node, pack)
    }
    return node
  }

  private mutating func addLeaf(_ leaf: LeafID, to node: Int, _ pack: CompiledPack) {
    let declared = pack.shape[leaf]
    nodes[node].leaf = leaf
    switch declared.holds {
    case .rank, .alias, .entry: return
    case .set:
      switch declared.keys.last {
      case .kind(let kind)?:
        addKeys(kind, leaf, to: node, pack)
        nodes[node].content = .members
      case .text?:
        nodes[node].keyBits = keyBits(leaf, pack)
        nodes[node].content = .texts
      case nil: return
      }
    case .one, .sum, .max, .min:
      switch declared.type {
      case .number:
        nodes[node].content = .number
        nodes[node].isWhole = declared.isWhole
        if let bounds = declared.bounds {
          (nodes[node].least, nodes[node].greatest) = (bounds.lowerBound, bounds.upperBound)
        }
      case .yesNo: nodes[node].content = .yesNo
      case .words(let words):
        let names = words.compactMap { word in pack.shape.word(word).map { (name: word, value: Int($0)) } }
        nodes[node].names = table.addDomain(of: names)
        nodes[node].content = .word
      case .id(let kind):
        (nodes[node].names, nodes[node].folded) = domains(of: kind, pack)
        nodes[node].content = .id
      case .text: nodes[node].content = .text
      }
    }
  }

  private mutating func addKeys(_ kind: KindID, _ leaf: LeafID, to node: Int, _ pack: CompiledPack) {
    (nodes[node].names, nodes[node].folded) = domains(of: kind, pack)
    nodes[node].leaf = leaf
    nodes[node].keyBits = keyBits(leaf, pack)
    nodes[node].marks = Int32(markCount)
    markCount += pack.vocabulary.count(of: kind)
  }

  private func keyBits(_ leaf: LeafID, _ pack: CompiledPack) -> UInt8 {
    let mask = pack.program.packing(of: leaf).columns.last?.mask ?? 0
    return UInt8(UInt64.bitWidth - mask.leadingZeroBitCount)
  }

  // MARK: Names

  /// What may be written for the ids of a kind: exactly so, and in any letter case.
  private mutating func domains(of kind: KindID, _ pack: CompiledPack) -> (
    exact: NameTable.Domain, folded: NameTable.Domain
  ) {
    if let known = kinds[kind] { return known }
    var exact: [(name: String, value: Int)] = []
    for name in pack.vocabulary.known(kind) {
      if case .id(let id) = pack.vocabulary.meaning(of: name, as: kind) { exact.append((name, id)) }
    }
    let ids = (0..<pack.vocabulary.count(of: kind)).map { pack.vocabulary.id($0, of: kind) }
    let alike = Dictionary(grouping: ids.indices) { ids[$0].folded }
    var folded: [(name: String, value: Int)] = []
    for (lower, ids) in alike.sorted(by: { $0.key < $1.key }) where ids.count == 1 {
      folded.append((lower, ids[0]))
    }
    for (name, id) in exact where alike[name.folded] == nil { folded.append((name.folded, id)) }
    let domains = (exact: table.addDomain(of: exact), folded: table.addDomain(of: folded))
    kinds[kind] = domains
    return domains
  }
}
