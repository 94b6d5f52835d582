/// The fields of what stands in a pack's files besides facts, for tools that complete and describe them.
package enum PackFields {
  package static let rule = SurfaceRule.fields
  package static let change = SurfaceChange.fields
  package static let section = Resolver.sectionFields
  package static let question = Resolver.questionFields
  package static let audit = Resolver.auditFields
  package static let test = TestsFromYAML.fields
  package static let manifest = Manifest.fields
  /// What the root of a file may hold besides the sections of the shape.
  package static let roots = SurfacePack.reservedRoots
  package static let tones = ResolvedSection.Tone.allCases.map(\.rawValue)
  /// The types of a shape that are no kind.
  package static let types = LeafSyntax.types

  /// Whether a text can name an id.
  package static func isName(_ text: String) -> Bool { isIdentifier(text) }
}
