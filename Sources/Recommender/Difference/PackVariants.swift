import RuleLanguage

/// Packs between two versions: the older one with some of the edits.
struct PackVariants {
  private let old: Pack
  private let edits: [PackEdit]
  /// The files that differ, as trees.
  private let trees: [String: PackTree]
  /// The files that do not.
  private let texts: [String: String]
  private let limit: Int
  private var known: [[Int]: Pack?] = [:]

  /// - Parameter limit: how many packs may be compiled.
  init(from old: Pack, _ text: PackText, with edits: [PackEdit], limit: Int) {
    self.old = old
    self.edits = edits
    self.limit = limit
    let edited = Set(edits.flatMap { $0.old + $0.new }.map(\.file))
    trees = text.files.filter { edited.contains($0.key) }.mapValues { PackTree($0.root) }
    texts = text.files.filter { !edited.contains($0.key) }.mapValues {
      String(decoding: $0.bytes, as: UTF8.self)
    }
  }

  /// The older version with the edits of these numbers.
  enum Variant {
    case pack(Pack)
    /// They do not make a pack that can be compiled.
    case refused
    /// As many packs as may be have been compiled.
    case tooMany
  }

  /// - Parameter chosen: sorted.
  mutating func variant(_ chosen: [Int]) -> Variant {
    if let known = known[chosen] { return known.map(Variant.pack) ?? .refused }
    if known.count >= limit { return .tooMany }
    let pack = try? Pack(files: files(chosen), id: old.id, limits: old.limits)
    known[chosen] = .some(pack)
    return pack.map(Variant.pack) ?? .refused
  }

  /// The files of a variant, by path.
  func files(_ chosen: [Int]) -> [String: String] {
    var trees = trees
    for number in chosen { PackVariants.apply(edits[number], to: &trees) }
    return texts.merging(trees.mapValues { $0.yaml + "\n" }) { $1 }
  }

  private static func apply(_ edit: PackEdit, to trees: inout [String: PackTree]) {
    if let old = edit.old.first, let new = edit.new.first, edit.old.count == 1, edit.new.count == 1,
      old.path.dropLast() == new.path.dropLast()
    {
      // In the place of what was there, so that the order of sections and rows stays.
      trees[old.file] = trees[old.file]?.putting(new.tree, at: old.path[...], behind: nil)
      return
    }
    let pruning = edit.subject != .fact
    for part in edit.old { trees[part.file] = trees[part.file]?.removing(part.path[...], pruning: pruning) }
    for part in edit.new {
      let tree = trees[part.file] ?? .map([], nil)
      trees[part.file] = tree.putting(part.tree, at: part.path[...], behind: part.previous)
    }
  }
}
