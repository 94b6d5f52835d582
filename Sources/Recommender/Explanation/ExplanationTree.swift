import Inference
import RuleLanguage

/// Makes the tree of explanations, in which each concluded fact is explained once.
struct ExplanationTree {
  /// Nothing deeper is made: data within data has a bound, too.
  static let maxDepth = 64
  private static let maxNodes = 20_000
  private static let plainConclusions = 3
  private static let extremeConclusions = 5

  private let answer: Answer
  private let depth: Int
  private var foundations: Foundations
  private var printer: PlacePrinter
  private var numbers: [Fact: Int] = [:]
  private var nodes = 0

  private var pack: CompiledPack { answer.pack }
  private var outcome: Outcome { answer.outcome }

  /// - Parameter depth: how many facts stand below one another, from 1.
  init(_ answer: Answer, depth: Int) {
    self.answer = answer
    self.depth = min(max(1, depth), ExplanationTree.maxDepth)
    foundations = Foundations(answer.outcome)
    printer = PlacePrinter(answer)
  }

  /// A fact with its reasons.
  mutating func explanation(of fact: Fact) -> Explanation { explanation(of: fact, level: 1) }

  /// A fact with its direct reasons, the premises of which are not explained.
  mutating func shortExplanation(of fact: Fact) -> Explanation { explanation(of: fact, level: depth) }

  /// A fact without its reasons.
  mutating func mention(of fact: Fact) -> Explanation {
    if let stated = statement(of: fact) { return stated }
    let isRank = if case .rank = pack.shape[fact.leaf].holds { true } else { false }
    return cut(fact, isRank ? .rank : .rules, .cut, nil)
  }

  /// A fact that does not follow from rules; nil for others.
  private mutating func statement(of fact: Fact) -> Explanation? {
    switch outcome.origin(of: fact) {
    case .profile?: leaf(fact, .profile, printer.profilePlace(of: fact))
    case .pack?: leaf(fact, .pack, printer.packPlace(of: fact))
    case .fallback?, nil: leaf(fact, .assumed, printer.defaultPlace(of: fact.leaf))
    case .derived?: nil
    }
  }

  private mutating func explanation(of fact: Fact, level: Int) -> Explanation {
    nodes += 1
    if let stated = statement(of: fact) { return stated }
    let terms: [RankTerm]? = if case .rank(let terms) = pack.shape[fact.leaf].holds { terms } else { nil }
    let origin: Explanation.Origin = terms == nil ? .rules : .rank
    if let number = numbers[fact] { return cut(fact, origin, .above, number) }
    guard level <= depth, nodes < ExplanationTree.maxNodes else { return cut(fact, origin, .cut, nil) }
    let number = numbers.count + 1
    numbers[fact] = number
    if let terms {
      let ranking = ranking(of: fact, terms, level)
      return Explanation(
        place: printer.place(of: fact), origin: origin, source: nil, extent: .whole, number: number,
        stated: [], conclusions: [], more: 0, combines: nil, ranking: ranking, fact: fact, answer: answer)
    }
    let all = sorted(foundations.derivations(of: fact), pack.shape[fact.leaf].holds)
    let shown = all.prefix(limit(pack.shape[fact.leaf].holds))
    return Explanation(
      place: printer.place(of: fact), origin: origin, source: nil, extent: .whole, number: number,
      stated: stated(fact), conclusions: shown.map { conclusion($0, of: fact, level) },
      more: all.count - shown.count, combines: combination(fact.leaf), ranking: nil, fact: fact,
      answer: answer)
  }

  // MARK: Ends of the tree

  private func leaf(_ fact: Fact, _ origin: Explanation.Origin, _ source: Place?) -> Explanation {
    end(fact, origin, source, .whole, nil)
  }

  private func cut(
    _ fact: Fact, _ origin: Explanation.Origin, _ extent: Explanation.Extent, _ number: Int?
  ) -> Explanation {
    end(fact, origin, nil, extent, number)
  }

  private func end(
    _ fact: Fact, _ origin: Explanation.Origin, _ source: Place?, _ extent: Explanation.Extent,
    _ number: Int?
  ) -> Explanation {
    Explanation(
      place: printer.place(of: fact), origin: origin, source: source, extent: extent, number: number,
      stated: [], conclusions: [], more: 0, combines: nil, ranking: nil, fact: fact, answer: answer)
  }

  // MARK: Conclusions

  private func combination(_ leaf: LeafID) -> Explanation.Combination? {
    switch pack.shape[leaf].holds {
    case .sum: .sum
    case .max: .max
    case .min: .min
    case .one, .set, .entry, .alias, .rank: nil
    }
  }

  private func limit(_ holds: ShapeLeaf.Holds) -> Int {
    switch holds {
    case .sum: .max
    case .max, .min: ExplanationTree.extremeConclusions
    case .one, .set, .entry, .alias, .rank: ExplanationTree.plainConclusions
    }
  }

  /// Of a sum the largest part first, of a greatest or least the winner; ties and other facts as they come.
  private func sorted(_ derivations: [Derivation], _ holds: ShapeLeaf.Holds) -> [Derivation] {
    func sorted(_ precedes: (Inference.Value, Inference.Value) -> Bool) -> [Derivation] {
      derivations.enumerated().sorted { one, other in
        if precedes(one.element.contribution, other.element.contribution) { return true }
        if precedes(other.element.contribution, one.element.contribution) { return false }
        return one.offset < other.offset
      }.map(\.element)
    }
    switch holds {
    case .sum: return sorted { $0.magnitude > $1.magnitude }
    case .max: return sorted { $0 > $1 }
    case .min: return sorted { $0 < $1 }
    case .one, .set, .entry, .alias, .rank: return derivations
    }
  }

  private mutating func stated(_ fact: Fact) -> [Explanation] {
    guard combination(fact.leaf) != nil else { return [] }
    return outcome.given(fact.leaf, fact.keys).map { value, origin in
      let part = Fact(leaf: fact.leaf, keys: fact.keys, value: value)
      return origin == .profile
        ? leaf(part, .profile, printer.profilePlace(of: part))
        : leaf(part, .pack, printer.packPlace(of: part))
    }
  }

  private mutating func conclusion(_ derivation: Derivation, of fact: Fact, _ level: Int) -> Conclusion {
    let rule = pack.rule(derivation.clause)
    let isPart = combination(fact.leaf) != nil
    let patterns = PatternPrinter(printer, pack, rule.variables)
    return Conclusion(
      rule: rule.name, place: printer.place(of: rule.span),
      because: rule.because.map { answer.text($0, derivation.bindings) }, source: rule.source,
      contribution: isPart
        ? printer.data(derivation.contribution, VariableType(pack.shape[fact.leaf].type)) : nil,
      premises: derivation.premises.map { explanation(of: $0.fact, level: level + 1) },
      absent: rule.clause.unless.map { patterns.absent($0, derivation.bindings) })
  }

  // MARK: Ranks

  private mutating func ranking(of fact: Fact, _ terms: [RankTerm], _ level: Int) -> Ranking {
    let neighbours = RankNeighbours(answer, printer, fact, terms)
    let rank = Int(fact.value / .one)
    return Ranking(
      terms: terms.map { term in
        let value = outcome.value(term.leaf, fact.keys) ?? 0
        return Ranking.Term(
          explanation: explanation(
            of: Fact(leaf: term.leaf, keys: fact.keys, value: value), level: level + 1),
          descending: term.descending)
      },
      before: neighbours.neighbour(at: rank - 1), behind: neighbours.neighbour(at: rank + 1))
  }
}
