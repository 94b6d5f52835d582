extension Planner {
  /// How far a plan has come: what is bound, and the generator to go back to.
  struct Walk {
    var bound: VariableSet
    var back = -1
    var cursors = 0
    let allVariables: Int
    private let variables: Int
    private let bindsAny: Bool

    init(_ question: Question) {
      bound = question.known
      allVariables = question.allVariables
      variables = question.variables
      bindsAny = question.bindsAny
    }

    func bindsVariable(_ variable: Int) -> Bool {
      variable < variables || bindsAny
    }
  }
}
