/// A sample program as the text of its packs, which can be arranged in many ways without a change of meaning.
package struct PackText {
  /// A piece of a pack: a mapping with one root key, which may stand in any file of the pack.
  private struct Piece {
    var pack: Int
    var tree: YAMLText
  }

  private static let names = ["ground", "middle", "top"]
  private let packs: Int
  private var pieces: [Piece] = []

  /// - Parameter hasReport: whether the packs have a report, and changes that the person may make.
  package init(_ program: SampleProgram, hasReport: Bool = false) {
    packs = program.packs
    // How a thing is spelled follows from the program alone, where it stands from the arrangement.
    var random = SeededRandom(seed: program.seed ^ 0x5EED)
    for kind in program.kinds {
      let own = kind.packs.min() ?? 0
      add(own, ["kinds", kind.name], .scalar(kind.section))
      add(own, ["shape", kind.section, "$\(kind.name)", "also"], .list([.scalar("alias")]))
      for (id, pack) in zip(kind.ids, kind.packs) where random.chance(30) {
        add(pack, [kind.section, id, "also"], .list([.scalar(Self.alias(of: id))]))
      }
    }
    addShape(program)
    for fact in program.facts {
      pieces.append(Piece(pack: fact.pack, tree: YAMLText(facts: [fact], in: program)))
    }
    for rule in program.rules {
      add(rule.pack, ["rules"], .list([Self.tree(of: rule, in: program, &random)]))
    }
    if hasReport {
      add(packs - 1, ["report"], Self.report(of: program))
      for change in Self.changes(of: program) { add(change.pack, ["changes"], .list([change.tree])) }
    }
  }

  private mutating func add(_ pack: Int, _ path: [String], _ leaf: YAMLText) {
    pieces.append(Piece(pack: pack, tree: YAMLText(at: path, leaf)))
  }

  static func alias(of id: String) -> String { "\(id)号" }

  // MARK: Arrangements

  /// The files of the packs by path. Every arrangement says the same.
  package func files(arrangement: UInt64) -> [String: String] {
    var random = SeededRandom(seed: arrangement)
    var trees: [String: YAMLText] = [:]
    for pack in 0..<packs {
      var header: [YAMLText.Field] = [
        .init(key: "pack", value: .scalar(Self.names[pack])),
        .init(key: "version", value: .scalar("1.\(pack).0")),
        .init(key: "title", value: .mapping([.init(key: "en", value: .scalar("Sample"))])),
        .init(key: "locales", value: .list([.scalar("en")])),
      ]
      if pack > 0 {
        header.append(.init(key: "uses", value: .list(Self.names[..<pack].map(YAMLText.scalar))))
      }
      trees["\(Self.names[pack])/pack.yaml"] = .mapping(header)
    }
    let folders = ["pack.yaml", "a.yaml", "b.yml", "deep/er/c.yaml"].prefix(random.pick([1, 2, 3, 4]))
    for piece in pieces.shuffled(using: &random) {
      let path = "\(Self.names[piece.pack])/\(random.pick(Array(folders)))"
      trees[path] = trees[path]?.merged(with: piece.tree) ?? piece.tree
    }
    return Dictionary(
      uniqueKeysWithValues: trees.sorted { $0.key < $1.key }.map { ($0, $1.text(arrangedBy: &random)) })
  }

  // MARK: Parts

  private mutating func addShape(_ program: SampleProgram) {
    let concluded = program.concluded
    for (index, leaf) in program.leaves.enumerated() where leaf.holds != .entry {
      var path = leaf.path.map { step in
        switch step {
        case .field(let name): name
        case .key(let kind): "$" + program.kinds[kind].name
        }
      }
      var text: String
      switch leaf.holds {
      case .number: text = "number"
      case .bounded(let bounds, let isWhole):
        let least = SampleDatum.number(bounds.lowerBound).text
        let greatest = SampleDatum.number(bounds.upperBound).text
        // The decimal point tells a decimal from a whole number.
        text = "\(least)..\(greatest)\(isWhole || greatest.contains(".") || least.contains(".") ? "" : ".0")"
      case .words(let words): text = words.joined(separator: " | ")
      case .truth: text = "yes/no"
      case .id(let kind): text = program.kinds[kind].name
      case .member:
        text = String(path.removeLast().dropFirst())
      case .entry: text = ""
      case .sum: text = "sum"
      case .max: text = "max"
      case .min: text = "min"
      case .rank(let terms):
        let fields = terms.map { term -> String in
          guard case .field(let name)? = program.leaves[term.leaf].path.last else { return "" }
          return term.isReversed ? "-" + name : name
        }
        text = "by " + fields.joined(separator: ", ")
      }
      if let fallback = leaf.fallback {
        text += " = \(fallback.text)"
      } else if !leaf.isPresence && !leaf.isAggregate && !leaf.isRank && !concluded.contains(index) {
        text += "?"
      }
      add(leaf.pack, ["shape"] + path, leaf.holds == .member ? .list([.scalar(text)]) : .scalar(text))
    }
  }

  private static func tree(of rule: SampleRule, in program: SampleProgram, _ random: inout SeededRandom)
    -> YAMLText
  {
    var fields = [YAMLText.Field(key: "rule", value: .scalar(rule.name))]
    func add(_ key: String, _ items: [YAMLText]) {
      guard !items.isEmpty else { return }
      fields.append(.init(key: key, value: items.count == 1 ? items[0] : .list(items)))
    }
    func patterns(_ trees: [[SampleAtom]]) -> [YAMLText] {
      trees.compactMap { YAMLText(pattern: $0, in: program)?.simplified(&random, isPattern: true) }
    }
    add("when", patterns(rule.when))
    add("unless", patterns(rule.unless))
    add("where", rule.tests.map { .scalar($0.text) })
    add("then", [YAMLText(heads: rule.heads, in: program)?.simplified(&random, isPattern: true) ?? .empty])
    if !rule.rows.isEmpty {
      let rows = rule.rows.map { row in
        YAMLText.mapping(
          row.sorted { $0.key < $1.key }.map { name, cell in
            switch cell {
            case .constant(let value): .init(key: name, value: .scalar(value.text))
            case .choice(let choice): .init(key: name, value: .scalar(choice.text))
            }
          })
      }
      fields.append(.init(key: "table", value: .list(rows)))
    }
    if !rule.because.isEmpty {
      let text = "as " + rule.because.map { "$\($0)" }.joined(separator: " and ")
      fields.append(.init(key: "because", value: .mapping([.init(key: "en", value: .scalar(text))])))
    }
    return .mapping(fields)
  }

  /// A section for each leaf that rules conclude, with all of its facts.
  private static func report(of program: SampleProgram) -> YAMLText {
    .list(
      program.concluded.sorted().prefix(5).map { index in
        let leaf = program.leaves[index]
        let keys = leaf.keys.indices.map { SampleTerm.variable("k\($0)") }
        let value: SampleTerm? = leaf.isPresence ? nil : .variable("value")
        let atom = SampleAtom(leaf: index, keys: keys, value: value)
        let names = (keys + (value.map { [$0] } ?? [])).map(\.text).joined(separator: " ")
        return .mapping([
          .init(key: "section", value: .scalar("section-\(index)")),
          .init(key: "each", value: YAMLText(pattern: [atom], in: program) ?? .empty),
          .init(key: "text", value: .mapping([.init(key: "en", value: .scalar("line \(names)"))])),
        ])
      })
  }
}
