import RuleLanguage

/// A digest of what a pack and the packs it uses say, whatever the files, the order of rules or of keys.
enum PackDigest {
  static func text(of pack: CompiledPack) -> String {
    pack.digest { statements in
      var hash = SHA256()
      hash.update(statements)
      return "sha256:" + hash.finish()
    }
  }
}
