internal import Recommender
internal import SourceTree

/// What `show` is asked about.
enum ShowTopic {
  case pack
  case kind(PackIndex.Kind)
  case id(String, PackIndex.Kind)
  /// By their numbers.
  case leaves([Int])
  case rule(PackIndex.Rule)
  case strata

  init(_ what: [String], _ index: PackIndex, _ words: ShowWords) throws(Failure) {
    guard let first = what.first else {
      self = .pack
      return
    }
    guard what.count > 1 else {
      self = try ShowTopic.named(first, index, words)
      return
    }
    let second = what[1]
    switch first {
    case "rule":
      guard let rule = index.rule(second) else {
        throw ShowTopic.unknown(words.noRule(second), near: second, among: index.rules.map(\.name), words)
      }
      self = .rule(rule)
    case "leaf":
      let leaves = index.leaves(at: second)
      if leaves.isEmpty {
        throw ShowTopic.unknown(words.noLeaf(second), near: second, among: ShowTopic.paths(of: index), words)
      }
      self = .leaves(leaves)
    default:
      guard let kind = index.kind(first) else {
        throw ShowTopic.unknown(
          words.noKind(first), near: first, among: ["rule", "leaf"] + index.kinds.map(\.name), words)
      }
      guard let id = index.id(second, of: kind) else {
        throw Failure(
          .mistakes, words.noID(second, kind.name) + words.nearest(index.nearestID(to: second, of: kind)))
      }
      self = .id(id, kind)
    }
  }

  /// A word alone: `strata`, a kind, a place of the shape, a rule, an id.
  private static func named(_ name: String, _ index: PackIndex, _ words: ShowWords) throws(Failure)
    -> ShowTopic
  {
    if name == "strata" { return .strata }
    if let kind = index.kinds.first(where: { $0.name == name }) { return .kind(kind) }
    let leaves = index.leaves(at: name)
    if !leaves.isEmpty { return .leaves(leaves) }
    if let rule = index.rule(name) { return .rule(rule) }
    for kind in index.kinds {
      if let id = index.id(name, of: kind) { return .id(id, kind) }
    }
    let known =
      ["strata"] + index.kinds.map(\.name) + paths(of: index) + index.rules.map(\.name)
      + index.kinds.flatMap(\.ids)
    throw unknown(words.nothingNamed(name), near: name, among: known, words)
  }

  /// Every path of the shape down to the leaves.
  private static func paths(of index: PackIndex) -> [String] {
    var paths: Set<String> = []
    for leaf in index.leaves {
      var path = ""
      for part in leaf.path.split(separator: ".") {
        path += (path.isEmpty ? "" : ".") + part
        paths.insert(path)
      }
    }
    return paths.sorted()
  }

  private static func unknown(
    _ message: String, near name: String, among names: [String], _ words: ShowWords
  ) -> Failure {
    Failure(.mistakes, message + words.nearest(nearest(to: name, among: names)))
  }

}
