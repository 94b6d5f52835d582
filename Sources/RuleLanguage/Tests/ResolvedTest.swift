package import SourceTree

/// A test that a pack carries: a profile, and patterns that must or must not hold.
package struct ResolvedTest: Sendable {
  package let name: String
  package let span: Span
  package let profile: ProfileFacts
  package let expectations: [ResolvedQuery]
  package let rejections: [ResolvedQuery]
}
