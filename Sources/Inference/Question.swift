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
    self.variables = variables
    self.when = when.spelledOut(&count)
    self.unless = unless.map { $0.spelledOut(&count) }
    self.goal = goal
    self.target = target
    allVariables = count
    relevant = VariableSet(below: count)
  }
}
