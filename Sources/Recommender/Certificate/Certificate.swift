import Inference
import RuleLanguage

/// What stands at the head of every certificate.
enum Certificate {
  static let format = "certificate/1"

  /// `sha256:` and the digest of the facts that a profile states, however it is written.
  static func digest(of profile: ProfileFacts, for pack: CompiledPack) -> String {
    let notation = CertificateNotation(pack: pack, texts: profile.texts)
    let lines = profile.facts.facts.map { Value.object(notation.fields($0)).json(pretty: false) }
    var hash = SHA256()
    hash.update(Array(lines.sorted().map { $0 + "\n" }.joined().utf8))
    return "sha256:" + hash.finish()
  }
}
