/// The keys and values of a mapping, looked at where they stand in the tree of their file.
///
/// Other modules go through many, hence `@inlinable`.
@usableFromInline
package struct YAMLEntries: RandomAccessCollection, Sendable {
  private let tree: YAMLTree
  /// The number of the first key.
  @usableFromInline let first: Int
  @usableFromInline package let count: Int

  init(_ mapping: YAMLPart, of tree: YAMLTree) {
    self.tree = tree
    first = Int(mapping.first)
    count = mapping.kind == .mapping ? Int(mapping.count) / 2 : 0
  }

  @inlinable package var startIndex: Int { 0 }

  @inlinable package var endIndex: Int { count }

  @inlinable
  package subscript(index: Int) -> (key: YAMLNode, value: YAMLNode) {
    precondition(index >= 0 && index < count, "there is no such entry")
    return (node(first + 2 * index), node(first + 2 * index + 1))
  }

  @usableFromInline
  func node(_ number: Int) -> YAMLNode { YAMLNode(tree.parts[number], of: tree) }
}
