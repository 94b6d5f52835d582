extension SampleGenerator {
  mutating func makeShape() {
    for kind in program.kinds.indices { makeKindSection(kind) }
    makeLinks()
    makeProfileShape()
    for _ in 0..<Int.random(in: 3...5, using: &random) { makeDerivedSection() }
    // The presence of an entry is known when all beneath it is known.
    for index in program.leaves.indices where program.leaves[index].holds == .entry {
      let beneath = leaves(beneath: index)
      program.leaves[index].level = beneath.map { program.leaves[$0].level }.max() ?? 0
      program.leaves[index].pack = beneath.map { program.leaves[$0].pack }.min() ?? 0
    }
  }

  func leaves(beneath entry: Int) -> [Int] {
    let path = program.leaves[entry].path
    return program.leaves.indices.filter {
      program.leaves[$0].path.count > path.count && program.leaves[$0].path.starts(with: path)
        && program.leaves[$0].holds != .entry
    }
  }

  /// Adds a leaf, and the entries of the maps that lead to it.
  @discardableResult
  private mutating func addLeaf(
    _ path: [SampleStep], _ holds: SampleLeaf.Holds, level: Int, fallbackShare: Int = 0
  ) -> Int {
    for length in path.indices.dropFirst() {
      let prefix = Array(path[..<length])
      guard case .key? = prefix.last, !program.leaves.contains(where: { $0.path == prefix }) else { continue }
      program.leaves.append(SampleLeaf(path: prefix, holds: .entry, level: level, pack: 0))
    }
    var leaf = SampleLeaf(path: path, holds: holds, level: level, pack: 0)
    var kinds = leaf.keys
    if case .id(let kind) = holds { kinds.append(kind) }
    let least = kinds.map { program.kinds[$0].packs.min() ?? 0 }.max() ?? 0
    leaf.pack = Int.random(in: least..<program.packs, using: &random)
    if case .rank(let terms) = holds {
      leaf.pack = max(leaf.pack, terms.map { program.leaves[$0.leaf].pack }.max() ?? 0)
    }
    program.leaves.append(leaf)
    let index = program.leaves.count - 1
    if !leaf.isPresence && !leaf.isRank && random.chance(fallbackShare) {
      if case .id(let kind) = holds {
        let first = program.kinds[kind].packs.firstIndex(of: program.kinds[kind].packs.min() ?? 0) ?? 0
        program.leaves[index].fallback = .name(program.kinds[kind].ids[first])
      } else {
        program.leaves[index].fallback =
          leaf.isAggregate && random.chance(70) ? .number(0) : someValue(of: index)
      }
    }
    return index
  }

  private mutating func someScalar() -> SampleLeaf.Holds {
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: .number
    case 2, 3: .bounded(0...5_000_000, isWhole: true)
    case 4: .bounded(1_000_000...3_000_000, isWhole: true)
    case 5: .bounded(-500_000...2_500_000, isWhole: false)
    case 6: .words(["low", "mid", "high"])
    case 7: .words(["red", "green"])
    case 8: .truth
    default: .id(someKind())
    }
  }

  private mutating func someKind() -> Int {
    Int.random(in: program.kinds.indices, using: &random)
  }

  private mutating func makeKindSection(_ kind: Int) {
    let entry: [SampleStep] = [.field(program.kinds[kind].section), .key(kind)]
    addLeaf(entry + [.field("size")], .number, level: 0, fallbackShare: 20)
    if random.chance(60) { addLeaf(entry + [.field("look")], someScalar(), level: 0, fallbackShare: 30) }
    if random.chance(40) {
      addLeaf(entry + [.field("needs"), .key(someKind())], someScalar(), level: 0, fallbackShare: 15)
    }
    if random.chance(30) { addLeaf(entry + [.field("suits"), .key(someKind())], .member, level: 0) }
    if random.chance(30) {
      let score = addLeaf(entry + [.field("score")], .sum, level: 1, fallbackShare: 70)
      addRank(entry + [.field("place")], by: [score], level: 1)
    }
  }

  private mutating func makeLinks() {
    let kind = someKind()
    links = addLeaf([.field("links"), .key(kind), .key(kind)], .member, level: 0)
    addLeaf([.field("reached"), .key(kind), .key(kind)], .member, level: 1)
    if random.chance(40) {
      addLeaf([.field("ways"), .key(kind), .key(someKind())], .number, level: 0, fallbackShare: 10)
    }
  }

  private mutating func makeProfileShape() {
    let root = SampleStep.field("profile")
    addLeaf([root, .field("years")], .number, level: 0, fallbackShare: 10)
    addLeaf([root, .field("skills"), .key(someKind())], someScalar(), level: 0, fallbackShare: 60)
    if random.chance(60) { addLeaf([root, .field("likes"), .key(someKind())], .member, level: 0) }
    if random.chance(50) { addLeaf([root, .field("mood")], someScalar(), level: 0, fallbackShare: 30) }
    if random.chance(40) {
      let entry: [SampleStep] = [root, .field("past"), .key(someKind())]
      addLeaf(entry + [.field("level")], someScalar(), level: 0, fallbackShare: 10)
      addLeaf(entry + [.field("time")], .number, level: 0, fallbackShare: 40)
    }
    if random.chance(30) {
      addLeaf([root, .field("table"), .key(someKind()), .key(someKind())], someScalar(), level: 0)
    }
  }

  private mutating func makeDerivedSection() {
    let root = SampleStep.field(name("part"))
    let level = random.pick([1, 1, 2, 2, 3])
    switch Int.random(in: 0..<9, using: &random) {
    case 0: addLeaf([root], someScalar(), level: level, fallbackShare: 30)
    case 1: addLeaf([root, .key(someKind())], someScalar(), level: level, fallbackShare: 30)
    case 2:
      addLeaf([root, .key(someKind()), .key(someKind())], someScalar(), level: level, fallbackShare: 30)
    case 3: addLeaf([root, .key(someKind())], .member, level: level)
    case 4:
      let kind = someKind()
      addLeaf([root, .key(kind), .key(kind)], .member, level: level)
    case 5:
      addLeaf([root, .field("one")], someScalar(), level: level, fallbackShare: 30)
      addLeaf([root, .field("total")], random.pick([.sum, .max, .min]), level: level, fallbackShare: 50)
    default:
      let entry = [root, .key(someKind())] + (random.chance(15) ? [.key(someKind())] : [])
      let score = addLeaf(entry + [.field("score")], .sum, level: level, fallbackShare: 60)
      var terms = [score]
      if random.chance(50) {
        terms.append(
          addLeaf(
            entry + [.field("peak")],
            random.pick([.max, .min, .number, .bounded(0...5_000_000, isWhole: true)]),
            level: level, fallbackShare: 40))
      }
      addRank(entry + [.field("rank")], by: terms.shuffled(using: &random), level: level)
      if random.chance(40) {
        addLeaf(entry + [.field("note")], someScalar(), level: level, fallbackShare: 20)
      }
      if random.chance(25) {
        addLeaf(
          entry + [.field("parts"), .key(someKind())], random.chance(50) ? .member : .number, level: level)
      }
    }
  }

  private mutating func addRank(_ path: [SampleStep], by leaves: [Int], level: Int) {
    let terms = leaves.map { SampleLeaf.Term(leaf: $0, isReversed: random.chance(30)) }
    addLeaf(path, .rank(terms), level: level)
  }
}
