import Inference
import RuleLanguage

/// Compares one that is ranked with another one: by what the rank sorts by, and by what contributed to that.
struct RankComparison {
  private static let shown = 5
  private static let shownContributions = 50
  /// How far sums are looked for behind a term.
  private static let reach = 4

  /// What the contributions to one sum are told apart by: the rule and the ids that its variables stand for.
  private struct Subject: Hashable {
    let rule: Int
    let ids: [Inference.Value]
  }

  /// A sum, with its contributions by subject.
  private struct Parts {
    var values: [Subject: Inference.Value] = [:]
    var names: [Subject: [(Inference.Value, VariableType)]] = [:]
  }

  private let answer: Answer
  private let printer: PlacePrinter
  private let fact: Fact
  private let terms: [RankTerm]

  private var pack: CompiledPack { answer.pack }
  private var outcome: Outcome { answer.outcome }

  init(_ answer: Answer, _ printer: PlacePrinter, _ fact: Fact, _ terms: [RankTerm]) {
    self.answer = answer
    self.printer = printer
    self.fact = fact
    self.terms = terms
  }

  func gap(wanted: Int) -> RankGap {
    let neighbours = RankNeighbours(answer, printer, fact, terms)
    let rank = Int(fact.value / .one)
    let rival = neighbours.keys(at: wanted)
    let ranks =
      wanted < rank
      ? Array(max(1, wanted)..<rank) : Array(rank + 1..<max(rank + 1, min(wanted, rank + 1_000) + 1))
    let between = ranks.prefix(RankComparison.shown).compactMap { neighbours.neighbour(at: $0) }
    // Behind the last there is nobody.
    let isOpen = wanted > rank && rival == nil
    let decided = rival.flatMap { neighbours.decided($0) }
    let contributions =
      rival.flatMap { rival in decided.map { self.contributions(terms[$0].leaf, rival) } } ?? []
    return RankGap(
      rank: rank, between: between,
      more: isOpen || between.count < RankComparison.shown ? 0 : ranks.count - between.count,
      rival: neighbours.neighbour(at: wanted),
      terms: rival.map { rival in
        let (own, other) = (neighbours.values(fact.keys), neighbours.values(rival))
        return terms.indices.map { term in
          RankGap.Term(
            place: printer.place(of: Fact(leaf: terms[term].leaf, keys: fact.keys, value: own[term])),
            descending: terms[term].descending, own: printer.data(own[term], neighbours.type(of: term)),
            other: printer.data(other[term], neighbours.type(of: term)))
        }
      } ?? [], decidedBy: decided,
      contributions: Array(contributions.prefix(RankComparison.shownContributions)),
      contributionsMore: max(0, contributions.count - RankComparison.shownContributions))
  }

  // MARK: Contributions

  /// The contributions to sums behind a term that differ, the greatest difference first.
  private func contributions(_ leaf: LeafID, _ rival: [Int]) -> [RankGap.Contribution] {
    let own = sums(behind: leaf, fact.keys)
    let others = sums(behind: leaf, rival)
    var found: [(contribution: RankGap.Contribution, difference: Inference.Value, text: String)] = []
    for (sum, keys) in own.sorted(by: { $0.key < $1.key }) {
      let mine = parts(sum, keys)
      let theirs = others[sum].map { parts(sum, $0) } ?? Parts()
      let place = printer.place(
        sum, keys.map { .known(Inference.Value($0)) }, nil)
      for subject in Set(mine.values.keys).union(theirs.values.keys) {
        let (one, other) = (mine.values[subject] ?? 0, theirs.values[subject] ?? 0)
        let (difference, overflow) = one.subtractingReportingOverflow(other)
        guard difference != 0, !overflow else { continue }
        let names = mine.names[subject] ?? theirs.names[subject] ?? []
        let text = printer.text { locale in
          names.map { printer.word($0.0, $0.1, locale) }.joined(separator: " / ")
        }
        found.append(
          (
            RankGap.Contribution(
              sum: place, subject: text, own: printer.data(one, .number), other: printer.data(other, .number),
              difference: printer.data(difference, .number)), difference,
            "\(place.path) \(pack.rules[subject.rule].name) \(subject.ids)"
          ))
      }
    }
    return found.sorted { one, other in
      one.difference.magnitude != other.difference.magnitude
        ? one.difference.magnitude > other.difference.magnitude : one.text < other.text
    }.map(\.contribution)
  }

  /// The sums that a value was computed from, by leaf with their keys: those under the same last key, of which there is one
  /// of each leaf.
  private func sums(behind leaf: LeafID, _ keys: [Int]) -> [LeafID: [Int]] {
    var found: [LeafID: [Int]] = [:]
    var level: [(leaf: LeafID, keys: [Int])] = [(leaf, keys)]
    var seen: Set<LeafID> = []
    for _ in 0..<RankComparison.reach {
      var below: [(leaf: LeafID, keys: [Int])] = []
      for (leaf, keys) in level where seen.insert(leaf).inserted {
        if case .sum = pack.shape[leaf].holds {
          found[leaf] = keys
          continue
        }
        guard let value = outcome.value(leaf, keys) else { continue }
        let fact = Fact(leaf: leaf, keys: keys, value: value)
        for premise in outcome.derivations(of: fact).first?.premises ?? []
        where premise.fact.keys.contains(keys.last ?? -1) && pack.isConcluded[premise.fact.leaf.index] {
          below.append((premise.fact.leaf, premise.fact.keys))
        }
      }
      level = below
    }
    return found
  }

  private func parts(_ leaf: LeafID, _ keys: [Int]) -> Parts {
    var parts = Parts()
    guard let value = outcome.value(leaf, keys) else { return parts }
    for derivation in outcome.derivations(of: Fact(leaf: leaf, keys: keys, value: value)) {
      let rule = pack.rule(derivation.clause)
      let ranked = outcome.clause(derivation.clause).heads[derivation.head].keys
      var names: [(Inference.Value, VariableType)] = []
      for (number, variable) in rule.variables.enumerated() where !ranked.contains(.variable(number)) {
        guard variable.name != nil, case .id = variable.type, derivation.bindings[number] != .unbound else {
          continue
        }
        names.append((derivation.bindings[number], variable.type))
      }
      let subject = Subject(rule: pack.clauseRules[derivation.clause.index], ids: names.map(\.0))
      let (sum, overflow) = parts.values[subject, default: 0].addingReportingOverflow(derivation.contribution)
      parts.values[subject] = overflow ? parts.values[subject] : sum
      parts.names[subject] = names
    }
    return parts
  }
}
