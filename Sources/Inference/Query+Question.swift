extension Query {
  /// What the query's plan is made for.
  var question: Question {
    var question = Question(variables: variables, when: condition, unless: unless, goal: .collect)
    for variable in given {
      question.known.insert(variable)
    }
    question.relevant = VariableSet(below: variables)
    return question
  }
}
