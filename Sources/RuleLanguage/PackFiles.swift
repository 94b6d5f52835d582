import SourceTree

/// The files of one pack, found and not yet read.
package struct PackFiles: Sendable {
  package let manifest: Manifest
  /// `pack.yaml`, already read.
  let manifestNode: YAMLNode
  /// The other files, by path.
  let parts: [String]
  /// The files under `tests/`.
  package let tests: [String]
  let store: PackStore
}
