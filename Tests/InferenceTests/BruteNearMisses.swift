import Inference

/// Near misses as plainly as they can be found: every assignment of every value that occurs, and nothing, to each
/// variable.
struct BruteNearMisses {
  /// What is compared: the premises that hold, and what binds the variables of the others.
  struct Told: Hashable {
    let holding: Set<PremiseID>
    let bindings: [Value]
  }

  private let evaluation: BruteForce
  private let when: Condition
  private let unless: [Condition]
  private let given: [Value?]
  private let outer: Set<Int>
  private let premises: [PremiseID]
  private(set) var all: Set<Told> = []

  init(_ evaluation: BruteForce, _ when: Condition, _ unless: [Condition], _ given: [Value?]) {
    self.evaluation = evaluation
    self.when = when
    self.unless = unless
    self.given = given
    outer = Set(when.atoms.flatMap(BruteNearMisses.variables))
    premises =
      when.atoms.indices.map(PremiseID.atom) + when.tests.indices.map(PremiseID.test)
      + unless.indices.map(PremiseID.unless)
    var found: [(holding: Set<PremiseID>, bindings: [Value?])] = []
    assign(Array(outer.sorted()[...]), given) { found.append(($0, $1)) }
    let sets = Set(found.map(\.holding))
    let greatest = sets.filter { set in !sets.contains { set.isStrictSubset(of: $0) } }
    for (holding, bindings) in found where greatest.contains(holding) && holding.count < premises.count {
      all.insert(told(bindings.map { $0 ?? .unbound }, holding: holding))
    }
  }

  /// The bindings of the variables of premises that do not hold.
  func told(_ bindings: [Value], holding: Set<PremiseID>) -> Told {
    let used = premises.filter { !holding.contains($0) }.reduce(into: Set<Int>()) { $0.formUnion(uses($1)) }
    return Told(
      holding: holding, bindings: bindings.indices.map { used.contains($0) ? bindings[$0] : .unbound })
  }

  /// The premises that fail, and those of which nobody knows.
  func rest(_ bindings: [Value], holding: Set<PremiseID>) -> (failing: Set<PremiseID>, open: Set<PremiseID>) {
    var (failing, open): (Set<PremiseID>, Set<PremiseID>) = ([], [])
    for premise in premises where !holding.contains(premise) {
      if case .atom = premise {
        failing.insert(premise)
      } else if uses(premise).allSatisfy({ bindings[$0] != .unbound }) {
        failing.insert(premise)
      } else {
        open.insert(premise)
      }
    }
    return (failing, open)
  }

  // MARK: Assignments

  private func assign(
    _ variables: [Int], _ bindings: [Value?], _ body: (Set<PremiseID>, [Value?]) -> Void
  ) {
    guard let variable = variables.first else {
      let holding = holding(bindings)
      let bound = holding.reduce(into: Set<Int>()) { bound, premise in
        if case .atom = premise { bound.formUnion(uses(premise)) }
      }
      // What nothing that holds binds, is not bound.
      if outer.allSatisfy({ bindings[$0] == nil || given[$0] != nil || bound.contains($0) }) {
        body(holding, bindings)
      }
      return
    }
    let rest = Array(variables.dropFirst())
    guard bindings[variable] == nil else { return assign(rest, bindings, body) }
    for value in [nil] + values(of: variable) {
      var bindings = bindings
      bindings[variable] = value
      assign(rest, bindings, body)
    }
  }

  private func values(of variable: Int) -> [Value?] {
    var values: Set<Value> = []
    for atom in when.atoms {
      let places = evaluation.sketch.places(atom.leaf)
      for (column, key) in atom.keys.enumerated() where key == .variable(variable) {
        values.formUnion(places.map { Value($0[column]) })
      }
      if atom.value == .variable(variable) {
        values.formUnion(places.compactMap { evaluation.value(atom.leaf, $0) })
      }
    }
    return values.sorted()
  }

  private func holding(_ bindings: [Value?]) -> Set<PremiseID> {
    Set(
      premises.filter { premise in
        let isBound = uses(premise).allSatisfy { bindings[$0] != nil }
        switch premise {
        case .atom(let number): return isBound && matches(when.atoms[number], bindings)
        case .test(let number):
          return isBound && evaluation.result(when.tests[number], bindings) == .value(1)
        case .unless(let number):
          return isBound
            && evaluation.judge(BruteForce.Match(bindings: bindings), Condition(), [unless[number]]) == .yes
        }
      })
  }

  private func matches(_ atom: Atom, _ bindings: [Value?]) -> Bool {
    evaluation.sketch.places(atom.leaf).contains { keys in
      guard let value = evaluation.value(atom.leaf, keys) else { return false }
      return zip(atom.keys + [atom.value], keys.map { Value($0) } + [value]).allSatisfy { term, value in
        switch term {
        case .any: true
        case .constant(let constant): constant == value
        case .variable(let variable): bindings[variable] == value
        }
      }
    }
  }

  // MARK: Variables

  private func uses(_ premise: PremiseID) -> Set<Int> {
    switch premise {
    case .atom(let number): Set(BruteNearMisses.variables(when.atoms[number]))
    case .test(let number): Set(BruteNearMisses.variables(when.tests[number]))
    case .unless(let number):
      Set(
        unless[number].atoms.flatMap(BruteNearMisses.variables)
          + unless[number].tests.flatMap(BruteNearMisses.variables)
      ).intersection(outer)
    }
  }

  private static func variables(_ atom: Atom) -> [Int] {
    (atom.keys + [atom.value]).compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }

  private static func variables(_ expression: Expression) -> [Int] {
    expression.code.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }
}
