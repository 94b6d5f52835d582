import SourceTree

/// The files of one pack, found and not yet read.
package struct PackFiles: Sendable {
  package let manifest: Manifest
  /// Where they are in the store.
  package let folder: String
  /// `pack.yaml`, already read.
  let manifestNode: YAMLNode
  /// The other files, by path.
  package let parts: [String]
  /// The files under `tests/`.
  package let tests: [String]
  package let store: PackStore
}
