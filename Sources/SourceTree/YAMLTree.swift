/// The nodes of one file, in flat arrays that a `YAMLNode` points into.
///
/// The children of a collection stand in a row. Scalars are no strings yet: most of them are written as they read, and
/// their texts are stretches of the file.
package final class YAMLTree: Sendable {
  let file: UInt32
  let bytes: [UInt8]
  /// The texts of scalars that are not written as they read, one after the other.
  let decoded: [UInt8]
  let parts: [YAMLPart]
  /// Whether a node has a name by which others may repeat it.
  let hasAnchors: Bool
  /// How many nodes there were when all of the file was read. `YAMLSplice` adds nodes and takes none away; of a tree that
  /// was not read from a file, 0.
  let partsRead: Int

  init(
    file: UInt32, bytes: [UInt8], decoded: [UInt8], parts: [YAMLPart], hasAnchors: Bool = false,
    partsRead: Int = 0
  ) {
    self.file = file
    self.bytes = bytes
    self.decoded = decoded
    self.parts = parts
    self.hasAnchors = hasAnchors
    self.partsRead = partsRead
  }

  func withText<R>(of scalar: YAMLPart, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    (scalar.isDecoded ? decoded : bytes).withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[scalar.range]))
    }
  }

  /// Hands over the arrays at once, for going through many nodes.
  func withBuffers(
    _ body: (
      _ parts: UnsafeBufferPointer<YAMLPart>, _ bytes: UnsafeBufferPointer<UInt8>,
      _ decoded: UnsafeBufferPointer<UInt8>
    ) -> Void
  ) {
    parts.withUnsafeBufferPointer { parts in
      bytes.withUnsafeBufferPointer { bytes in
        decoded.withUnsafeBufferPointer { decoded in body(parts, bytes, decoded) }
      }
    }
  }
}
