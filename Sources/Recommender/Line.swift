import Inference
import RuleLanguage

/// One line of a section, with the values behind it and the reasons for it.
public struct Line: Sendable {
  /// What the line says; nil where it only holds sections together.
  public let text: Text?
  /// A number to draw as a bar, as a rule from 0 to 100.
  public let percent: Double?
  /// Words of second rank, behind or below the text.
  public let note: Text?
  /// The parts of the line: what speaks for it, what against it.
  public let sections: [Section]
  /// The variables of the report with what they are bound to.
  let bindings: [(variable: ResolvedRule.Variable, value: Inference.Value)]
  /// The facts that the line shows.
  let facts: [Fact]
  /// What it means that the line keeps its place.
  let marginQuery: ResolvedQuery?
  let answer: Answer

  /// What the line says to a reader of `locale`; empty where it only holds sections together.
  public func text(in locale: String) -> String { text?.text(in: locale) ?? "" }

  /// By variable of the report (`role`, `rank`), an id as text, a number, a truth or a word; a text in the first
  /// locale of the pack.
  public var values: [String: Value] { values(in: answer.locales[0]) }

  func values(in locale: String) -> [String: Value] {
    let printer = answer.printer(locale)
    var values: [String: Value] = [:]
    for (variable, value) in bindings {
      if let name = variable.name { values[name] = printer.data(value, variable.type) }
    }
    return values
  }

  /// Why the line is there: the `because` of the rules that concluded what it shows, each once.
  ///
  /// Found when it is asked for: a sum gives its parts, largest first, and a rule without a `because` passes
  /// on to what it read.
  public var reasons: [Reason] { Reasons.of(facts, answer) }
}
