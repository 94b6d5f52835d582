import SourceTree

extension CompiledPack {
  /// Everything that the files of the pack and the packs it uses say, one statement each, sorted.
  ///
  /// A rule is one statement. Neither the order of rules, keys and files nor the layout changes anything.
  package var statements: [[UInt8]] { writtenStatements.sorted }

  /// The digest of all statements in one piece; none is worked out where an image holds one.
  package func digest(_ hash: (_ statements: [UInt8]) -> String) -> String {
    storedDigest ?? knownDigest.value { hash(writtenStatements.joined) }
  }

  private var writtenStatements: StatementWriter {
    var writer = StatementWriter()
    for (manifest, files) in zip(manifests, roots) { writer.add(files, of: manifest.id) }
    return writer
  }
}
