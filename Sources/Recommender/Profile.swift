import RuleLanguage
import SourceTree

/// What a person states about themselves, read against the shape of a pack.
///
///     let profile = try Profile(at: "me.yaml", for: pack)
///     let other = try Profile(["years": 2, "skills": ["文案": 3]], for: pack)
public struct Profile: Sendable {
  let facts: ProfileFacts

  init(facts: ProfileFacts) {
    self.facts = facts
  }

  /// Reads a YAML or JSON file.
  ///
  /// - Throws: every mistake in the file, in the order of their places.
  public init(at path: String, for pack: Pack) throws(DiagnosticError) {
    switch FileSystem.read(path, limit: pack.limits.maxFileBytes) {
    case .failure(let problem):
      throw DiagnosticError([Diagnostic(code: problem.code, message: problem.message(path))])
    case .success(let bytes):
      facts = try FactsFromProfile.read(
        path: path, bytes: bytes, for: pack.compiled, limits: pack.limits.source)
    }
  }

  /// Reads the text of a YAML or JSON file.
  ///
  /// - Parameters:
  ///   - text: the whole file.
  ///   - name: what messages call it.
  /// - Throws: every mistake in the text, in the order of their places.
  public init(_ text: String, named name: String = "profile", for pack: Pack) throws(DiagnosticError) {
    try self.init(bytes: Array(text.utf8), named: name, for: pack)
  }

  /// Reads the bytes of a YAML or JSON file, which need not be well-formed UTF-8.
  ///
  /// - Throws: every mistake in the bytes, in the order of their places.
  public init(bytes: [UInt8], named name: String = "profile", for pack: Pack) throws(DiagnosticError) {
    facts = try FactsFromProfile.read(
      path: name, bytes: bytes, for: pack.compiled, limits: pack.limits.source)
  }

  /// Builds a profile in Swift, without a file.
  ///
  /// - Throws: every mistake in the value; places refer to its JSON, as `value.json()` writes it.
  public init(_ value: Value, for pack: Pack) throws(DiagnosticError) {
    try self.init(value.json(), for: pack)
  }

  /// The pack that a profile names by `pack: …`; nil where it names none or can't be read.
  public static func packName(in bytes: [UInt8], limits: Limits = .standard) -> String? {
    FactsFromProfile.packName(bytes: bytes, limits: limits.source)
  }
}
