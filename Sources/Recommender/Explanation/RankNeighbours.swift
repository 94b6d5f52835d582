import Inference
import RuleLanguage

/// The siblings of a ranked one.
struct RankNeighbours {
  private let answer: Answer
  private let printer: PlacePrinter
  private let fact: Fact
  private let terms: [RankTerm]

  init(_ answer: Answer, _ printer: PlacePrinter, _ fact: Fact, _ terms: [RankTerm]) {
    self.answer = answer
    self.printer = printer
    self.fact = fact
    self.terms = terms
  }

  /// The keys of who has a rank; nil where nobody has.
  func keys(at rank: Int) -> [Int]? {
    guard rank > 0, rank < Int(Int32.max) else { return nil }
    let outer = fact.keys.dropLast().map { Term.constant(Inference.Value($0)) }
    let atom = Atom(
      leaf: fact.leaf, keys: outer + [.variable(0)], value: .constant(Inference.Value(rank) * .one))
    return answer.outcome.solutions(of: Condition(atoms: [atom]), variables: 1, given: [nil]).first.map {
      fact.keys.dropLast() + [Int($0[0])]
    }
  }

  func neighbour(at rank: Int) -> Ranking.Neighbour? {
    keys(at: rank).flatMap { neighbour($0, rank) }
  }

  private func neighbour(_ keys: [Int], _ rank: Int) -> Ranking.Neighbour? {
    guard let key = keys.last, let type = answer.pack.shape[fact.leaf].keys.last else { return nil }
    let (own, others) = (values(fact.keys), values(keys))
    let decided = decided(keys)
    let distance = decided.flatMap { term -> Inference.Value? in
      guard case .number = self.type(of: term) else { return nil }
      let (difference, overflow) = own[term].subtractingReportingOverflow(others[term])
      return overflow || difference == .min ? nil : abs(difference)
    }
    let named = VariableType(type)
    return Ranking.Neighbour(
      id: printer.data(Inference.Value(key), named).text ?? "",
      name: printer.text(Inference.Value(key), named), rank: rank,
      values: others.indices.map { printer.data(others[$0], self.type(of: $0)) }, decidedBy: decided,
      distance: distance.map { printer.data($0, .number) })
  }

  /// The first term in which somebody differs.
  func decided(_ keys: [Int]) -> Int? {
    let (own, others) = (values(fact.keys), values(keys))
    return own.indices.first { own[$0] != others[$0] }
  }

  func type(of term: Int) -> VariableType { VariableType(answer.pack.shape[terms[term].leaf].type) }

  func values(_ keys: [Int]) -> [Inference.Value] {
    terms.map { answer.outcome.value($0.leaf, keys) ?? 0 }
  }
}
