import Inference
import RuleLanguage

/// Walks from facts back to the rules that concluded them, until one has something to say.
struct Reasons {
  private let answer: Answer
  /// How many reasons are wanted.
  private let limit: Int
  /// How many rules without a `because` are passed through, one below the other.
  private static let maxDepth = 1_000

  private var depth = 0
  private var seen: Set<Fact> = []
  private var reasons: [Reason] = []
  private var told: Set<Reason> = []

  static func of(_ facts: [Fact], _ answer: Answer) -> [Reason] {
    var walk = Reasons(answer: answer)
    for fact in facts { walk.visit(fact) }
    return walk.reasons
  }

  /// The first reason of a fact, found without looking for the others.
  static func first(for fact: Fact, _ answer: Answer) -> Reason? {
    var walk = Reasons(answer: answer, limit: 1)
    walk.visit(fact)
    return walk.reasons.first
  }

  private init(answer: Answer, limit: Int = .max) {
    self.answer = answer
    self.limit = limit
  }

  private mutating func visit(_ fact: Fact) {
    guard reasons.count < limit, depth < Reasons.maxDepth, seen.insert(fact).inserted else { return }
    depth += 1
    defer { depth -= 1 }
    if case .rank(let terms) = answer.pack.shape[fact.leaf].holds {
      for term in terms {
        if let value = answer.model.value(term.leaf, fact.keys) {
          visit(Fact(leaf: term.leaf, keys: fact.keys, value: value))
        }
      }
      return
    }
    guard answer.pack.isConcluded[fact.leaf.index] else { return }
    var derivations = answer.model.derivations(of: fact)
    if case .sum = answer.pack.shape[fact.leaf].holds {
      derivations.sort { left, right in
        left.contribution.magnitude != right.contribution.magnitude
          ? left.contribution.magnitude > right.contribution.magnitude
          : (left.clause, left.bindings) < (right.clause, right.bindings)
      }
    }
    for derivation in derivations where reasons.count < limit { tell(derivation) }
  }

  private mutating func tell(_ derivation: Derivation) {
    let rule = answer.pack.rule(derivation.clause)
    if let because = rule.because {
      let reason = Reason(
        rule: rule.name, text: answer.text(because, derivation.bindings), source: rule.source,
        place: answer.pack.sources.place(of: rule.span))
      if told.insert(reason).inserted { reasons.append(reason) }
      return
    }
    for premise in derivation.premises where !premise.isFallback { visit(premise.fact) }
  }
}

/// Tuples of a clause and its bindings are compared by clause, then binding by binding.
private func < (left: (ClauseID, [Inference.Value]), right: (ClauseID, [Inference.Value])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
