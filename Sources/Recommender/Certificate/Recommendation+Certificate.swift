public import SourceTree

extension Recommendation {
  /// The recommendation with every derivation it rests on, in the format `certificate/1`, which `docs/certificates.md`
  /// describes.
  ///
  ///     let certificate = try recommendation.certificate(in: "en").foldedJSON()
  ///     let verification = try pack.verify(certificate: certificate, for: profile)
  ///     print(verification.isAccepted)   // true
  ///
  /// The same rules and the same profile give the same bytes.
  ///
  /// - Parameter locale: the locale of the recommendation's texts; for one that the pack does not speak, its first.
  /// - Throws: `too-many-derivations`, when a fact follows in more than 100,000 ways from one conclusion of a rule.
  public func certificate(in locale: String) throws(DiagnosticError) -> Value {
    let locale = locales.contains(locale) ? locale : locales[0]
    return .object([
      Value.Field("format", .text(Certificate.format)),
      Value.Field("pack", .text(pack)),
      Value.Field("version", .text(version)),
      Value.Field("digest", .text(digest)),
      Value.Field("profile", .text(Certificate.digest(of: answer.profile, for: answer.pack))),
      Value.Field("recommendation", value(in: locale)),
      Value.Field("steps", .list(try CertificateFromModel.steps(answer))),
    ])
  }
}
