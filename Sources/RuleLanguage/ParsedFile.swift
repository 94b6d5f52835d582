package import SourceTree

/// A file that was read once and is taken into any number of compilations, each time with another number.
package final class ParsedFile: Sendable {
  package let source: SourceFile
  /// Nil when nothing of the file is usable.
  package let root: YAMLNode?
  private let findings: Findings

  /// - Parameters:
  ///   - path: as messages call the file.
  ///   - earlier: the file before an edit, so that only what has changed need be read.
  package init(path: String, bytes: [UInt8], limits: SourceLimits, after earlier: ParsedFile? = nil) {
    var sources = SourceMap()
    var findings = Findings()
    source = SourceFile(path: path, bytes: bytes)
    if let earlier, earlier.isSound, let base = earlier.root,
      let root = YAMLReader.read(source, after: base, limits: limits)
    {
      self.root = root
      self.findings = findings
      return
    }
    root = YAMLReader.read(sources.add(source), in: sources, limits: limits, findings: &findings)
    self.findings = findings
  }

  /// Whether the file is YAML without a mistake.
  package var isSound: Bool { findings.isEmpty }

  /// The mistakes of YAML in the file.
  package var diagnostics: [Diagnostic] { diagnostics(of: findings) }

  /// Findings in this file, whose number in them is 0.
  func diagnostics(of findings: Findings) -> [Diagnostic] {
    var sources = SourceMap()
    _ = sources.add(source)
    return findings.isEmpty ? [] : sources.error(findings).diagnostics
  }

  func take(into sources: inout SourceMap, findings: inout Findings) -> YAMLNode? {
    let number = sources.add(source)
    func moved(_ span: Span?) -> Span? { span.map { Span(file: number, start: $0.start, end: $0.end) } }
    for finding in self.findings.list {
      findings.report(
        finding.code, finding.message, at: moved(finding.span), help: finding.help,
        notes: finding.notes.map { ($0.message, moved($0.span)) })
    }
    return root?.renumbered(number)
  }
}
