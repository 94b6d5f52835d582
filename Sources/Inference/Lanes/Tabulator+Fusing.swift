/// Where a generator is followed by little, it does that itself.
extension Tabulator {
  /// Turns plans, or ends of plans, into fused steps.
  mutating func fuseSteps(_ access: [LaneAccess], _ ranks: [LaneRank]) {
    for plan in code.plans {
      let range = Int(plan.first)..<Int(plan.end)
      guard let place = range.first(where: { code.steps[$0].kind.isGenerator }) else { continue }
      let steps = Array(code.steps[place..<range.upperBound])
      if let fusion = fusion(steps, access, ranks) {
        code.steps[place].kind = steps.last?.kind == .collect ? .note : .copy
        code.steps[place].target = Int32(code.fusions.count)
        code.fusions.append(fusion)
      } else if let nest = nest(steps, access) {
        code.steps[place].kind = .nest
        code.steps[place].target = Int32(code.nests.count)
        code.nests.append(nest)
      }
    }
  }

  /// Whether a generator binds the key of each place, and the value perhaps, and leaves none out.
  private func isPlain(_ step: LaneStep) -> Bool {
    step.keys.isEmpty && step.checks.isEmpty && step.bindSlot >= 0 && !step.isMasked && step.use != .compare
  }

  // MARK: Rows and heads

  private mutating func fusion(_ steps: [LaneStep], _ access: [LaneAccess], _ ranks: [LaneRank])
    -> LaneFusion?
  {
    guard let generator = steps.first, let last = steps.last, isPlain(generator) else { return nil }
    let leaf = access[Int(generator.leaf)]
    let isRank = generator.kind == .eachRank
    guard isRank || generator.kind == .each else { return nil }
    var ranked: [Int32] = []
    if isRank {
      guard leaf.rank >= 0, ranks[Int(leaf.rank)].isOneGroup else { return nil }
      if case .rank(let terms) = frozen.leaves[Int(generator.leaf)].holds {
        ranked = terms.map { Int32($0.leaf.index) }
      }
    }
    let finds = steps.dropFirst().dropLast()
    let isKnown = finds.allSatisfy { find in
      find.kind == .find && find.use == .bind && !find.isMasked && find.keySlot == generator.bindSlot
        && (access[Int(find.leaf)].isTotal || ranked.contains(find.leaf))
    }
    guard isKnown else { return nil }
    let outlets: [LaneOutlet]?
    switch last.kind {
    case .collect: outlets = columns(last, generator, Array(finds), access)
    case .conclude: outlets = finds.isEmpty && isRank ? heads(last, generator, access) : nil
    default: outlets = nil
    }
    guard let outlets else { return nil }
    let first = code.outlets.count
    code.outlets += outlets
    return LaneFusion(
      leaf: generator.leaf, isRank: isRank, limit: generator.limit,
      outlets: Extent(first..<code.outlets.count))
  }

  /// What is noted: keys, ranks, and values that stand there or are found.
  private func columns(
    _ collect: LaneStep, _ generator: LaneStep, _ finds: [LaneStep], _ access: [LaneAccess]
  ) -> [LaneOutlet]? {
    func value(of leaf: Int32) -> LaneOutlet {
      let home = access[Int(leaf)]
      guard !home.isMember else { return LaneOutlet(source: .presence) }
      return LaneOutlet(
        source: !home.isNarrow ? .wide : home.isShort ? .short : .narrow, place: home.values, unit: home.unit)
    }
    var outlets: [LaneOutlet] = []
    for slot in code.collected[collect.code.range] {
      if slot == generator.bindSlot {
        outlets.append(LaneOutlet(source: .key))
      } else if slot == generator.slot, generator.use == .bind {
        outlets.append(generator.kind == .eachRank ? LaneOutlet(source: .rank) : value(of: generator.leaf))
      } else if let find = finds.first(where: { $0.slot == slot }) {
        outlets.append(value(of: find.leaf))
      } else {
        return nil
      }
    }
    return outlets
  }

  /// What is written: the key and the rank as they are, where all ranks up to the limit fit.
  private func heads(_ conclude: LaneStep, _ generator: LaneStep, _ access: [LaneAccess]) -> [LaneOutlet]? {
    let limit = Value(generator.limit) * .one
    var outlets: [LaneOutlet] = []
    for target in code.targets[code.conclusions[Int(conclude.target)].targets.range] {
      let leaf = access[Int(target.leaf)]
      guard target.code.isEmpty, target.parts.range.count == 1 else { return nil }
      let part = code.parts[target.parts.range.lowerBound]
      guard part.slot == generator.bindSlot, part.shift == 0,
        part.size >= UInt64(access[Int(generator.leaf)].places)
      else { return nil }
      var outlet = LaneOutlet(source: .presence, leaf: target.leaf)
      if target.slot >= 0 {
        guard target.slot == generator.slot, generator.use == .bind, target.least <= .one,
          limit <= target.greatest, !leaf.isNarrow || Value.one % leaf.unit == 0,
          !leaf.isNarrow || limit / leaf.unit <= Value(Int32.max)
        else { return nil }
        outlet.source = .rank
        if leaf.isNarrow { outlet.unit = .one / leaf.unit }
      }
      if leaf.isKept { outlets.append(outlet) }
    }
    return outlets
  }

  // MARK: Tables

  /// One generator or two, with a value that is looked up perhaps, and a table whose writes are known.
  private func nest(_ steps: [LaneStep], _ access: [LaneAccess]) -> LaneNest? {
    let generators = steps.filter { $0.kind == .each }
    let finds = steps.filter { $0.kind == .find }
    guard 1...2 ~= generators.count, generators.allSatisfy({ isPlain($0) && $0.use == .ignore }),
      finds.count <= 1, steps.count > generators.count + finds.count
    else { return nil }
    let find = finds.first
    if let find {
      let leaf = access[Int(find.leaf)]
      guard find.use == .bind, !find.isMasked, leaf.isTotal, leaf.isNarrow else { return nil }
    }
    // Whatever else there is has no part in it, because a table without others behind it is the end.
    let table = steps[generators.count + finds.count]
    guard table.kind == .cells, !table.isFollowed else { return nil }
    let cells = code.cells[Int(table.target)]
    guard cells.writes >= 0 else { return nil }
    // What is looked up depends on the outer place.
    var outer = generators[0]
    var inner = generators.count == 2 ? generators[1] : nil
    if let find, find.keySlot != outer.bindSlot {
      guard let other = inner, find.keySlot == other.bindSlot else { return nil }
      inner = outer
      outer = other
    }
    if let inner, inner.bindSlot == outer.bindSlot { return nil }
    if let find, access[Int(find.leaf)].places < access[Int(outer.leaf)].places { return nil }
    var nest = LaneNest(
      outer: outer.leaf, outerStride: 0, inner: inner?.leaf ?? -1, found: find?.leaf ?? -1,
      writes: cells.writes)
    for term in code.terms[cells.terms.range] {
      if term.slot == outer.bindSlot, term.least == 0 {
        nest.outerStride = term.stride
      } else if let inner, term.slot == inner.bindSlot, term.least == 0 {
        nest.innerStride = term.stride
      } else if let find, term.slot == (find.natural >= 0 ? find.natural : find.slot) {
        nest.foundStride = term.stride
        nest.foundLeast = term.least
      } else {
        return nil
      }
    }
    return nest
  }
}
