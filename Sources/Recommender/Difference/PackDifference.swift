import RuleLanguage
import SourceTree

/// What one version of a pack says differently from another.
///
///     let difference = try PackDifference(from: old, to: new)
///     for edit in difference.edits { print(edit.after?.place.description ?? "", edit.subject, edit.name, edit.kind) }
///     var finder = DifferenceFinder(difference)
///     if case .differs(let person) = finder.outcome(for: bytes, named: "me.yaml") { print(person.causes) }
public struct PackDifference: Sendable {
  /// The older version.
  public let old: Pack
  /// The newer version.
  public let new: Pack
  /// The edits: rules, rows of tables, facts, the shape, the report, questions, `pack.yaml`, each by its names. None
  /// where a version comes from an image, which holds no files.
  public let edits: [PackEdit]
  /// Whether edits could be looked for.
  public let knowsEdits: Bool
  let text: PackText?

  /// Compares two versions of a pack, with the packs that they use.
  ///
  /// - Throws: `other-pack` for two packs of different names.
  public init(from old: Pack, to new: Pack) throws(DiagnosticError) {
    guard old.id == new.id else {
      throw DiagnosticError([
        Diagnostic(
          code: "other-pack", message: "`\(new.id)` is not a version of `\(old.id)`",
          help: "name the pack that is meant in both")
      ])
    }
    self.old = old
    self.new = new
    text = PackText(old)
    let after = PackText(new)
    if let text, let after {
      edits = PackEdits.between(text, after)
      knowsEdits = true
    } else {
      edits = []
      knowsEdits = false
    }
  }
}
