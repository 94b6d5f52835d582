package import Inference
package import SourceTree

/// What a person states, as facts of a pack's program.
package struct ProfileFacts: Sendable {
  package let facts: StatedFacts
  /// The texts of the pack and, behind them, those of the profile.
  package let texts: TextTable
  package let sources: SourceMap

  /// The same with some facts in the place of others.
  package func replacing(_ removed: [Fact], with added: [Fact]) -> ProfileFacts {
    ProfileFacts(facts: facts.replacing(removed, with: added), texts: texts, sources: sources)
  }

  /// The same facts with a larger table of texts.
  package func with(_ texts: TextTable) -> ProfileFacts {
    ProfileFacts(facts: facts, texts: texts, sources: sources)
  }
}

/// Reads a profile against a pack's shape.
package enum FactsFromProfile {
  /// - Parameter aside: a field of the root that is left out, unless the shape has it.
  package static func read(
    path: String, bytes: [UInt8], for pack: CompiledPack, limits: SourceLimits, without aside: String? = nil
  ) throws(DiagnosticError) -> ProfileFacts {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: path, bytes: bytes)
    if bytes.count > limits.maxBytes {
      let problem = FileProblem.tooLarge(limits.maxBytes)
      findings.report(problem.code, problem.message(path), at: nil)
    }
    let node =
      findings.isEmpty ? YAMLReader.read(file, in: sources, limits: limits, findings: &findings) : nil
    try sources.stop(at: findings)
    guard let node else { throw sources.error(findings) }
    return try read(without(aside, node, pack.shape), sources, for: pack)
  }

  private static func without(_ aside: String?, _ node: YAMLNode, _ shape: Shape) -> YAMLNode {
    guard let aside, !hasField(aside, shape) else { return node }
    return node.without(aside)
  }

  /// Reads a profile that is part of a larger file, as a test has it.
  package static func read(
    _ node: YAMLNode, _ sources: SourceMap, for pack: CompiledPack
  ) throws(DiagnosticError) -> ProfileFacts {
    var resolver = Resolver(
      shape: pack.shape, vocabulary: pack.vocabulary, texts: pack.texts)
    var builder = StatedFactsBuilder(pack.program.packings)
    if let profile = pack.shape.section(Shape.profile) {
      resolver.facts(withoutPack(node, pack, &resolver), at: profile, into: &builder)
    } else {
      resolver.findings.report("no-profile", "the pack's shape has no `profile`", at: node.span)
    }
    let facts = resolver.unified(builder)
    try sources.stop(at: resolver.findings)
    return ProfileFacts(facts: facts, texts: resolver.texts, sources: sources)
  }

  /// `pack: ecommerce-operations` says which pack a profile is for, unless the shape has a field of that name.
  private static func withoutPack(_ node: YAMLNode, _ pack: CompiledPack, _ resolver: inout Resolver)
    -> YAMLNode
  {
    guard let named = packName(in: node), !hasField("pack", pack.shape) else { return node }
    if let id = named.scalar, pack.manifests.contains(where: { $0.id == id }) { return node.without("pack") }
    if let id = named.scalar, !named.isEmpty {
      resolver.findings.report(
        "wrong-pack", "the profile is for the pack `\(id)`, and this is `\(pack.manifest.id)`",
        at: named.span,
        help: resolver.findings.suggestion(id, pack.manifests.map(\.id)))
    } else {
      resolver.findings.report("wrong-type", "expected the name of a pack", at: named.span)
    }
    return node.without("pack")
  }

  /// Whether the profile has a field.
  package static func hasField(_ name: String, _ shape: Shape) -> Bool {
    guard let profile = shape.section(Shape.profile), case .record(let fields) = shape.nodes[profile].content
    else { return false }
    return fields[name] != nil
  }

  private static func packName(in node: YAMLNode) -> YAMLNode? {
    node.mapping?.first { $0.key.scalar == "pack" }?.value
  }

  /// The pack that a profile names, read before any pack is loaded; nil where it names none or can't be read.
  package static func packName(bytes: [UInt8], limits: SourceLimits) -> String? {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: "", bytes: bytes)
    return YAMLReader.read(file, in: sources, limits: limits, findings: &findings).flatMap {
      packName(in: $0)?.scalar
    }
  }

  /// What a profile states in a field of its root, as it is written, whatever else is wrong with it; nil where it
  /// can't be read or states none.
  package static func scalar(_ field: String, in bytes: [UInt8], limits: SourceLimits) -> (
    text: String, isPlain: Bool
  )? {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: "", bytes: bytes)
    let root = YAMLReader.read(file, in: sources, limits: limits, findings: &findings)
    guard let node = root?.mapping?.first(where: { $0.key.scalar == field })?.value, let text = node.scalar
    else { return nil }
    return (text, node.isPlain)
  }
}
