import Inference
import RuleLanguage

/// A goal, with a variable for each key that may be any.
struct Goal {
  let text: String
  /// What it is asked of.
  let answer: Answer
  let condition: Condition
  let count: Int
  let variables: [ResolvedRule.Variable]

  init(_ text: String, _ query: ResolvedQuery, _ answer: Answer) {
    self.text = text
    self.answer = answer.knowingTexts(of: query)
    var count = query.variables.count
    condition = query.condition.spelledOut(&count)
    self.count = count
    variables = query.variables
  }

  /// The facts that the goal matches, in the order of its patterns; those that several bindings share once.
  var facts: [Fact] {
    let outcome = answer.outcome
    var seen: Set<Fact> = []
    let solutions = outcome.someSolutions(of: condition, given: Array(repeating: nil, count: count))
    return solutions.flatMap { bindings in
      condition.atoms.compactMap { $0.fact(bound: bindings, outcome) }
    }.filter { seen.insert($0).inserted }
  }

  var holds: Bool {
    answer.outcome.hasSolution(of: condition, given: Array(repeating: nil, count: count))
  }
}

extension Atom {
  /// The fact that the atom matched; nil where a key is open or nothing is there.
  func fact(bound bindings: [Inference.Value], _ outcome: Outcome) -> Fact? {
    guard let keys = keys(bound: bindings), !keys.contains(Int(Inference.Value.unbound)) else { return nil }
    return outcome.value(leaf, keys).map { Fact(leaf: leaf, keys: keys, value: $0) }
  }
}
