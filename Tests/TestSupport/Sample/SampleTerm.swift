/// What stands in a pattern in the place of a key or value. Variables that begin with `_` are written `$_`.
package enum SampleTerm: Sendable, Hashable {
  case constant(SampleDatum)
  case variable(String)

  package var variable: String? {
    if case .variable(let name) = self { name } else { nil }
  }

  package var isAnonymous: Bool { variable?.hasPrefix("_") ?? false }
}
