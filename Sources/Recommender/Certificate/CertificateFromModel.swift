import Inference
import RuleLanguage
import SourceTree

/// Writes down every derivation of what holds, each fact behind all that it rests on.
///
/// The facts are numbered in rounds: in the first those that rest on nothing but what pack and profile state, in the next
/// those that rest on facts with a number. So a derivation never leads back to itself, whatever rules are recursive.
struct CertificateFromModel {
  /// A derived fact that has no number yet.
  private struct Candidate {
    let fact: Fact
    /// For a plain place one derivation of these, each alone; for all others these together.
    var derivations: [Derivation]
    /// By derivation that would do alone, how many of its premises have no number yet.
    var missing: [Int] = []
    var number: Int?
    /// The derivation that does.
    var chosen = 0
  }

  private let answer: Answer
  private let notation: CertificateNotation
  private var candidates: [Candidate] = []
  private var indexes: [Fact: Int] = [:]
  /// By candidate, the candidates that wait for it, and with which of their derivations.
  private var waiting: [[(candidate: Int, derivation: Int)]] = []
  /// The candidates by number.
  private var order: [Int] = []

  /// - Throws: `too-many-derivations`, when a fact has more than can be looked at.
  static func steps(_ answer: Answer) throws(DiagnosticError) -> [Value] {
    var writer = CertificateFromModel(answer)
    writer.number()
    if writer.order.count < writer.candidates.count {
      var findings = Findings()
      let first = writer.candidates.first { $0.number == nil }
      let path = first.map { answer.printer(answer.locales[0]).path($0.fact.leaf, $0.fact.keys) } ?? ""
      findings.report(
        "too-many-derivations", "`\(path)` follows in more ways than a certificate can look through", at: nil)
      throw answer.pack.sources.error(findings)
    }
    return writer.order.map { writer.step(writer.candidates[$0]) }
  }

  private init(_ answer: Answer) {
    self.answer = answer
    notation = CertificateNotation(pack: answer.pack, texts: answer.profile.texts)
    for (index, leaf) in answer.pack.shape.leaves.enumerated() {
      add(LeafID(index), leaf)
    }
  }

  // MARK: What is to be proved

  private mutating func add(_ id: LeafID, _ leaf: ShapeLeaf) {
    let isRank = if case .rank = leaf.holds { true } else { false }
    guard isRank || answer.pack.isConcluded[id.index] else { return }
    for fact in answer.model.facts(of: id) {
      if !leaf.isAggregate, origin(ofGiven: fact) != nil { continue }
      let derivations = isRank ? [] : answer.model.derivations(of: fact)
      if leaf.isAggregate, derivations.isEmpty { continue }
      indexes[fact] = candidates.count
      candidates.append(Candidate(fact: fact, derivations: derivations))
    }
  }

  /// Where a fact is stated, if it is.
  private func origin(ofGiven fact: Fact) -> String? {
    if answer.profile.facts.contains(fact.leaf, fact.keys) { return "profile" }
    return answer.pack.program.row(ofFactAt: fact.leaf, fact.keys) == nil ? nil : "pack"
  }

  /// The value that is stated at a place.
  private func stated(_ leaf: LeafID, _ keys: [Int]) -> Inference.Value? {
    if let value = answer.profile.facts.value(leaf, keys) { return value }
    return answer.pack.program.statedValue(of: leaf, keys)
  }

  private func premises(_ candidate: Candidate) -> [[Fact]] {
    let leaf = answer.pack.shape[candidate.fact.leaf]
    if case .rank(let terms) = leaf.holds { return [self.terms(terms, candidate.fact.keys)] }
    let premises = candidate.derivations.map { $0.premises.map(\.fact) }
    return leaf.isAggregate ? [premises.flatMap { $0 }] : premises
  }

  private func terms(_ terms: [RankTerm], _ keys: [Int]) -> [Fact] {
    terms.compactMap { term in
      answer.model.value(term.leaf, keys).map { Fact(leaf: term.leaf, keys: keys, value: $0) }
    }
  }

  // MARK: Order

  private mutating func number() {
    waiting = Array(repeating: [], count: candidates.count)
    var ready = candidates.indices.filter { wait($0) }
    proceed(&ready)
    // What is left rests on itself, or one of the matches that agree in what counts was not the right one.
    for index in candidates.indices where candidates[index].number == nil {
      guard !answer.pack.shape[candidates[index].fact.leaf].isAggregate else { continue }
      candidates[index].derivations = answer.model.everyDerivation(of: candidates[index].fact)
      if wait(index) { ready.append(index) }
    }
    proceed(&ready)
  }

