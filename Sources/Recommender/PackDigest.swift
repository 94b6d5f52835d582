import RuleLanguage

/// A digest of what a pack and the packs it uses say, whatever the files, the order of rules or of keys.
enum PackDigest {
  static func text(of pack: CompiledPack) -> String {
    if let digest = pack.storedDigest { return digest }
    var hash = SHA256()
    hash.update(Array(pack.statements.joined()))
    return "sha256:" + hash.finish()
  }
}
