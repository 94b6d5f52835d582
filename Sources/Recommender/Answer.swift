import Inference
import RuleLanguage
import SourceTree

/// A pack, a profile and what follows: the ground on which sections, reasons and assumptions stand.
final class Answer: Sendable {
  let pack: CompiledPack
  let profile: ProfileFacts
  /// What holds: what an evaluation left, or what a certificate proves.
  let model: any Model
  private let knownChoices = Once<Result<Choices, DiagnosticError>>()

  convenience init(of pack: Pack, for profile: ProfileFacts) throws(DiagnosticError) {
    try self.init(of: pack.compiled, for: profile, pack.limits.inference)
  }

  /// What follows from another profile by the same rules.
  convenience init(of answer: Answer, for profile: ProfileFacts) throws(DiagnosticError) {
    try self.init(of: answer.pack, for: profile, answer.outcome.limits)
  }

  init(of pack: CompiledPack, for profile: ProfileFacts, _ limits: Inference.Limits) throws(DiagnosticError) {
    self.pack = pack
    self.profile = profile
    do throws(EvaluationError) {
      model = try pack.program.evaluate(profile.facts.facts, limits: limits)
    } catch {
      throw EvaluationDiagnostics(pack, profile).error(error)
    }
  }

  init(of pack: Pack, for profile: ProfileFacts, _ model: some Model) {
    self.pack = pack.compiled
    self.profile = profile
    self.model = model
  }

  private init(_ answer: Answer, texts: TextTable) {
    pack = answer.pack
    profile = answer.profile.with(texts)
    model = answer.model
  }

  /// The same answer with the texts that a pattern names beside those of the profile.
  func knowingTexts(of query: ResolvedQuery) -> Answer {
    query.texts.map { Answer(self, texts: $0) } ?? self
  }

  /// Reads a goal: a tree pattern in one line, as in `when`, or a list of patterns that must match together.
  ///
  /// - Throws: every mistake in the text, which messages call `goal`.
  func query(_ goal: String, limits: Limits) throws(DiagnosticError) -> ResolvedQuery {
    try QueryFromYAML.read(
      text: goal, named: "goal", for: pack, texts: profile.texts, limits: limits.source)
  }

  /// What the evaluation left, for questions that go further than a certificate.
  var outcome: Outcome {
    guard let outcome = model as? Outcome else {
      preconditionFailure("a certificate is asked what only an evaluation knows")
    }
    return outcome
  }

  /// What may change of the profile; all of it is found once for all lines that ask how firm they are.
  ///
  /// - Parameter filter: the places that matter; nil for all.
  func choices(at filter: PlaceFilter?) throws(DiagnosticError) -> Choices {
    if let filter, !pack.changes.allSatisfy({ filter.containsAll(of: $0.head.leaf) }) {
      return try Choices.of(self, at: filter)
    }
    return try knownChoices.value {
      Result { () throws(DiagnosticError) in try Choices.of(self) }
    }.get()
  }

  var locales: [String] { pack.locales }

  func text(_ base: LocalizedText) -> Text { Text(base, locales: locales) }

  func printer(_ locale: String) -> ValuePrinter {
    ValuePrinter(pack: pack, texts: profile.texts, locale: locale)
  }

  /// A template with the values of a line, in every locale of the pack.
  func text(_ template: Template, _ bindings: [Inference.Value]) -> Text {
    text(
      template.text(locales: locales) { segment, locale in
        switch segment {
        case .literal(let text): text
        case .variable(let variable, let type): self.printer(locale).text(bindings[variable], type)
        case .constant(let value, let type): self.printer(locale).text(value, type)
        case .text(let text): text.text(in: locale, otherwise: self.locales)
        }
      })
  }
}
