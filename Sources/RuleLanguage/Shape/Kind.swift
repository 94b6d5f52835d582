package import SourceTree

/// The number of a kind among the kinds of a compiled pack, in the order of their names.
package struct KindID: Sendable, Hashable {
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }
}

/// A kind of thing, and the section whose keys are its ids: `skill: skills`.
package struct Kind: Sendable {
  package let name: String
  package let section: String
  package let span: Span
}
