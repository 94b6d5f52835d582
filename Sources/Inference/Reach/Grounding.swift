/// Builds a network out of a relaxation.
struct Grounding {
  private struct Key: Hashable {
    let leaf: LeafID
    let key: UInt64
    /// Of a keyed leaf, the value; `Value.unbound` for the place as a whole.
    let value: Value
  }

  let relaxation: Relaxation
  private(set) var places: [Network.Place] = []
  private(set) var shapes: [Network.Shape] = []
  private(set) var instances: [Network.Instance] = []
  private(set) var groups: [Network.Group] = []
  private(set) var rankings: [Network.Ranking] = []
  private(set) var ranks: [Int] = []
  private(set) var stages: [Network.Stage] = []
  private(set) var goal = -1
  /// The places that the goal is reached from, backwards.
  private(set) var behindGoal: Set<Int> = []
  private var numbers: [Key: Int] = [:]
  private var rankingNumbers: [Key: Int] = [:]
  private var constants: [Value: Int] = [:]

  private struct GroupKey: Hashable {
    let shape: Int
    let head: Int
    let place: Int
    let bindings: [Value]
  }
  private var groupNumbers: [GroupKey: Int] = [:]

  private var frozen: FrozenProgram { relaxation.frozen }

  init(_ relaxation: Relaxation) throws(Relaxation.Problem) {
    self.relaxation = relaxation
    addStated()
    for stratum in relaxation.strata {
      let first = (instances.count, groups.count)
      for clause in stratum.clauses {
        try add(frozen.clauses[clause.index], isGoal: false)
      }
      var stage = Network.Stage(
        instances: first.0..<instances.count, isRecursive: stratum.isRecursive)
      stage.groups = first.1..<groups.count
      stages.append(stage)
      for rank in stratum.ranks { try addRankings(rank) }
    }
    goal = places.count
    places.append(Network.Place(leaf: LeafID(frozen.leaves.count), holds: .member))
    let first = instances.count
    try add(relaxation.goal, isGoal: true)
    stages.append(Network.Stage(instances: first..<instances.count, isRecursive: false))
    behindGoal = findBehindGoal()
    settleRanks()
    checkGroups()
  }

  // MARK: Places

  private mutating func place(_ leaf: LeafID, _ keys: [Int], _ value: Value? = nil) -> Int {
    guard let key = frozen.packings[leaf.index].key(keys) else {
      preconditionFailure("a match has a key that is not of its domain")
    }
    return place(Key(leaf: leaf, key: key, value: value ?? .unbound))
  }

  private mutating func place(_ key: Key) -> Int {
    if let number = numbers[key] { return number }
    let leaf = frozen.leaves[key.leaf.index]
    let number = places.count
    numbers[key] = number
    places.append(
      Network.Place(
        leaf: key.leaf, keys: frozen.packings[key.leaf.index].keys(key.key),
        keyed: key.value == .unbound ? nil : key.value, holds: leaf.holds))
    if key.value == .unbound {
      places[number].fallback = leaf.fallback
    } else if leaf.fallback == key.value {
      places[number].unlessAt = place(Key(leaf: key.leaf, key: key.key, value: .unbound))
    }
    if relaxation.free.contains(key.leaf) {
      places[number].free =
        key.value != .unbound || leaf.holds == .member
        ? .yes
        : leaf.bounds.map {
          Interval($0.lowerBound, $0.upperBound)
        } ?? .all
    }
    return number
  }

  /// The places that state a fact: where values are keys, that of the value and the place as a whole.
  private mutating func places(of fact: Fact) -> [(place: Int, value: Value)] {
    guard relaxation.isKeyed[fact.leaf.index] else { return [(place(fact.leaf, fact.keys), fact.value)] }
    return [(place(fact.leaf, fact.keys, fact.value), 1), (place(fact.leaf, fact.keys), 1)]
  }

  private mutating func addStated() {
    for fact in relaxation.given {
      for (place, value) in places(of: fact) { places[place].given.append(value) }
    }
    for (number, choice) in relaxation.choices.enumerated() {
      let options = [choice.stated] + choice.options.map(\.facts)
      var values: [Int: [Value?]] = [:]
      for (option, facts) in options.enumerated() {
        for fact in facts where relaxation.isDynamic[fact.leaf.index] {
          for (place, value) in places(of: fact) {
            values[place, default: Array(repeating: nil, count: options.count)][option] = value
          }
        }
      }
      for (place, values) in values.sorted(by: { $0.key < $1.key }) {
        places[place].statements.append(Network.Statement(choice: number, values: values))
      }
    }
  }

  // MARK: Matches

