import Inference
package import SourceTree

/// Checks one file against a pack that was compiled before, while its author types: much faster than compiling a large
/// pack, and with all messages that need no other file.
package enum FileCheck {
  /// The mistakes in a file of a pack.
  ///
  /// What the file declares itself, a new id for one, is no mistake though the compiled pack does not know it.
  package static func diagnostics(_ file: ParsedFile, for pack: CompiledPack) -> [Diagnostic] {
    guard let root = file.root else { return file.diagnostics }
    let entries = root.entries
    // A shape changes what everything means; only compiling tells.
    if entries.contains(where: { ["shape", "kinds", "tests"].contains($0.key.scalar) }) {
      return file.diagnostics
    }
    var findings = Findings()
    let surface = SurfaceFromYAML.read(pack.manifest, [root], findings: &findings)
    var resolver = Resolver(shape: pack.shape, vocabulary: pack.vocabulary, texts: pack.texts)
    var facts = StatedFactsBuilder(pack.program.packings)
    for (name, value) in surface.sections {
      guard let text = name.scalar, text != Shape.profile, let section = pack.shape.section(text) else {
        continue
      }
      resolver.facts(value, at: section, into: &facts)
    }
    for rule in surface.rules { _ = resolver.rules(rule) }
    for change in surface.changes { _ = resolver.changes(change) }
    _ = resolver.sections(surface.report)
    _ = resolver.questions(surface.questions)
    let declared = names(in: root, pack)
    for finding in resolver.findings.list where !isAbout(declared, finding, file) { findings.report(finding) }
    return file.diagnostics + file.diagnostics(of: findings)
  }

  /// The ids that the file declares, and what may be written for them.
  private static func names(in root: YAMLNode, _ pack: CompiledPack) -> Set<String> {
    let sections = Set(pack.shape.kinds.map(\.section))
    var names: Set<String> = []
    for (key, value) in root.entries where key.scalar.map(sections.contains) == true {
      for (id, _) in value.entries {
        if let text = id.scalar { names.insert(text) }
      }
    }
    return names
  }

  private static func isAbout(_ names: Set<String>, _ finding: Finding, _ file: ParsedFile) -> Bool {
    guard finding.code == "unknown-id", let span = finding.span else { return false }
    let text = file.source.string(Int(span.start)..<max(Int(span.start), Int(span.end)))
    return names.contains(text.trimmingQuotes)
  }
}

extension String {
  fileprivate var trimmingQuotes: String {
    guard count > 1, let first, first == last, first == "\"" || first == "'" else { return self }
    return String(dropFirst().dropLast())
  }
}
