import Inference
import RuleLanguage
import SourceTree

/// Reads a certificate, has its steps checked, and compares the recommendation in it with one drawn from its facts.
struct CertificateVerifier {
  /// A certificate of a large pack says much, and is read by whoever has the rules.
  private static let limits = SourceLimits(
    maxBytes: 512 << 20, maxDepth: 256, maxNodes: 80_000_000, maxAliasedNodes: 0)

  private let pack: Pack
  private let profile: ProfileFacts
  private let sources: SourceMap
  private var findings = Findings()

  init(_ pack: Pack, _ profile: ProfileFacts, _ sources: SourceMap) {
    (self.pack, self.profile, self.sources) = (pack, profile, sources)
  }

  func verify(_ file: UInt32) throws(DiagnosticError) -> Verification {
    var verifier = self
    return try verifier.run(file)
  }

  private mutating func run(_ file: UInt32) throws(DiagnosticError) -> Verification {
    let root = YAMLReader.read(file, in: sources, limits: CertificateVerifier.limits, findings: &findings)
    try sources.stop(at: findings)
    guard let root else { throw sources.error(findings) }
    var reader = CertificateReader(pack.compiled, profile.texts)
    let allowed = ["format", "pack", "version", "digest", "profile", "recommendation", "steps"]
    var fields: [String: YAMLNode] = [:]
    if let read = reader.fields(root, of: "a certificate", allowed) {
      for name in allowed where reader.required(name, read, root) != nil { fields[name] = read[name] }
    }
    let head = ["format", "pack", "version", "digest", "profile"].compactMap { name in
      fields[name].flatMap { node in reader.text(node).map { (name: name, text: $0, node: node) } }
    }
    if reader.findings.isEmpty {
      for (name, text, node) in head { check(name, text, node) }
    }
    guard let stated = fields["steps"], let shown = fields["recommendation"], reader.findings.isEmpty else {
      throw sources.error(reader.findings)
    }
    guard findings.isEmpty else { return verification([], nil) }
    let steps = reader.steps(stated)
    let malformed = reader.findings.list.filter { $0.code != "wrong-step" }
    if !malformed.isEmpty { throw sources.error(reader.findings) }
    findings = reader.findings
    guard findings.isEmpty else { return verification(steps, nil) }
    var checker = CertificateChecker(steps, pack.compiled, profile)
    checker.check()
    findings = checker.findings
    if findings.isEmpty {
      let answer = Answer(of: pack, for: profile, CheckedModel(checker))
      do throws(DiagnosticError) {
        compare(shown, try Recommendation(answer))
      } catch {
        return Verification(
          steps: steps.count, applications: checker.applications, refusals: error.diagnostics)
      }
    }
    return verification(steps, checker)
  }

  private func verification(_ steps: [CertificateStep], _ checker: CertificateChecker?) -> Verification {
    Verification(
      steps: steps.count, applications: checker?.applications ?? 0,
      refusals: findings.isEmpty ? [] : sources.error(findings).diagnostics)
  }

  // MARK: What it is for

  private mutating func check(_ name: String, _ text: String, _ node: YAMLNode) {
    switch name {
    case "format" where text != Certificate.format:
      findings.report(
        "not-a-certificate", "expected the format `\(Certificate.format)`", at: node.span)
    case "pack" where text != pack.id:
      findings.report(
        "other-rules", "the certificate is for the pack `\(text)`, and this is `\(pack.id)`", at: node.span)
    case "version" where text != pack.version:
      findings.report(
        "other-rules", "the certificate is for version \(text) of the rules, and this is \(pack.version)",
        at: node.span)
    case "digest" where text != pack.digest:
      findings.report(
        "other-rules", "the rules are not those that the certificate was made with", at: node.span,
        help: "their digest is \(pack.digest)")
    case "profile" where text != Certificate.digest(of: profile, for: pack.compiled):
      findings.report(
        "other-profile", "the profile does not state what the certificate was made for", at: node.span)
    default: break
    }
  }

  // MARK: What is shown

  private mutating func compare(_ node: YAMLNode, _ recommendation: Recommendation) {
    let locale = node.mapping?.first { $0.key.scalar == "locale" }?.value.scalar ?? ""
    guard recommendation.locales.contains(locale) else {
      return differ(node, "expected one of the pack's locales as `locale`")
    }
    compare(node, recommendation.value(in: locale))
  }

  private mutating func compare(_ node: YAMLNode, _ value: Value) {
    guard findings.list.count < CertificateChecker.maxRefusals else { return }
    switch value {
    case .text(let text):
      if node.isPlain || node.scalar != text { differ(node, "`\(text)` follows, not this") }
    case .number(let number):
      if !node.isPlain || node.scalar != number { differ(node, "\(number) follows, not this") }
    case .bool(let truth):
      if !node.isPlain || node.scalar != "\(truth)" { differ(node, "\(truth) follows, not this") }
    case .list(let values):
      guard let items = node.sequence, items.count == values.count else {
        return differ(node, "a list of \(values.count) follows, not this")
      }
      for (item, value) in zip(items, values) { compare(item, value) }
    case .object(let expected):
      guard let entries = node.mapping else { return differ(node, "an object follows, not this") }
      let known = Dictionary(
        entries.map { ($0.key.scalar ?? "", $0) }, uniquingKeysWith: { first, _ in first })
      let names = Set(expected.map(\.name))
      for (key, _) in entries where !names.contains(key.scalar ?? "") {
        differ(key, "nothing of this name follows")
      }
      for field in expected {
        if let entry = known[field.name] {
          compare(entry.value, field.value)
        } else {
          differ(node, "`\(field.name)` follows, and is missing")
        }
      }
    }
  }

  private mutating func differ(_ node: YAMLNode, _ message: String) {
    let span = node.span
    let isLarge = node.scalar == nil
    findings.report(
      "wrong-result", message,
      at: isLarge ? Span(file: span.file, start: span.start, end: span.start + 1) : span)
  }
}