  /// Lets a candidate wait for the premises of its derivations; true if it need not.
  private mutating func wait(_ index: Int) -> Bool {
    candidates[index].missing = []
    for (derivation, facts) in premises(candidates[index]).enumerated() {
      let open = Set(facts.compactMap { indexes[$0] }).filter { candidates[$0].number == nil }
      if open.isEmpty {
        candidates[index].chosen = derivation
        return true
      }
      candidates[index].missing.append(open.count)
      for other in open { waiting[other].append((index, derivation)) }
    }
    return false
  }

  private mutating func proceed(_ ready: inout [Int]) {
    while !ready.isEmpty {
      for index in ready.sorted() where candidates[index].number == nil {
        candidates[index].number = order.count
        order.append(index)
      }
      let done = ready.sorted()
      ready = []
      for index in done {
        for (other, derivation) in waiting[index].sorted(by: {
          ($0.candidate, $0.derivation) < ($1.candidate, $1.derivation)
        })
        where candidates[other].number == nil && candidates[other].missing.indices.contains(derivation) {
          candidates[other].missing[derivation] -= 1
          guard candidates[other].missing[derivation] == 0 else { continue }
          candidates[other].chosen = derivation
          ready.append(other)
        }
        waiting[index] = []
      }
      ready = Array(Set(ready))
    }
  }

  // MARK: Steps

  private func step(_ candidate: Candidate) -> Value {
    let leaf = answer.pack.shape[candidate.fact.leaf]
    let number = Value.number(String((candidate.number ?? 0) + 1))
    var fields = [Value.Field("step", number)] + notation.fields(candidate.fact)
    switch leaf.holds {
    case .rank(let terms):
      fields.append(Value.Field("rank", .list(self.terms(terms, candidate.fact.keys).map(premise))))
    case .sum: fields.append(Value.Field("sum", .list(parts(candidate, leaf))))
    case .max: fields.append(Value.Field("max", .list(parts(candidate, leaf))))
    case .min: fields.append(Value.Field("min", .list(parts(candidate, leaf))))
    case .one, .set, .entry, .alias:
      fields += derivation(candidate.derivations[candidate.chosen])
    }
    return .object(fields)
  }

  /// What is stated, and what each rule contributes.
  private func parts(_ candidate: Candidate, _ leaf: ShapeLeaf) -> [Value] {
    let given = candidate.fact
    var parts: [Value] = []
    if let origin = origin(ofGiven: given), let value = stated(given.leaf, given.keys) {
      let number = notation.value(value, VariableType(leaf.type))
      parts.append(.object([Value.Field("value", number), Value.Field("from", .text(origin))]))
    }
    return parts
      + candidate.derivations.map { part in
        let number = notation.value(part.contribution, VariableType(leaf.type))
        return .object([Value.Field("value", number)] + derivation(part))
      }
  }

  private func derivation(_ derivation: Derivation) -> [Value.Field] {
    let rule = answer.pack.rule(derivation.clause)
    var fields = [Value.Field("rule", .text(rule.name))]
    let bindings = notation.bindings(rule, derivation.bindings)
    if !bindings.isEmpty { fields.append(Value.Field("bindings", .object(bindings))) }
    if !derivation.premises.isEmpty {
      fields.append(Value.Field("premises", .list(derivation.premises.map { premise($0.fact) })))
    }
    let unless = notation.unless(rule, derivation.bindings)
    if !unless.isEmpty { fields.append(Value.Field("unless", .list(unless.map(Value.text)))) }
    return fields
  }

  private func premise(_ fact: Fact) -> Value {
    let from: Value
    if let index = indexes[fact], let number = candidates[index].number {
      from = .number(String(number + 1))
    } else {
      from = .text(origin(ofGiven: fact) ?? "default")
    }
    return .object(notation.fields(fact) + [Value.Field("from", from)])
  }
}

extension ShapeLeaf {
  /// Whether all that is concluded at a place counts, not only whether it is.
  var isAggregate: Bool {
    switch holds {
    case .sum, .max, .min: true
    case .one, .set, .entry, .alias, .rank: false
    }
  }
}
