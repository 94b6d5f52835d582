extension Outcome {
  /// How many matches of one head are looked at to explain one fact.
  private static let maxDerivations = 100_000

  /// The direct reasons of a fact, sorted by clause, then bindings. None for a rank: look at its terms. None for
  /// what a profile or the pack states and no clause concludes.
  ///
  /// For a sum, a greatest or a least these are all parts, with what each contributed. Of matches that differ in
  /// nothing that counts (what `.any` stands for, or a variable that is not named) one is taken, rather one that does
  /// not rest on fallbacks. Of 100,000 matches of one head and more, the rest is left out.
  package func derivations(of fact: Fact) -> [Derivation] {
    derivations(of: fact) { distinct($0, $1) }
  }

  /// The same with all matches. Where rules are recursive, one of them need not rest on the fact itself, and nobody
  /// knows which before all facts have been looked at.
  package func everyDerivation(of fact: Fact) -> [Derivation] {
    derivations(of: fact) { matches, _ in matches }
  }

  private func derivations(of fact: Fact, pick: ([[Value]], Writer) -> [[Value]]) -> [Derivation] {
    let leaf = fact.leaf.index
    guard let key = frozen.packings[leaf].key(fact.keys), value(leaf, at: key) == fact.value else {
      return []
    }
    let isOne = frozen.leaves[leaf].holds == .one
    var machine = Machine(frozen, frozen.code, store)
    var derivations: [Derivation] = []
    for writer in frozen.writers[leaf] {
      let matches = matches(of: writer, at: key, &machine).filter { !isOne || $0.last == fact.value }
      derivations += pick(matches, writer).map { derivation($0, writer) }
    }
    return derivations.sorted { one, other in
      guard one.clause == other.clause else { return one.clause < other.clause }
      guard one.bindings == other.bindings else {
        return one.bindings.lexicographicallyPrecedes(other.bindings)
      }
      return one.head < other.head
    }
  }

  /// The two least sides of a place that got two values from what is given and from the strata up to one.
  func conflict(at place: UnresolvedPlace, upTo stratum: Int) -> Failure? {
    let sides = sides(at: place, upTo: stratum)
    guard let first = sides.first, let second = sides.first(where: { $0.value != first.value }) else {
      return nil
    }
    let keys = frozen.packings[place.leaf.index].keys(place.key)
    return .conflict(leaf: place.leaf, keys: keys, first: first, second: second)
  }

  /// One clause with a part in a sum that does not fit; a conflict when only given parts make it up.
  func overflow(at place: UnresolvedPlace, upTo stratum: Int) -> Failure? {
    let sides = sides(at: place, upTo: stratum)
    for side in sides {
      if case .derived(let clause, let bindings, _) = side {
        return .overflow(clause, bindings: bindings)
      }
    }
    guard let first = sides.first, let last = sides.last else { return nil }
    let keys = frozen.packings[place.leaf.index].keys(place.key)
    return .conflict(leaf: place.leaf, keys: keys, first: first, second: last)
  }

  private func sides(at place: UnresolvedPlace, upTo stratum: Int) -> [Side] {
    let keys = frozen.packings[place.leaf.index].keys(place.key)
    let given = given(place.leaf, keys)
    var sides = given.map { Side.given($0.value) }
    var machine = Machine(frozen, frozen.code, store)
    for writer in frozen.writers[place.leaf.index] where writer.stratum <= stratum {
      for match in matches(of: writer, at: place.key, &machine) {
        let bindings = bindings(match, of: writer.clause)
        sides.append(.derived(writer.clause, bindings: bindings, value: match.last ?? 1))
      }
    }
    return sides.sorted()
  }

  /// The matches under which a head writes to a place: all variables, and then the value.
  private func matches(of writer: Writer, at key: UInt64, _ machine: inout Machine) -> [[Value]] {
    let code = frozen.code
    var set: Set<Slot> = []
    for column in code.columns[frozen.targets[writer.target].keys.range] {
      let value = Value(key &>> column.shift & column.mask)
      let isVariable = column.slot.index >= code.constants.count
      if isVariable, set.insert(column.slot).inserted {
        machine.frame[column.slot.index] = value
      } else if machine.frame[column.slot.index] != value {
        return []
      }
    }
    machine.limitMatches(limits)
    machine.instancesLeft = Outcome.maxDerivations
    machine.collected = []
    machine.collectedWidth = writer.variables
    machine.run(from: writer.plan.first)
    let flat = machine.collected
    return stride(from: 0, to: flat.count, by: writer.variables + 1).map { first in
      var match = Array(flat[first...first + writer.variables])
      for variable in writer.isBound.indices where !writer.isBound[variable] {
        match[variable] = .unbound
      }
      return match
    }
  }

  /// One of the matches that agree in what counts.
  private func distinct(_ matches: [[Value]], _ writer: Writer) -> [[Value]] {
    guard matches.count > 1 else { return matches }
    let counted = frozen.projections[frozen.rules[writer.clause.index].projection.range].map {
      $0.index - frozen.code.constants.count
    }
    let keyed = matches.map { match in
      (
        counted: counted.map { match[$0] },
        fallbacks: Value(premises(match, writer).count { $0.isFallback }), match: match
      )
    }
    let sorted = keyed.sorted { one, other in
      guard one.counted == other.counted else { return one.counted.lexicographicallyPrecedes(other.counted) }
      guard one.fallbacks == other.fallbacks else { return one.fallbacks < other.fallbacks }
      return one.match.lexicographicallyPrecedes(other.match)
    }
    return sorted.indices.filter { $0 == 0 || sorted[$0 - 1].counted != sorted[$0].counted }.map {
      sorted[$0].match
    }
  }

  private func derivation(_ match: [Value], _ writer: Writer) -> Derivation {
    Derivation(
      clause: writer.clause, head: writer.head, bindings: bindings(match, of: writer.clause),
      contribution: match.last ?? 1, premises: premises(match, writer))
  }

  private func bindings(_ match: [Value], of clause: ClauseID) -> [Value] {
    Array(match.prefix(frozen.rules[clause.index].variables))
  }

  private func premises(_ match: [Value], _ writer: Writer) -> [Premise] {
    writer.premises.enumerated().map { number, atom in
      let keys = atom.keys.map { term in
        switch term {
        case .constant(let value): Int(value)
        case .variable(let variable): Int(match[variable])
        case .any: preconditionFailure("a premise has a key that says nothing")
        }
      }
      let stored = frozen.packings[atom.leaf.index].key(keys).flatMap { value(atom.leaf.index, at: $0) }
      let reading = stored ?? frozen.leaves[atom.leaf.index].fallback ?? 1
      return Premise(
        atom: number, fact: Fact(leaf: atom.leaf, keys: keys, value: reading), isFallback: stored == nil)
    }
  }
}
