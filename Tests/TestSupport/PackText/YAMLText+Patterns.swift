extension YAMLText {
  /// The tree that stands for the atoms, or nothing if one tree cannot hold them.
  init?(pattern atoms: [SampleAtom], in program: SampleProgram) {
    var tree = YAMLText.empty
    for atom in atoms {
      let leaf = program.leaves[atom.leaf]
      let value = atom.choice?.text ?? atom.value?.text ?? ""
      guard let wider = tree.adding(leaf, keys: atom.keys.map(\.text), value: value) else { return nil }
      tree = wider
    }
    self = tree
  }

  /// The tree that stands for the heads of a rule.
  init?(heads: [SampleHead], in program: SampleProgram) {
    var tree = YAMLText.empty
    for head in heads {
      let leaf = program.leaves[head.leaf]
      let value = head.value?.text ?? ""
      guard let wider = tree.adding(leaf, keys: head.keys.map(\.text), value: value) else { return nil }
      tree = wider
    }
    self = tree
  }

  /// The tree that states the facts.
  init(facts: [SampleFact], in program: SampleProgram) {
    self = facts.reduce(.empty) { tree, fact in
      tree.adding(program.leaves[fact.leaf], keys: fact.keys, value: fact.value.text) ?? tree
    }
  }

  /// The names behind each `$`, in every scalar and key.
  var variables: [String] {
    switch self {
    case .scalar(let text): YAMLText.variables(in: text)
    case .list(let items): items.flatMap(\.variables)
    case .mapping(let fields): fields.flatMap { YAMLText.variables(in: $0.key) + $0.value.variables }
    }
  }

  private static func variables(in text: String) -> [String] {
    text.split(separator: "$", omittingEmptySubsequences: false).dropFirst().map { part in
      String(part.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }

  private func adding(_ leaf: SampleLeaf, keys: [String], value: String) -> YAMLText? {
    var rest = keys[...]
    let path = leaf.path.map { step in
      if case .field(let name) = step { name } else { rest.popFirst() ?? "" }
    }
    switch leaf.holds {
    case .member: return adding(.list(path.suffix(1).map(YAMLText.scalar)), at: path.dropLast())
    case .entry: return adding(.empty, at: path[...])
    default: return adding(.scalar(value), at: path[...])
    }
  }

  /// The tree as authors write it: `$_` for all that is anonymous, a scalar for a list or a mapping of one.
  func simplified(_ random: inout SeededRandom, isPattern: Bool) -> YAMLText {
    switch self {
    case .scalar(let text): return .scalar(text.hasPrefix("$_") ? "$_" : text)
    case .list(let items):
      let items = items.map { $0.simplified(&random, isPattern: isPattern) }
      return items.count == 1 && random.chance(60) ? items[0] : .list(items)
    case .mapping(let fields):
      if isPattern, fields.count == 1, fields[0].value == .empty, random.chance(60) {
        return .scalar(fields[0].key.hasPrefix("$_") ? "$_" : fields[0].key)
      }
      return .mapping(
        fields.map { field in
          Field(
            key: field.key.hasPrefix("$_") ? "$_" : field.key,
            value: field.value.simplified(&random, isPattern: isPattern))
        })
    }
  }
}
