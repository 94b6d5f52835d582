import Inference
import SourceTree

/// Resolves every name of a pack and the packs that it uses.
enum ResolvedFromSurface {
  static func resolve(
    _ packs: [SurfacePack], _ shape: Shape, findings: inout Findings
  ) -> ResolvedPack {
    let (vocabulary, names) = vocabulary(packs, shape, &findings)
    var texts = TextTable()
    texts.reserveCapacity(vocabulary.ids.texts.count)
    var resolver = Resolver(shape: shape, vocabulary: vocabulary, texts: texts, known: names)
    resolver.readDefaults()
    let facts = facts(packs, &resolver)
    let rules = resolver.inNameOrder(packs.flatMap(\.rules), as: "rule", { $0 }).flatMap {
      resolver.rules($0)
    }
    let changes = resolver.inNameOrder(packs.flatMap(\.changes), as: "change", \.rule).flatMap {
      resolver.changes($0)
    }
    let report = resolver.sections(packs.flatMap(\.report))
    let questions = resolver.questions(packs.flatMap(\.questions)).sorted {
      ($0.field, $0.id) < ($1.field, $1.id)
    }
    let audits = resolver.audits(packs.flatMap(\.audits))
    for finding in resolver.findings.list { findings.report(finding) }
    return ResolvedPack(
      shape: resolver.shape, vocabulary: resolver.vocabulary, texts: resolver.texts.frozen(), facts: facts,
      rules: rules, changes: changes, report: report, questions: questions, audits: audits)
  }

  // MARK: Ids

  /// Collects the keys of each kind's section, with their names.
  private static func vocabulary(_ packs: [SurfacePack], _ shape: Shape, _ findings: inout Findings)
    -> (Vocabulary, names: KnownTexts)
  {
    var kindsBySection: [String: [Int]] = [:]
    for (index, kind) in shape.kinds.enumerated() { kindsBySection[kind.section, default: []].append(index) }
    var stated: [[String]] = Array(repeating: [], count: shape.kinds.count)
    let naming = shape.kinds.indices.map { namingFields(of: KindID($0), shape) }
    var entries: [NamedEntry] = []
    for pack in packs {
      for (name, value) in pack.sections {
        guard let section = name.scalar, let kinds = kindsBySection[section] else { continue }
        for (key, inner) in value.entries {
          guard let id = key.scalar else { continue }
          if !isIdentifier(id) {
            // It is an id all the same, so that nobody who names it is blamed as well.
            findings.report(
              "bad-name", "`\(id)` can't name a \(shape.kinds[kinds[0]].name)", at: key.span,
              help: "an id has letters, digits and hyphens; put what people read into `name`")
          }
          for kind in kinds {
            if !naming[kind].isEmpty, inner.itemCount > 0, let fields = inner.mapping {
              entries.append((kind, id, fields))
            }
            stated[kind].append(id)
          }
        }
      }
    }
    var builder = VocabularyBuilder(stated)
    let names = addNames(entries, naming, &builder)
    return (builder.vocabulary(), names)
  }

  /// What stands below the key of a kind's section.
  private typealias NamedEntry = (kind: Int, id: String, fields: YAMLEntries)

  private static func addNames(
    _ entries: [NamedEntry], _ naming: [[(name: String, isAlias: Bool)]],
    _ vocabulary: inout VocabularyBuilder
  ) -> KnownTexts {
    var silent = Findings()
    var names = KnownTexts()
    for (kindIndex, text, values) in entries {
      let kind = KindID(kindIndex)
      guard let id = vocabulary.exact(text, of: kind) else { continue }
      for (field, inner) in values {
        guard let name = field.scalar, let known = naming[kindIndex].first(where: { $0.name == name }) else {
          continue
        }
        if known.isAlias {
          for alias in inner.sequence ?? [inner] {
            for entry in silent.text(alias)?.entries ?? [] {
              vocabulary.addAlias(entry.text, of: id, kind: kind)
            }
          }
        } else if let text = silent.text(inner) {
          vocabulary.setName(text, of: id, kind: kind)
          names.add(text, at: inner.span)
        }
      }
    }
    return names
  }

  /// The fields of a kind's section that hold names of its ids.
  private static func namingFields(of kind: KindID, _ shape: Shape) -> [(name: String, isAlias: Bool)] {
    (shape.entryFields(of: kind) ?? [:]).compactMap { name, node in
      guard case .leaf(let leaf) = shape.nodes[node].content else { return nil }
      if case .alias = shape[leaf].holds { return (name, true) }
      return shape.nameLeaf(of: kind) == leaf ? (name, false) : nil
    }
  }

  // MARK: Facts

  private static func facts(_ packs: [SurfacePack], _ resolver: inout Resolver) -> StatedFacts {
    var builder = StatedFactsBuilder(resolver.shape.leaves.map { $0.packing(resolver.vocabulary) })
    guard case .record(let sections) = resolver.shape.nodes[Shape.root].content else {
      return resolver.unified(builder)
    }
    for pack in packs {
      for (key, value) in pack.sections {
        guard let name = key.scalar else { continue }
        guard name != Shape.profile else {
          resolver.findings.report(
            "profile-in-pack", "a pack can't state a profile", at: key.span,
            help: "a test of the pack may: put it under `tests/`")
          continue
        }
        guard let section = sections[name] else {
          resolver.findings.report(
            "unknown-section", "`\(name)` is not a section of the shape", at: key.span,
            help: resolver.findings.suggestion(name, sections.keys.sorted() + SurfacePack.reservedRoots)
              ?? "the sections are \(quoted(sections.keys.sorted()))")
          continue
        }
        resolver.facts(value, at: section, into: &builder)
      }
    }
    return resolver.unified(builder)
  }
}

extension Resolver {
  /// Sorts what has a name that may stand once, and reports names that stand again.
  fileprivate mutating func inNameOrder<Item>(
    _ items: [Item], as what: String, _ rule: (Item) -> SurfaceRule
  ) -> [Item] {
    var first: [String: Span] = [:]
    for item in items {
      let (name, span) = (rule(item).name, rule(item).span)
      if let earlier = first[name] {
        findings.report(
          "duplicate-\(what)", "a \(what) `\(name)` is already there", at: span,
          notes: [("first stated here", earlier)])
      } else {
        first[name] = span
      }
    }
    return items.sorted { rule($0).name < rule($1).name }
  }
}
