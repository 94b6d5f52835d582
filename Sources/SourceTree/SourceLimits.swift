/// Bounds on what the reader takes in, so that a file from a stranger cannot exhaust the machine.
///
/// No honest pack or profile meets the defaults.
package struct SourceLimits: Sendable, Hashable {
  /// Bytes of one file.
  package var maxBytes: Int
  /// Collections inside of collections.
  package var maxDepth: Int
  /// Scalars, sequences and mappings of one file, aliased ones included.
  package var maxNodes: Int
  /// Nodes that the aliases of one file stand for, all together.
  package var maxAliasedNodes: Int

  package init(
    maxBytes: Int = 64 << 20, maxDepth: Int = 64, maxNodes: Int = 8_000_000, maxAliasedNodes: Int = 10_000
  ) {
    self.maxBytes = maxBytes
    self.maxDepth = maxDepth
    self.maxNodes = maxNodes
    self.maxAliasedNodes = maxAliasedNodes
  }
}
