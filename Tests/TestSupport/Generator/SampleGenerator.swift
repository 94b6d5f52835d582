/// Makes small random programs that are stratified by construction: every leaf has a level, and a rule reads
/// through `unless`, through defaults, sums, greatest, least and ranks only leaves of lower levels.
///
/// ```swift
/// let program = SampleGenerator.program(seed: 7)
/// ```
package struct SampleGenerator {
  var random: SeededRandom
  var program: SampleProgram
  /// Numbers for names that nothing else bears.
  private var names = 0
  /// A leaf that links the things of one kind.
  var links: Int?

  package static func program(seed: UInt64, profiles: Int = 3) -> SampleProgram {
    var generator = SampleGenerator(seed)
    generator.makeKinds()
    generator.makeShape()
    generator.makeRules()
    generator.makeFacts()
    generator.makeProfiles(profiles)
    return generator.program
  }

  private init(_ seed: UInt64) {
    random = SeededRandom(seed: seed)
    program = SampleProgram(seed: seed)
    program.packs = random.pick([1, 1, 1, 2, 2, 3])
  }

  mutating func name(_ prefix: String) -> String {
    names += 1
    return "\(prefix)\(names)"
  }

  mutating func someID(of kind: Int) -> SampleDatum {
    .name(random.pick(program.kinds[kind].ids))
  }

  /// A number that samples like: small, often equal to others, seldom with many places.
  mutating func someNumber() -> Int64 {
    if random.chance(70) { return Int64.random(in: -1...4, using: &random) * 1_000_000 }
    return random.pick([500_000, 2_500_000, 1_250_000, -1_500_000, 333_333, 10_000_000, 1, 100_000_000])
  }

  /// A value that the leaf may hold.
  mutating func someValue(of leaf: Int) -> SampleDatum {
    switch program.leaves[leaf].holds {
    case .number, .sum, .max, .min: .number(someNumber())
    case .bounded(let bounds, let isWhole):
      isWhole
        ? .number(
          Int64.random(in: bounds.lowerBound / 1_000_000...bounds.upperBound / 1_000_000, using: &random)
            * 1_000_000)
        : .number(
          Int64.random(in: bounds.lowerBound / 250_000...bounds.upperBound / 250_000, using: &random)
            * 250_000)
    case .rank: .number(Int64.random(in: 1...3, using: &random) * 1_000_000)
    case .words(let words): .name(random.pick(words))
    case .truth: .truth(random.chance(50))
    case .id(let kind): someID(of: kind)
    case .member, .entry: .present
    }
  }

  // MARK: Kinds

  private mutating func makeKinds() {
    let ids = ["ant", "bee", "cat-1", "cat-10", "cat-2", "dog"]
    for index in 0..<random.pick([1, 2, 2, 3]) {
      let chosen = ids.shuffled(using: &random).prefix(random.pick([2, 2, 3, 3, 4]))
      let own = index == 0 ? 0 : random.pick([0, 0, program.packs - 1])
      var packs = chosen.map { _ in Int.random(in: own..<program.packs, using: &random) }
      packs[0] = own
      program.kinds.append(
        SampleKind(name: "kind\(index)", section: "things\(index)", ids: chosen.sorted(), packs: []))
      let order = Dictionary(uniqueKeysWithValues: zip(chosen, packs))
      program.kinds[index].packs = program.kinds[index].ids.map { order[$0] ?? own }
    }
  }

  // MARK: Facts and profiles

  /// The places of a leaf, as ids.
  private func places(of leaf: Int) -> [[String]] {
    program.leaves[leaf].keys.reduce([[]]) { known, kind in
      known.flatMap { keys in program.kinds[kind].ids.map { keys + [$0] } }
    }
  }

  /// The first pack that knows all ids.
  func pack(of keys: [SampleDatum], kinds: [Int]) -> Int {
    zip(keys, kinds).map { key, kind in
      let kind = program.kinds[kind]
      return kind.ids.firstIndex { .name($0) == key }.map { kind.packs[$0] } ?? 0
    }.max() ?? 0
  }

  private mutating func makeFacts() {
    for (index, leaf) in program.leaves.enumerated() where !leaf.isInProfile && !leaf.isRank {
      let isKind =
        leaf.holds == .entry
        && program.kinds.contains { leaf.path.first == .field($0.section) && leaf.path.count == 2 }
      // A pack states few of the things that rules conclude as well.
      let share = leaf.level > 0 ? (random.chance(8) ? 15 : 0) : leaf.isPresence ? 35 : 65
      for keys in places(of: index) where isKind || (random.chance(share) && leaf.holds != .entry) {
        var fact = SampleFact(leaf: index, keys: keys, value: someValue(of: index))
        var kinds = leaf.keys
        if case .id(let kind) = leaf.holds { kinds.append(kind) }
        fact.pack = max(leaf.pack, pack(of: keys.map(SampleDatum.name) + [fact.value], kinds: kinds))
        program.facts.append(fact)
      }
    }
  }

  private mutating func makeProfiles(_ count: Int) {
    for number in 0..<count {
      var profile: [SampleFact] = []
      for (index, leaf) in program.leaves.enumerated() where leaf.isInProfile {
        // The first profile says most, the last little.
        let share = leaf.holds == .entry ? 10 : 75 - 25 * number
        for keys in places(of: index) where random.chance(share) {
          profile.append(SampleFact(leaf: index, keys: keys, value: someValue(of: index)))
        }
      }
      program.profiles.append(profile)
    }
  }
}