  private mutating func add(_ clause: Clause, isGoal: Bool) throws(Relaxation.Problem) {
    let pattern = GroundPattern(clause, relaxation)
    let shape = shapes.count
    let first = instances.count
    for row in try rows(pattern.when, pattern.settledUnless, pattern.variables) {
      instances.append(
        Network.Instance(
          shape: shape, bindings: row, premises: premises(pattern.premises, row),
          absences: Array(repeating: [], count: pattern.absences.count)))
    }
    shapes.append(network(pattern, clause, isGoal: isGoal))
    try addAbsences(pattern, first..<instances.count)
    let heads = clause.heads.filter { relaxation.isDynamic[$0.leaf.index] }
    let counted = Array(clause.countedVariables)
    for number in first..<instances.count {
      guard !isGoal else {
        write(goal, number, shape, [], isSum: false)
        continue
      }
      let bindings = instances[number].bindings
      for head in heads {
        let keys = head.keys.compactMap { $0.value(bindings).map { Int($0) } }
        let isKeyed = relaxation.isKeyed[head.leaf.index]
        let value = isKeyed ? head.value.term?.value(bindings) : nil
        let isSum = frozen.leaves[head.leaf.index].holds == .sum
        write(place(head.leaf, keys, value), number, shape, counted.map { bindings[$0] }, isSum: isSum)
        if isKeyed { write(place(head.leaf, keys), number, shape, [], isSum: false) }
      }
    }
  }

  private mutating func write(
    _ place: Int, _ instance: Int, _ shape: Int, _ counted: [Value], isSum: Bool
  ) {
    var group = -1
    let head = instances[instance].heads.count
    if isSum {
      let key = GroupKey(shape: shape, head: head, place: place, bindings: counted)
      if let number = groupNumbers[key] {
        group = number
      } else {
        group = groups.count
        groupNumbers[key] = group
        groups.append(Network.Group(place: place))
        places[place].groups.append(group)
      }
      groups[group].members.append((instance, head))
    } else {
      places[place].writers.append((instance, head))
    }
    instances[instance].heads.append((place, group))
  }

  private mutating func addAbsences(
    _ pattern: GroundPattern, _ range: Range<Int>
  ) throws(Relaxation.Problem) {
    let bound = Array(pattern.when.binds)
    guard !pattern.absences.isEmpty else { return }
    var byRow: [[Value]: Int] = [:]
    for number in range { byRow[bound.map { instances[number].bindings[$0] }] = number }
    for (index, absence) in pattern.absences.enumerated() {
      for row in try rows(absence.condition, [], pattern.variables) {
        guard let number = byRow[bound.map { row[$0] }] else { continue }
        instances[number].absences[index].append(
          Network.Match(bindings: row, premises: premises(absence.premises, row)))
      }
    }
  }

  private static let maxInstances = 2_000_000

  private func rows(
    _ condition: Condition, _ unless: [Condition], _ variables: Int
  ) throws(Relaxation.Problem) -> [[Value]] {
    let answers = relaxation.relaxed.answers(to: condition, unless: unless, variables: variables)
    guard answers.isComplete, instances.count + answers.solutions.count <= Grounding.maxInstances else {
      throw .limit
    }
    return answers.solutions
  }

  private mutating func premises(_ premises: [GroundPattern.Premise], _ row: [Value]) -> [Int] {
    var numbers: [Int] = []
    for premise in premises {
      var keys = premise.keys.compactMap { $0.value(row).map { Int($0) } }
      let value = relaxation.isKeyed[premise.leaf.index] ? keys.removeLast() : nil
      numbers.append(place(premise.leaf, keys, value.map { Value($0) }))
    }
    return numbers
  }

  private func network(_ pattern: GroundPattern, _ clause: Clause, isGoal: Bool) -> Network.Shape {
    let heads = clause.heads.filter { relaxation.isDynamic[$0.leaf.index] }
    var shapeHeads: [Network.Shape.Head] = []
    for head in heads {
      let isPlain = relaxation.isKeyed[head.leaf.index] || frozen.leaves[head.leaf.index].holds == .member
      let bounds =
        frozen.leaves[head.leaf.index].bounds.map { Interval($0.lowerBound, $0.upperBound) } ?? .all
      shapeHeads.append(
        Network.Shape.Head(value: isPlain ? nil : IntervalExpression(head.value), bounds: bounds))
      if relaxation.isKeyed[head.leaf.index] { shapeHeads.append(.presence) }
    }
    var used = (pattern.tests + heads.map(\.value)).reduce(into: Set<Int>()) { $0.formUnion($1.variables) }
    used.formUnion(pattern.premises.compactMap(\.value.variable))
    for absence in pattern.absences {
      used.formUnion(absence.premises.compactMap(\.value.variable))
      for test in absence.tests { used.formUnion(test.variables) }
    }
    return Network.Shape(
      variables: pattern.variables, premises: pattern.premises.map { Network.Shape.Premise(value: $0.value) },
      tests: pattern.tests.map { IntervalExpression($0) },
      heads: isGoal ? [.presence] : shapeHeads,
      absences: pattern.absences.map { absence in
        Network.Shape.Absence(
          premises: absence.premises.map { Network.Shape.Premise(value: $0.value) },
          tests: absence.tests.map { IntervalExpression($0) },
          compared: absence.condition.binds.filter { pattern.isOpen($0) })
      },
      used: used.sorted())
  }

