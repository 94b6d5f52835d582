/// The direct reasons of facts, without those that go round in a circle.
///
/// Rules of a recursive stratum may conclude a fact from itself: `a` from `b` and `b` from `a`, where both also follow from
/// something else. A reason counts if all that it rests on is known in an earlier round than the fact: round 0 is what is
/// given or comes from lower strata, and each round takes what follows from the rounds before it. So every tree that is
/// made of such reasons ends. Rounds are found when they are asked for, over what a fact can rest on.
package struct Foundations {
  private let outcome: Outcome
  /// By leaf, the number of the recursive stratum that writes it; nil for those that cannot rest on themselves.
  private let circles: [Int?]
  private var rounds: [Fact: Int] = [:]
  private var derivations: [Fact: [Derivation]] = [:]

  package init(_ outcome: Outcome) {
    self.outcome = outcome
    var circles: [Int?] = Array(repeating: nil, count: outcome.frozen.leaves.count)
    for (number, stratum) in outcome.frozen.strata.enumerated() where stratum.isRecursive {
      for leaf in stratum.written {
        switch outcome.frozen.leaves[leaf.index].holds {
        case .one, .member: circles[leaf.index] = number
        case .sum, .max, .min, .rank: break
        }
      }
    }
    self.circles = circles
  }

  /// The reasons of a fact that rest on what was there before it, as `Outcome.derivations(of:)` orders them.
  package mutating func derivations(of fact: Fact) -> [Derivation] {
    let all = known(fact)
    guard let circle = circles[fact.leaf.index], !all.isEmpty else { return all }
    settle(fact, circle)
    guard let round = rounds[fact] else { return all }
    return all.filter { derivation in
      derivation.premises.allSatisfy {
        circles[$0.fact.leaf.index] != circle || (rounds[$0.fact] ?? round) < round
      }
    }
  }

  private mutating func known(_ fact: Fact) -> [Derivation] {
    if let known = derivations[fact] { return known }
    let found = outcome.derivations(of: fact)
    derivations[fact] = found
    return found
  }

  /// Finds the rounds of a fact and of all that it can rest on within its stratum.
  private mutating func settle(_ fact: Fact, _ circle: Int) {
    guard rounds[fact] == nil else { return }
    var queue = [fact]
    var seen: Set<Fact> = [fact]
    var missing: [Fact: [Int]] = [:]
    var waiting: [Fact: [(owner: Fact, number: Int)]] = [:]
    var ready: [Int: [Fact]] = [:]
    while let next = queue.popLast() {
      if let round = rounds[next] ?? (isGiven(next) ? 0 : nil) {
        ready[round, default: []].append(next)
        continue
      }
      missing[next] = known(next).enumerated().map { number, derivation in
        let inner = Set(derivation.premises.map(\.fact).filter { circles[$0.leaf.index] == circle })
        for premise in inner.sorted(by: precedes) {
          waiting[premise, default: []].append((next, number))
          if seen.insert(premise).inserted { queue.append(premise) }
        }
        if inner.isEmpty { ready[1, default: []].append(next) }
        return inner.count
      }
    }
    var round = 0
    while let last = ready.keys.max(), round <= last {
      for settled in ready[round] ?? [] where rounds[settled] == nil || missing[settled] == nil {
        rounds[settled] = round
        for (owner, number) in waiting[settled] ?? [] {
          missing[owner]?[number] -= 1
          if missing[owner]?[number] == 0 { ready[round + 1, default: []].append(owner) }
        }
        waiting[settled] = nil
      }
      round += 1
    }
  }

  private func isGiven(_ fact: Fact) -> Bool {
    switch outcome.origin(of: fact) {
    case .pack?, .profile?, .fallback?: true
    case .derived?, nil: false
    }
  }
}

private func precedes(_ one: Fact, _ other: Fact) -> Bool {
  one.leaf != other.leaf ? one.leaf < other.leaf : one.keys.lexicographicallyPrecedes(other.keys)
}
