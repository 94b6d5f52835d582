/// What a plan is made for.
struct Question {
  let variables: Int
  /// Its atoms may have further variables, one for each `.any` key.
  let when: Condition
  let unless: [Condition]
  /// Which variables are known beforehand.
  var known: VariableSet = []
  /// The variables that matter to what is done about a match.
  var relevant: VariableSet
  /// Whether the variables that stand for `.any` keys are to be bound too.
  var bindsAny = false
  /// The leaves that are written while the plan runs again and again.
  var recursive: Set<LeafID> = []
  /// The atom that reads the rows of the last round.
  var delta: Int?
  let goal: Step.Kind
  let target: Int

  /// All variables, with those that stand for `.any` keys.
  let allVariables: Int

  init(
    variables: Int, when: Condition, unless: [Condition], goal: Step.Kind, target: Int = -1
  ) {
    var count = variables
    func spelledOut(_ condition: Condition) -> Condition {
      var condition = condition
      for atom in condition.atoms.indices {
        for column in condition.atoms[atom].keys.indices where condition.atoms[atom].keys[column] == .any {
          condition.atoms[atom].keys[column] = .variable(count)
          count += 1
        }
      }
      return condition
    }
    self.variables = variables
    self.when = spelledOut(when)
    self.unless = unless.map(spelledOut)
    self.goal = goal
    self.target = target
    allVariables = count
    relevant = VariableSet(below: count)
  }
}
