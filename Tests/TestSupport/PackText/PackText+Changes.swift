extension PackText {
  /// Changes made of rules: what a rule reads of the profile may go up by one, or go away, where the rule applies.
  static func changes(of program: SampleProgram) -> [(pack: Int, tree: YAMLText)] {
    var random = SeededRandom(seed: program.seed ^ 0xC4A2)
    var changes: [(pack: Int, tree: YAMLText)] = []
    for rule in program.rules where rule.rows.isEmpty {
      guard let atom = rule.when.joined().first(where: { program.leaves[$0.leaf].isInProfile }) else {
        continue
      }
      var rule = rule
      var fields: [YAMLText.Field] = []
      if let raised = raised(atom, in: program) {
        fields.append(.init(key: "then", value: raised.tree))
        // A number without bounds would rise for ever.
        rule.tests.append(.operation("<", [.variable(raised.variable), .constant(.number(4_000_000))]))
        let cost = random.chance(50) ? "abs($\(raised.variable)) + 0.5" : "\(changes.count % 4)"
        fields.append(.init(key: "cost", value: .scalar(cost)))
      } else {
        var atom = atom
        atom.choice = nil
        atom.value = atom.value.map { _ in .variable("_any") }
        guard let tree = YAMLText(pattern: [atom], in: program) else { continue }
        fields.append(.init(key: "drop", value: tree.simplified(&random, isPattern: true)))
        fields.append(.init(key: "cost", value: .scalar("\(changes.count % 4)")))
      }
      fields.append(.init(key: "change", value: .scalar("change-\(rule.name)")))
      func add(_ key: String, _ items: [YAMLText]) {
        if !items.isEmpty { fields.append(.init(key: key, value: .list(items))) }
      }
      func patterns(_ trees: [[SampleAtom]]) -> [YAMLText] {
        trees.compactMap { YAMLText(pattern: $0, in: program)?.simplified(&random, isPattern: true) }
      }
      add("when", patterns(rule.when))
      add("unless", patterns(rule.unless))
      add("where", rule.tests.map { .scalar($0.text) })
      changes.append((rule.pack, .mapping(fields)))
    }
    return changes
  }

  /// The place of an atom with a number that is one greater, where the atom says how great it is.
  private static func raised(_ atom: SampleAtom, in program: SampleProgram) -> (
    tree: YAMLText, variable: String
  )? {
    switch program.leaves[atom.leaf].holds {
    case .number, .bounded: break
    case .words, .truth, .id, .member, .entry, .sum, .max, .min, .rank: return nil
    }
    guard case .variable(let name)? = atom.value, !atom.terms.contains(where: \.isAnonymous),
      atom.choice == nil
    else { return nil }
    let value = SampleExpression.operation("+", [.variable(name), .constant(.one)])
    return YAMLText(heads: [SampleHead(leaf: atom.leaf, keys: atom.keys, value: value)], in: program)
      .map { ($0, name) }
  }
}
