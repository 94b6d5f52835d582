import RuleLanguage
import SourceTree

/// The files of a compiled pack and of the packs that it uses, from the names of the packs on.
struct PackText: Sendable {
  /// By `shop/rules/care.yaml`, the bytes and the root.
  let files: [String: (bytes: [UInt8], root: YAMLNode)]
  let sources: PackSources

  /// Nil for a pack from an image, which holds no files.
  init?(_ pack: Pack) {
    guard !pack.isImage, pack.compiled.roots.count == pack.files.count else { return nil }
    sources = pack.compiled.sources
    var files: [String: (bytes: [UInt8], root: YAMLNode)] = [:]
    for (pack, roots) in zip(pack.files, pack.compiled.roots) {
      let paths = ["\(pack.folder)/pack.yaml"] + pack.parts
      guard paths.count == roots.count else { return nil }
      for (path, root) in zip(paths, roots) {
        let inside = path.dropFirst(pack.folder.isEmpty ? 0 : pack.folder.utf8.count)
        files[pack.manifest.id + inside] = (sources.bytes(of: root.span.file), root)
      }
    }
    self.files = files
  }
}
