import Inference
import RuleLanguage
import SourceTree

@testable import Recommender

/// What may change, in lines for people who compare:
///
///     profile.skills.a: 2
///       to 3 for 24
///         2 → 3 for 24
///           24 learn, with $course = c, $have = 2, $hours = 8, $skill = a
enum ChoiceText {
  static func of(_ answer: Answer, at filter: PlaceFilter? = nil) throws(DiagnosticError) -> String {
    let choices = try Choices.of(answer, at: filter)
    return choices.items.map { text($0, answer) }.joined()
  }

  private static func text(_ item: Choices.Item, _ answer: Answer) -> String {
    let printer = answer.printer("en")
    let type = VariableType(answer.pack.shape[item.place.leaf].type)
    let hasValue = answer.pack.shape[item.place.leaf].hasValue
    func value(_ value: Inference.Value?) -> String {
      guard let value else { return "nothing" }
      return hasValue ? printer.text(value, type) : "there"
    }
    func facts(_ facts: [Fact]) -> String {
      facts.isEmpty
        ? "nothing"
        : facts.map { fact in
          let path = printer.path(fact.leaf, fact.keys)
          guard answer.pack.shape[fact.leaf].hasValue else { return path }
          return "\(path) = \(printer.text(fact.value, VariableType(answer.pack.shape[fact.leaf].type)))"
        }.joined(separator: ", ")
    }
    func number(_ cost: Inference.Value) -> String { ExactDecimal(rawValue: cost).description }
    var text = "\(printer.path(item.place.leaf, item.place.keys)): \(facts(item.choice.stated))\n"
    for (option, steps) in zip(item.choice.options, item.steps) {
      text += "  to \(facts(option.facts)) for \(number(option.cost))\n"
      for step in steps {
        text += "    \(value(step.from)) → \(value(step.to)) for \(number(step.cost))\n"
        for way in step.ways {
          let rule = answer.pack.changes[way.change].rule
          let bindings = EvaluationDiagnostics(answer.pack, answer.profile).described(
            way.bindings, rule.variables)
          text += "      \(number(way.cost)) \(rule.name)\(bindings.isEmpty ? "" : ", with \(bindings)")\n"
        }
      }
    }
    return text
  }
}
