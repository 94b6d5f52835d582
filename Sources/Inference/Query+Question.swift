extension Query {
  /// What the query's plan is made for.
  var question: Question {
    var question = Question(variables: variables, when: condition, unless: unless, goal: .collect)
    for variable in given {
      question.known[variable] = true
    }
    for variable in variables..<question.allVariables {
      question.relevant[variable] = false
    }
    return question
  }
}
