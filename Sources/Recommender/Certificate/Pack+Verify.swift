import Inference
import RuleLanguage
public import SourceTree

extension Pack {
  /// Checks a certificate that `Recommendation.certificate(in:)` made: that it is for these rules and this profile, that
  /// each step holds, that no rule concludes anything else, and that the recommendation in it is drawn from these facts.
  ///
  ///     let verification = try pack.verify(certificate: certificate, for: profile)
  ///     for refusal in verification.refusals { print(refusal) }
  ///
  /// The checker shares no code with the evaluator; `docs/certificates.md` says what it trusts.
  ///
  /// - Parameters:
  ///   - certificate: the text of the certificate, JSON of up to 512 MiB.
  ///   - name: what messages call it.
  /// - Throws: the mistakes in what is no certificate: of JSON, and of its fields and their types.
  public func verify(
    certificate: String, named name: String = "certificate", for profile: Profile
  ) throws(DiagnosticError) -> Verification {
    try verify(certificate: Array(certificate.utf8), named: name, for: profile)
  }

  /// Checks the bytes of a certificate, which need not be well-formed UTF-8.
  ///
  /// - Throws: the mistakes in what is no certificate: of JSON, and of its fields and their types.
  public func verify(
    certificate: [UInt8], named name: String = "certificate", for profile: Profile
  ) throws(DiagnosticError) -> Verification {
    var sources = SourceMap()
    let file = sources.add(path: name, bytes: certificate)
    return try CertificateVerifier(self, profile.facts, sources).verify(file)
  }
}
