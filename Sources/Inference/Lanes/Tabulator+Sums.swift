/// Plans that do nothing but add become accumulations.
extension Tabulator {
  /// What becomes an accumulation.
  private struct Addition {
    let cells: LaneCells
    let head: LaneHead
    var accumulation: LaneAccumulation
  }

  /// At most so many contributions are added without being counted one by one; the limit on instances is far from it.
  private static let maxUncounted = Limits.standard.maxInstances / 4

  /// Turns plans that go through one leaf and add to narrow sums into accumulations. Those over leaves that profiles alone
  /// fill are done while a lane takes in what is stated, and leave the strata.
  mutating func fuse(_ strata: [LaneStratum]) -> [LaneStratum] {
    var additions: [Addition] = []
    var fed: [Int] = []
    let kept = strata.map { stratum -> LaneStratum in
      guard case .plans(let plans) = stratum else { return stratum }
      return .plans(
        plans.filter { plan in
          let (first, end) = (Int(code.plans[plan].first), Int(code.plans[plan].end))
          guard let place = code.steps[first..<end].firstIndex(where: { $0.kind == .each }),
            let found = self.additions(code.steps[place], Array(code.steps[(place + 1)..<end]))
          else { return true }
          if place == first, isStatedOnly(Int(code.steps[place].leaf)) {
            fed += additions.count..<(additions.count + found.count)
            additions += found
            return false
          }
          guard found.count == 1 else { return true }
          code.steps[place].kind = .accumulate
          code.steps[place].target = Int32(additions.count)
          additions += found
          return true
        })
    }
    for sum in Set(fed.map { Int(additions[$0].accumulation.leaf) }) where isFedOnly(sum, kept) {
      let own = fed.filter { Int(additions[$0].accumulation.leaf) == sum }.map { additions[$0] }
      leaves[sum].isShort = bounds(own, leaves[sum].places).allSatisfy { $0 <= Value(Int16.max) }
    }
    for number in additions.indices { fill(&additions[number]) }
    code.accumulations = additions.map(\.accumulation)
    code.feeds = fed.sorted {
      (additions[$0].accumulation.source, $0) < (additions[$1].accumulation.source, $1)
    }
    .map { Int32($0) }
    return kept
  }

  /// Whether all that a leaf holds comes from the profile.
  private func isStatedOnly(_ leaf: Int) -> Bool {
    leaves[leaf].isStated && (leaves[leaf].isMember || leaves[leaf].mode == .one)
      && frozen.pack[leaf].count == 0
      && !frozen.packParts.contains { $0.leaf.index == leaf } && frozen.writers[leaf].isEmpty
  }

  /// Whether none of the plans that are left writes to a leaf.
  private func isFedOnly(_ leaf: Int, _ strata: [LaneStratum]) -> Bool {
    !strata.contains { stratum in
      guard case .plans(let plans) = stratum else { return false }
      return plans.contains { plan in
        code.steps[Int(code.plans[plan].first)..<Int(code.plans[plan].end)].contains { step in
          step.kind == .cells
            && code.heads[code.cells[Int(step.target)].heads.range].contains { Int($0.leaf) == leaf }
        }
      }
    }
  }

  /// What tables behind a generator add to sums; nil where they do anything else.
  private mutating func additions(_ generator: LaneStep, _ tables: [LaneStep]) -> [Addition]? {
    guard generator.keys.isEmpty, generator.checks.isEmpty, generator.binds.range.count == 1,
      generator.use != .compare
    else { return nil }
    let source = leaves[Int(generator.leaf)]
    let key = code.parts[generator.binds.range.lowerBound]
    guard key.shift == 0, source.isMember || source.isNarrow, !source.isShort else { return nil }
    guard !generator.isMasked || source.domain <= 64 else { return nil }
    let natural = generator.natural >= 0 ? generator.natural : generator.slot
    var found: [Addition] = []
    for table in tables {
      guard table.kind == .cells else { return nil }
      let cells = code.cells[Int(table.target)]
      for head in code.heads[cells.heads.range] {
        let sum = leaves[Int(head.leaf)]
        guard sum.mode == .sum, sum.isNarrow, sum.isPresentWhenNonzero, head.parts.isEmpty,
          sum.places <= Int(UInt16.max) + 1
        else { return nil }
        var accumulation = LaneAccumulation(
          source: generator.leaf, leaf: head.leaf, keyStride: 0, valueStride: 0, width: 0, first: 0)
        if generator.isMasked { accumulation.mask = generator.mask }
        for term in code.terms[cells.terms.range] {
          if term.slot == key.slot, term.least == 0 {
            accumulation.keyStride = term.stride
          } else if term.slot == natural, generator.use == .bind, Value(term.least) == source.least {
            accumulation.valueStride = term.stride
          } else {
            return nil
          }
        }
        let count = Int(code.starts[Int(cells.starts) + Int(cells.count)])
        for instance in 0..<count where code.keys[Int(head.keys) + instance] == LaneCode.poison { return nil }
        found.append(Addition(cells: cells, head: head, accumulation: accumulation))
      }
    }
    let uncounted = found.reduce(code.uncounted) { $0 + most($1, source.places) { $0.count }.reduce(0, +) }
    guard uncounted <= Tabulator.maxUncounted else { return nil }
    code.uncounted = uncounted
    return found
  }

