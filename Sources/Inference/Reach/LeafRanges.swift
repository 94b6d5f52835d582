/// Between which values the places of leaves may lie, whatever is changed, and how their parts are told apart.
struct LeafRanges: Sendable {
  let outcome: Outcome
  let flow: GoalFlow
  private let movements: [Movement]
  private var known: [Interval?]
  private var isPending: [Bool]
  private var singles: [LeafID: Bool] = [:]

  private var frozen: FrozenProgram { outcome.frozen }

  init(_ outcome: Outcome, _ flow: GoalFlow, moving movements: [Movement]) {
    self.outcome = outcome
    self.flow = flow
    self.movements = movements
    known = Array(repeating: nil, count: outcome.frozen.leaves.count)
    isPending = Array(repeating: false, count: known.count)
  }

  /// What a place of a leaf may read as.
  mutating func range(of leaf: LeafID) -> Interval {
    if let range = known[leaf.index] { return range }
    // A leaf that rests on itself.
    guard !isPending[leaf.index] else { return .all }
    isPending[leaf.index] = true
    let range = found(leaf)
    isPending[leaf.index] = false
    known[leaf.index] = range
    return range
  }

  private mutating func found(_ leaf: LeafID) -> Interval {
    let declared = frozen.leaves[leaf.index]
    switch declared.holds {
    case .member: return .yes
    case .rank: return Interval(.one, .max)
    case .one, .sum, .max, .min: break
    }
    var range = declared.fallback.map { Interval($0) } ?? .none
    for value in stored(leaf) { range = range.hull(Interval(value)) }
    if flow.isDynamic[leaf.index] {
      if !movements[leaf.index].isEmpty {
        range = range.hull(declared.bounds.map { Interval($0.lowerBound, $0.upperBound) } ?? .all)
      }
      for writer in frozen.writers[leaf.index] where flow.isLive[writer.clause.index] {
        let clause = frozen.clauses[writer.clause.index]
        range = range.hull(value(of: clause.heads[writer.head], in: clause))
      }
      if declared.holds == .sum {
        for fact in outcome.stated + frozen.statedFacts(of: leaf) where fact.leaf == leaf {
          range = range.hull(Interval(fact.value))
        }
        range = Interval(range.low >= 0 ? 0 : -Value.max, range.high <= 0 ? 0 : Value.max)
      }
    }
    return range.isEmpty ? .all : range
  }

  private func stored(_ leaf: LeafID) -> [Value] {
    let pack = frozen.pack[leaf.index]
    let added = outcome.store.relations[leaf.index].rows
    let values = (0..<pack.count).map { pack.value($0) } + Array(added.values)
    guard let least = values.min(), let greatest = values.max() else { return [] }
    return [least, greatest]
  }

  /// What the variables of a clause may be where it fires.
  ///
  /// - Parameter isNarrow: whether the tests hold.
  mutating func frame(of clause: Clause, isNarrow: Bool) -> [Interval] {
    var frame = Array(repeating: Interval.all, count: clause.variables)
    for atom in clause.atoms {
      for (key, size) in zip(atom.keys, frozen.leaves[atom.leaf.index].keys) {
        guard let variable = key.variable else { continue }
        frame[variable] = frame[variable].intersection(Interval(0, Value(Swift.max(0, size - 1))))
      }
      if let variable = atom.value.variable {
        frame[variable] = frame[variable].intersection(range(of: atom.leaf))
      }
    }
    for variable in frame.indices where frame[variable].isEmpty { frame[variable] = .all }
    guard isNarrow else { return frame }
    var narrowed = frame
    var scratch: [Interval] = []
    for test in clause.when.tests {
      guard IntervalExpression(test).narrow(&narrowed, to: .yes, &scratch) else { return frame }
    }
    return narrowed.contains(where: \.isEmpty) ? frame : narrowed
  }

  /// What a head may write.
  mutating func value(of head: Head, in clause: Clause) -> Interval {
    let declared = frozen.leaves[head.leaf.index]
    if declared.holds == .member { return .yes }
    var scratch: [Interval] = []
    let value = IntervalExpression(head.value).value(frame(of: clause, isNarrow: true), &scratch)
    let bounds = declared.bounds.map { Interval($0.lowerBound, $0.upperBound) } ?? .all
    return value.intersection(bounds)
  }

  // MARK: Parts of sums

  /// Whether no place of a sum can ever have more than one part.
  mutating func isSingle(_ leaf: LeafID) -> Bool {
    if let single = singles[leaf] { return single }
    let single = findSingle(leaf)
    singles[leaf] = single
    return single
  }

  private func findSingle(_ leaf: LeafID) -> Bool {
    guard movements[leaf.index].isEmpty, frozen.statedFacts(of: leaf).isEmpty,
      !outcome.stated.contains(where: { $0.leaf == leaf })
    else { return false }
    let writers = frozen.writers[leaf.index].filter { writer in
      let clause = frozen.clauses[writer.clause.index]
      // One that reads nothing that moves may have fired all the same.
      return flow.isLive[writer.clause.index]
        || !clause.atoms.contains(where: flow.isMoved)
    }
    guard writers.count == 1, let writer = writers.first else { return false }
    let clause = frozen.clauses[writer.clause.index]
    var keys: VariableSet = []
    for key in clause.heads[writer.head].keys { key.variable.map { keys.insert($0) } }
    return clause.countedVariables.isSubset(of: LeafRanges.following(from: keys, clause))
  }

  /// Whether the parts that a clause adds to a sum are told apart by keys alone, so that none falls together with another
  /// when values change.
  func countsByKeys(_ clause: Clause) -> Bool {
    let open = clause.when.atoms.reduce(into: VariableSet()) { open, atom in
      if flow.isMoved(atom), let variable = atom.value.variable { open.insert(variable) }
    }
    let counted = clause.countedVariables
    var keys: VariableSet = []
    for variable in counted where !open.contains(variable) { keys.insert(variable) }
    return counted.isSubset(of: LeafRanges.following(from: keys, clause))
  }

  /// The variables that are known when some are, for rows are known by their keys.
  private static func following(from variables: VariableSet, _ clause: Clause) -> VariableSet {
    var known = variables
    var isChanged = true
    while isChanged {
      isChanged = false
      for atom in clause.when.atoms {
        guard let value = atom.value.variable, !known.contains(value) else { continue }
        let isKnown = atom.keys.allSatisfy { key in
          switch key {
          case .constant: true
          case .variable(let variable): known.contains(variable)
          case .any: false
          }
        }
        guard isKnown else { continue }
        known.insert(value)
        isChanged = true
      }
    }
    return known
  }
}
