import Inference
import RuleLanguage

/// What must hold so that a change applies where its place has a certain value.
///
/// Atoms about the place are decided here, for they read the value after the steps that were taken before; the outcome,
/// which knows the profile as it is, is asked about the others.
struct StepQuery {
  let variables: Int
  private(set) var condition: Condition
  private(set) var unless: [Condition]
  /// By variable.
  private var given: [Inference.Value?]
  private let keys: [Term]

  /// The change as it is written, about what the profile states now.
  init(_ change: ResolvedChange) {
    let clause = change.rule.clause
    variables = clause.variables
    condition = clause.when
    unless = clause.unless
    given = Array(repeating: nil, count: clause.variables)
    keys = change.head.keys
  }

  /// Nil where the change can't apply to this value.
  ///
  /// - Parameter value: what is read at the place; nil where nothing is stated and there is no default.
  init?(_ change: ResolvedChange, reading value: Inference.Value?) {
    self.init(change)
    condition.atoms = []
    for atom in change.rule.clause.when.atoms {
      guard change.readsPlace(atom) else {
        condition.atoms.append(atom)
        continue
      }
      guard let value else { return nil }
      switch atom.value {
      case .constant(let constant): if constant != value { return nil }
      case .variable(let variable): given[variable] = value
      case .any: break
      }
    }
    unless = unless.compactMap { decided($0, change, reading: value) }
    if unless.contains(where: { $0.atoms.isEmpty && $0.tests.isEmpty }) { return nil }
  }

  /// An item of `unless` without its atoms about the place; nil where these do not match.
  private mutating func decided(
    _ condition: Condition, _ change: ResolvedChange, reading value: Inference.Value?
  ) -> Condition? {
    var rest = Condition(tests: condition.tests)
    for atom in condition.atoms {
      guard change.readsPlace(atom) else {
        rest.atoms.append(atom)
        continue
      }
      guard let value else { return nil }
      switch atom.value {
      case .constant(let constant): if constant != value { return nil }
      case .variable(let variable):
        if binds(variable) {
          rest.tests.append(Expression(code: [.variable(variable), .constant(value), .equal]))
        } else {
          given[variable] = value
        }
      case .any: break
      }
    }
    return rest
  }

  /// Whether `when` says what a variable is.
  private func binds(_ variable: Int) -> Bool {
    condition.atoms.contains { $0.keys.contains(.variable(variable)) || $0.value == .variable(variable) }
      || given[variable] != nil
  }

  /// Lets the keys of the place, as far as nothing else says what they are, be all ids of their kinds.
  ///
  /// - Returns: whether that can be: the keys of a text can't be gone through.
  mutating func goThroughKeys(of leaf: ShapeLeaf, in shape: Shape) -> Bool {
    for (term, type) in zip(keys, leaf.keys) {
      guard case .variable(let variable) = term, !binds(variable) else { continue }
      guard case .kind(let kind) = type, let ids = shape.entryLeaf(of: kind) else { return false }
      condition.atoms.append(Atom(leaf: ids, keys: [.variable(variable)]))
    }
    return true
  }

  /// The answers at all places.
  func answers(from outcome: Outcome) -> Answers {
    outcome.answers(to: condition, unless: unless, variables: variables, given: given)
  }

  /// The answers at one place.
  func answers(from outcome: Outcome, at place: ProfilePlace) -> Answers? {
    var given = given
    for (term, key) in zip(keys, place.keys) {
      let key = Inference.Value(key)
      switch term {
      case .constant(let constant): if constant != key { return nil }
      case .variable(let variable):
        if let known = given[variable], known != key { return nil }
        given[variable] = key
      case .any: return nil
      }
    }
    return outcome.answers(to: condition, unless: unless, variables: variables, given: given)
  }
}
