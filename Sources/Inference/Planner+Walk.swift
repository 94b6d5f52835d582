extension Planner {
  /// How far a plan has come: what is bound, and the generator to go back to.
  struct Walk {
    var bound: [Bool]
    var back = -1
    var cursors = 0
    private let variables: Int
    private let bindsAny: Bool

    init(_ question: Question) {
      bound = question.known
      variables = question.variables
      bindsAny = question.bindsAny
    }

    func bindsVariable(_ variable: Int) -> Bool {
      variable < variables || bindsAny
    }
  }
}
