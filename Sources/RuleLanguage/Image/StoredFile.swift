import Inference

/// A source file as it stands in an image, without a byte order mark.
struct StoredFile: Sendable {
  let path: String
  let bytes: FlatArray<UInt8>
}
