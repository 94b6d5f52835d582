package import Inference
package import SourceTree

/// A node of the declared tree. Nodes refer to each other by their index in `Shape.nodes`.
package struct ShapeNode: Sendable {
  package enum Content: Sendable {
    case record([String: Int])
    case map(kind: KindID, value: Int, entry: LeafID)
    case leaf(LeafID)
  }

  /// The path as an author writes it: `fit.$role.score`; empty for the root.
  package let path: String
  package let keys: [KeyType]
  package var content: Content
  /// The entry leaf of the map whose value this node is.
  package let entry: LeafID?
  package let span: Span
}
