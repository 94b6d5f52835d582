internal import Recommender

extension ShowSheet {
  /// The same for programs; places are `path:line:column`.
  var json: Value {
    switch topic {
    case .pack: packJSON
    case .kind(let kind): json(of: kind, isWhole: true)
    case .id(let id, let kind): json(of: id, kind)
    case .leaves(let leaves): .object([field("leaves", .list(leaves.map(json(ofLeaf:))))])
    case .rule(let rule): json(of: rule)
    case .strata:
      .object([
        field(
          "strata",
          .list(
            stride(from: 1, through: index.strataCount, by: 1).map { stratum in
              texts(index.rules.filter { $0.strata.contains(stratum) }.map(\.name))
            }))
      ])
    }
  }

  private var packJSON: Value {
    let pack = index.pack
    return .object([
      field("pack", .text(pack.id)), field("version", .text(pack.version)),
      field("title", .text(pack.title.text(in: locale))), field("uses", texts(pack.uses)),
      field("locales", texts(pack.locales)), field("facts", number(pack.factCount)),
      field("strata", number(index.strataCount)),
      field("kinds", .list(index.kinds.map { json(of: $0, isWhole: false) })),
      field("rules", .list(index.rules.map(json(of:)))),
      field(
        "report",
        .list(
          index.sections.map {
            .object([
              field("section", .text($0.id)), field("place", .text("\($0.place)")),
              field("depth", number($0.depth)),
            ])
          })),
    ])
  }

  private func json(of kind: PackIndex.Kind, isWhole: Bool) -> Value {
    .object(
      [
        field("kind", .text(kind.name)), field("section", .text(kind.section)),
        field("place", .text("\(kind.place)")), field("count", number(kind.ids.count)),
      ]
        + (isWhole
          ? [
            field(
              "ids",
              .list(
                kind.ids.map { id in
                  .object([
                    field("id", .text(id)),
                    field("name", .text(index.name(of: id, of: kind)?.text(in: locale) ?? id)),
                  ])
                }))
          ] : []))
  }

  private func json(of id: String, _ kind: PackIndex.Kind) -> Value {
    func facts(_ list: [PackIndex.StatedFact]) -> Value {
      .list(
        list.map { fact in
          .object(
            [field("path", texts(fact.path))] + (fact.value.map { [field("value", $0)] } ?? [])
              + (fact.place.map { [field("place", .text("\($0)"))] } ?? []))
        })
    }
    return .object([
      field("kind", .text(kind.name)), field("id", .text(id)),
      field("name", .text(index.name(of: id, of: kind)?.text(in: locale) ?? id)),
      field("facts", facts(index.facts(about: id, of: kind, in: locale))),
      field("namedBy", facts(index.facts(elsewhereNaming: id, of: kind, in: locale))),
      field("rules", texts(index.rules(naming: id, of: kind).map { index.rules[$0].name })),
    ])
  }

  private func json(ofLeaf number: Int) -> Value {
    let leaf = index.leaves[number]
    func accesses(_ rules: [Int], _ list: (PackIndex.Rule) -> [PackIndex.Access]) -> Value {
      .list(
        rules.flatMap { rule in
          list(index.rules[rule]).filter { $0.leaf == number }.map { access in
            .object([
              field("rule", .text(index.rules[rule].name)), field("place", .text("\(access.place)")),
              field("unless", .bool(access.isUnless)),
            ])
          }
        })
    }
    return .object([
      field("path", .text(leaf.path)), field("holds", .text(leaf.type)),
      field("place", .text("\(leaf.place)")),
      field("facts", self.number(leaf.facts)), field("writtenBy", accesses(leaf.writers) { $0.writes }),
      field("readBy", accesses(leaf.readers) { $0.reads }),
      field("sections", texts(leaf.sections.map { index.sections[$0].id })),
    ])
  }

  private func json(of rule: PackIndex.Rule) -> Value {
    func accesses(_ list: [PackIndex.Access]) -> Value {
      .list(
        list.map { access in
          .object([
            field("leaf", .text(index.leaves[access.leaf].path)), field("place", .text("\(access.place)")),
            field("unless", .bool(access.isUnless)),
          ])
        })
    }
    return .object(
      [
        field("rule", .text(rule.name)), field("place", .text("\(rule.place)")),
        field("strata", .list(rule.strata.map(number))),
      ] + (rule.rows.map { [field("rows", number($0))] } ?? [])
        + (rule.because.map { [field("because", .text($0.text(in: locale)))] } ?? [])
        + (rule.source.map { [field("source", .text($0))] } ?? [])
        + [
          field("variables", texts(rule.variables)), field("reads", accesses(rule.reads)),
          field("writes", accesses(rule.writes)),
        ])
  }

  private func field(_ name: String, _ value: Value) -> Value.Field { Value.Field(name, value) }

  private func texts(_ texts: [String]) -> Value { .list(texts.map(Value.text)) }

  private func number(_ number: Int) -> Value { .number("\(number)") }
}