  // MARK: Ranks

  private mutating func addRankings(_ leaf: LeafID) throws(Relaxation.Problem) {
    guard case .rank(let terms) = frozen.leaves[leaf.index].holds else { return }
    let isTotal = terms.allSatisfy { frozen.leaves[$0.leaf.index].fallback != nil }
    let all =
      isTotal ? try relaxation.places(of: leaf) : relaxation.relaxed.facts(of: leaf).map(\.keys)
    for keys in all {
      let number = place(leaf, keys)
      guard let key = frozen.packings[leaf.index].key(keys) else { continue }
      let siblings = Key(
        leaf: leaf, key: key &>> UInt64(Leaf.bits(for: frozen.leaves[leaf.index].keys.last ?? 1)), value: 0)
      let ranking = rankingNumbers[siblings] ?? rankings.count
      if ranking == rankings.count {
        rankingNumbers[siblings] = ranking
        rankings.append(Network.Ranking(terms: terms))
      }
      places[number].ranking = ranking
      places[number].position = rankings[ranking].siblings.count
      rankings[ranking].siblings.append(
        Network.Sibling(terms: terms.map { term in self.term(term.leaf, keys) }))
    }
  }

  private mutating func term(_ leaf: LeafID, _ keys: [Int]) -> Int {
    guard !relaxation.isDynamic[leaf.index] else { return place(leaf, keys) }
    guard let value = relaxation.outcome.value(leaf, keys) else { return constant(nil) }
    return constant(value)
  }

  /// A place of what no choice influences.
  private mutating func constant(_ value: Value?) -> Int {
    let key = value ?? .unbound
    if let number = constants[key] { return number }
    constants[key] = places.count
    var place = Network.Place(leaf: LeafID(frozen.leaves.count), holds: .one)
    if let value { place.given = [value] }
    places.append(place)
    return places.count - 1
  }

  private func findBehindGoal() -> Set<Int> {
    var seen: Set<Int> = []
    var queue = [goal]
    while let place = queue.popLast() {
      guard seen.insert(place).inserted else { continue }
      if places[place].unlessAt >= 0 { queue.append(places[place].unlessAt) }
      if places[place].ranking >= 0 { queue += rankings[places[place].ranking].siblings.flatMap(\.terms) }
      let writers = places[place].writers + places[place].groups.flatMap { groups[$0].members }
      for writer in writers {
        queue += instances[writer.instance].premises
        queue += instances[writer.instance].absences.joined().flatMap(\.premises)
      }
    }
    return seen
  }

  /// Ranks are worked out where the goal needs them, behind the stage in which their terms are complete.
  private mutating func settleRanks() {
    for (number, stratum) in relaxation.strata.enumerated() {
      let first = ranks.count
      let leaves = Set(stratum.ranks)
      ranks += places.indices.filter {
        places[$0].ranking >= 0 && leaves.contains(places[$0].leaf) && behindGoal.contains($0)
      }
      stages[number].ranks = first..<ranks.count
    }
  }

  /// Whether the members of a group surely contribute the same: they read what counts at the same places.
  private mutating func checkGroups() {
    for number in groups.indices where groups[number].members.count > 1 {
      let members = groups[number].members
      let first = instances[members[0].instance]
      let shape = shapes[first.shape]
      groups[number].isUniform = members.allSatisfy { member in
        let other = instances[member.instance]
        return zip(shape.premises, zip(first.premises, other.premises)).allSatisfy { premise, places in
          premise.value.variable == nil || places.0 == places.1
        }
      }
    }
  }
}

extension Term {
  /// What it stands for under bindings; nil for any.
  fileprivate func value(_ bindings: [Value]) -> Value? {
    switch self {
    case .constant(let value): value
    case .variable(let variable): bindings[variable]
    case .any: nil
    }
  }
}
