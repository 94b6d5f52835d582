extension Tabulator {
  /// Lets clauses share what they have in common: of plans that differ in their table only, one stays, which has all
  /// tables; and tables that write the same leaves become one.
  mutating func share(_ plans: [Int]) -> [Int] {
    var kept: [Int] = []
    for plan in plans {
      if let first = kept.first(where: { differInTable($0, plan) }) {
        join(plan, to: first)
      } else {
        kept.append(plan)
      }
    }
    return kept
  }

  func steps(_ plan: Int) -> ArraySlice<LaneStep> {
    code.steps[Int(code.plans[plan].first)..<Int(code.plans[plan].end)]
  }

  /// The steps before the tables at the end.
  private func conditions(_ plan: Int) -> [LaneStep] {
    steps(plan).prefix { $0.kind != .cells }.map { $0 }
  }

  private func differInTable(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (conditions(one), conditions(other))
    guard left.count == right.count, steps(one).count > left.count, steps(other).count == right.count + 1
    else {
      return false
    }
    return zip(left, right).allSatisfy(isSame)
  }

  /// Whether two steps do the same.
  private func isSame(_ one: LaneStep, _ other: LaneStep) -> Bool {
    guard one.kind == other.kind, one.use == other.use, one.leaf == other.leaf, one.slot == other.slot,
      one.natural == other.natural, one.isMasked == other.isMasked, one.mask == other.mask,
      one.limit == other.limit,
      same(one.keys, other.keys), same(one.binds, other.binds),
      same(one.checks, other.checks)
    else { return false }
    switch one.kind {
    case .find, .each, .findRank, .eachRank, .enumerate: return true
    case .join: return isSameJoin(Int(one.target), Int(other.target))
    case .test, .absent, .cells, .accumulate, .sweep, .nest, .conclude, .copy, .note, .collect, .succeed:
      return false
    }
  }

  private func same(_ one: Extent, _ other: Extent) -> Bool {
    code.parts[one.range].elementsEqual(code.parts[other.range]) {
      $0.slot == $1.slot && $0.shift == $1.shift && $0.mask == $1.mask && $0.size == $1.size
    }
  }

  private func isSameJoin(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (code.joins[one], code.joins[other])
    guard same(terms: left.terms, right.terms), left.columns.range.count == right.columns.range.count,
      left.cells == right.cells
    else { return false }
    let (count, otherCount) = (rows(of: left), rows(of: right))
    guard count == otherCount else { return false }
    let starts = (Int(left.starts), Int(right.starts))
    for cell in 0...Int(left.cells) where code.starts[starts.0 + cell] != code.starts[starts.1 + cell] {
      return false
    }
    return zip(code.columns[left.columns.range], code.columns[right.columns.range]).allSatisfy { one, other in
      one.slot == other.slot && one.isCompared == other.isCompared
        && code.values[Int(one.values)..<Int(one.values) + count].elementsEqual(
          code.values[Int(other.values)..<Int(other.values) + count])
    }
  }

  private func rows(of join: LaneJoin) -> Int {
    Int(code.starts[Int(join.starts) + Int(join.cells)])
  }

  func same(terms one: Extent, _ other: Extent) -> Bool {
    code.terms[one.range].elementsEqual(code.terms[other.range]) {
      $0.slot == $1.slot && $0.least == $1.least && $0.stride == $1.stride
    }
  }

  // MARK: Joining

  /// Adds the table of a plan to another plan, which is written anew at the end.
  private mutating func join(_ plan: Int, to first: Int) {
    var steps = Array(steps(first))
    guard let table = self.steps(plan).last else { return }
    for place in steps.indices where steps[place].kind == .cells {
      if let merged = merged(Int(steps[place].target), Int(table.target)) {
        steps[place].target = Int32(merged)
        rewrite(first, steps)
        return
      }
    }
    steps[steps.count - 1].isFollowed = true
    steps.append(table)
    rewrite(first, steps)
  }

  private mutating func rewrite(_ plan: Int, _ steps: [LaneStep]) {
    let start = code.steps.count
    code.steps += steps
    code.plans[plan] = LanePlan(first: Int32(start), end: Int32(code.steps.count))
  }

  /// One table of two with the same cells and the same heads; nil where these differ.
  private mutating func merged(_ one: Int, _ other: Int) -> Int? {
    let (left, right) = (code.cells[one], code.cells[other])
    let (leftHeads, rightHeads) = (code.heads[left.heads.range], code.heads[right.heads.range])
    guard left.count == right.count, same(terms: left.terms, right.terms),
      leftHeads.elementsEqual(rightHeads, by: { $0.leaf == $1.leaf && same($0.parts, $1.parts) })
    else { return nil }
    var starts: [UInt32] = []
    var instances: [(isLeft: Bool, number: Int)] = []
    for cell in 0..<Int(left.count) {
      starts.append(UInt32(instances.count))
      for (table, isLeft) in [(left, true), (right, false)] {
        let start = Int(table.starts) + cell
        for number in code.starts[start]..<code.starts[start + 1] { instances.append((isLeft, Int(number))) }
      }
    }
    starts.append(UInt32(instances.count))
    var heads: [LaneHead] = []
    for (one, other) in zip(leftHeads, rightHeads) {
      var head = one
      head.keys = Int32(code.keys.count)
      code.keys += instances.map { code.keys[Int($0.isLeft ? one.keys : other.keys) + $0.number] }
      if one.values >= 0 {
        head.values = Int32(code.values.count)
        code.values += instances.map { code.values[Int($0.isLeft ? one.values : other.values) + $0.number] }
      }
      heads.append(head)
    }
    var table = left
    table.starts = Int32(code.starts.count)
    code.starts += starts
    let first = code.heads.count
    code.heads += heads
    table.heads = Extent(first..<code.heads.count)
    table.multiplicity = max(left.multiplicity, right.multiplicity)
    code.cells.append(table)
    return code.cells.count - 1
  }
}