  /// By key of the source, the greatest of something of its cells.
  private func most(_ addition: Addition, _ places: Int, _ measure: (Range<Int>) -> Int) -> [Int] {
    let accumulation = addition.accumulation
    let values = accumulation.valueStride == 0 ? 1 : max(1, leaves[Int(accumulation.source)].domain)
    return (0..<(accumulation.keyStride == 0 ? 1 : places)).map { key in
      let most =
        (0..<values).map { offset in
          let cell = key * Int(accumulation.keyStride) + offset * Int(accumulation.valueStride)
          return cell < Int(addition.cells.count) ? measure(instances(of: cell, addition.cells)) : 0
        }.max() ?? 0
      return accumulation.keyStride == 0 ? most * places : most
    }
  }

  /// The most that can come together at each place of a sum.
  private func bounds(_ additions: [Addition], _ places: Int) -> [Value] {
    var bounds = Array(repeating: Value(0), count: places)
    for addition in additions {
      let accumulation = addition.accumulation
      let source = leaves[Int(accumulation.source)]
      let values = accumulation.valueStride == 0 ? 1 : max(1, source.domain)
      let keys = accumulation.keyStride == 0 ? 1 : source.places
      var greatest: [Int: Value] = [:]
      for key in 0..<keys {
        greatest.removeAll(keepingCapacity: true)
        for offset in 0..<values {
          var own: [Int: Value] = [:]
          let cell = key * Int(accumulation.keyStride) + offset * Int(accumulation.valueStride)
          guard cell < Int(addition.cells.count) else { continue }
          for instance in instances(of: cell, addition.cells) {
            let place = Int(code.keys[Int(addition.head.keys) + instance])
            own[place, default: 0] += code.values[Int(addition.head.values) + instance]
          }
          for (place, value) in own { greatest[place] = max(greatest[place] ?? 0, value) }
        }
        for (place, value) in greatest {
          bounds[place] += value * Value(accumulation.keyStride == 0 ? source.places : 1)
        }
      }
    }
    return bounds
  }

  // MARK: Tables

  private mutating func fill(_ addition: inout Addition) {
    let sum = leaves[Int(addition.head.leaf)]
    addition.accumulation.isShort = sum.isShort
    if sum.places <= 64 {
      appendRows(&addition, sum.places)
    } else {
      appendRuns(&addition)
    }
  }

  private mutating func appendRows(_ addition: inout Addition, _ places: Int) {
    let block = addition.accumulation.isShort ? LaneAccumulation.shortWidth : 4
    let padded = (places + block - 1) / block * block
    addition.accumulation.width = Int32(padded)
    addition.accumulation.first = Int32(
      addition.accumulation.isShort ? code.shortRows.count : code.rows.count)
    let passed = passedOver(addition)
    // Where a row of zeros tells so, no mask need be asked.
    if addition.accumulation.valueStride != 0 { addition.accumulation.mask = .max }
    for cell in 0..<Int(addition.cells.count) {
      var row = Array(repeating: Int32(0), count: padded)
      for instance in instances(of: cell, addition.cells) where !passed.contains(cell) {
        row[Int(code.keys[Int(addition.head.keys) + instance])] += Int32(
          code.values[Int(addition.head.values) + instance])
      }
      if addition.accumulation.isShort {
        code.shortRows += row.map { Int16($0) }
      } else {
        code.rows += row
      }
    }
  }

  /// The cells of values that do not count.
  private func passedOver(_ addition: Addition) -> Set<Int> {
    let accumulation = addition.accumulation
    let source = leaves[Int(accumulation.source)]
    guard accumulation.mask != .max, accumulation.valueStride != 0 else { return [] }
    var cells: Set<Int> = []
    for key in 0..<(accumulation.keyStride == 0 ? 1 : source.places) {
      for offset in 0..<source.domain where accumulation.mask &>> UInt64(offset) & 1 == 0 {
        cells.insert(key * Int(accumulation.keyStride) + offset * Int(accumulation.valueStride))
      }
    }
    return cells
  }

  /// A cell is a stretch of runs: a value in two halves, a count, and so many places.
  private mutating func appendRuns(_ addition: inout Addition) {
    addition.accumulation.first = Int32(code.runStarts.count)
    for cell in 0..<Int(addition.cells.count) {
      code.runStarts.append(UInt32(code.runs.count))
      let contributions = instances(of: cell, addition.cells).map { instance in
        (code.values[Int(addition.head.values) + instance], code.keys[Int(addition.head.keys) + instance])
      }.sorted { $0 < $1 }
      var first = 0
      while first < contributions.count {
        let value = contributions[first].0
        let run = contributions[first...].prefix(Int(UInt16.max)).prefix { $0.0 == value }
        let bits = UInt32(bitPattern: Int32(value))
        code.runs += [UInt16(truncatingIfNeeded: bits), UInt16(bits >> 16), UInt16(run.count)]
        code.runs += run.map { UInt16($0.1) }
        first += run.count
      }
    }
    code.runStarts.append(UInt32(code.runs.count))
    // Whoever goes through the last cell may look at what follows.
    code.runs += [0, 0, 0]
  }

  private func instances(of cell: Int, _ cells: LaneCells) -> Range<Int> {
    let start = Int(cells.starts) + cell
    return Int(code.starts[start])..<Int(code.starts[start + 1])
  }
}
