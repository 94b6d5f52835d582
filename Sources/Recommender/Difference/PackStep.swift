/// A step from a part of a pack's file to a part of it.
enum PackStep: Sendable, Hashable {
  /// The field of a map.
  case key(String)
  /// The item of a list that bears a name: `rule: survives-your-absence`.
  case named(field: String, String)
  /// The item of a list that means this; of several, any.
  case meaning(String)

  func isAt(_ item: PackTree) -> Bool {
    switch self {
    case .key: false
    case .named(let field, let name): item.text(field) == name
    case .meaning(let meaning): item.meaning == meaning
    }
  }
}

/// A part of a pack's file, where it stands and what it says.
struct PackPart: Sendable {
  /// `shop/rules/care.yaml`, from the name of the pack.
  let file: String
  let path: [PackStep]
  let tree: PackTree
  /// The item before it, where it is one of a list whose order means something.
  var previous: PackStep?

  init(file: String, path: [PackStep], tree: PackTree, previous: PackStep? = nil) {
    self.file = file
    self.path = path
    self.tree = tree
    self.previous = previous
  }

  func child(_ step: PackStep, _ tree: PackTree, previous: PackStep? = nil) -> PackPart {
    PackPart(file: file, path: path + [step], tree: tree, previous: previous)
  }
}

extension PackTree {
  /// Puts a tree at the end of a path: in the place of what stands there, else as a new part.
  func putting(_ tree: PackTree, at path: ArraySlice<PackStep>, behind previous: PackStep?) -> PackTree {
    guard let step = path.first else { return tree }
    let rest = path.dropFirst()
    switch step {
    case .key(let key):
      var entries = self.entries ?? []
      if let index = entries.firstIndex(where: { $0.key == key }) {
        entries[index].value = entries[index].value.putting(tree, at: rest, behind: previous)
      } else {
        entries.append((key, PackTree.list([], nil).putting(tree, at: rest, behind: previous)))
      }
      return .map(entries, nil)
    case .named, .meaning:
      var items = self.items ?? []
      if let index = items.firstIndex(where: step.isAt) {
        items[index] = items[index].putting(tree, at: rest, behind: previous)
      } else if rest.isEmpty {
        let place = previous.flatMap { step in items.firstIndex(where: step.isAt) }.map { $0 + 1 }
        items.insert(tree, at: place ?? items.count)
      }
      return .list(items, nil)
    }
  }

  /// Takes away what stands at the end of a path, with the maps and lists around it that hold nothing else if these
  /// would mean something: an empty record of the shape is a mistake, an empty map of facts is none.
  func removing(_ path: ArraySlice<PackStep>, pruning: Bool) -> PackTree {
    guard let step = path.first else { return self }
    func rest(of part: PackTree) -> PackTree? {
      if path.count == 1 { return nil }
      let rest = part.removing(path.dropFirst(), pruning: pruning)
      return pruning && rest.isVoid ? nil : rest
    }
    switch step {
    case .key(let key):
      guard let entries else { return self }
      return .map(
        entries.compactMap { entry in
          entry.key == key ? rest(of: entry.value).map { (entry.key, $0) } : entry
        }, nil)
    case .named, .meaning:
      guard var items, let index = items.firstIndex(where: step.isAt) else { return self }
      if let rest = rest(of: items[index]) { items[index] = rest } else { items.remove(at: index) }
      return .list(items, nil)
    }
  }
}
