/// The files of one load. Turns spans into places and findings into diagnostics.
///
/// ```swift
/// var map = SourceMap()
/// var findings = Findings()
/// let file = map.add(path: "me.yaml", bytes: bytes)
/// let root = YAMLReader.read(file, in: map, limits: SourceLimits(), findings: &findings)
/// if !findings.isEmpty { throw map.error(findings) }
/// ```
///
/// It does not read from disk: see `FileSystem`.
package struct SourceMap: Sendable {
  package private(set) var files: [SourceFile] = []

  package init() {}

  /// Takes a file in and returns its number. A byte order mark at the start is dropped, so spans do not count it.
  package mutating func add(path: String, bytes: [UInt8]) -> UInt32 {
    files.append(SourceFile(path: path, bytes: bytes))
    return UInt32(files.count - 1)
  }

  /// The same for a file that was taken in before, with another number.
  package mutating func add(_ file: SourceFile) -> UInt32 {
    files.append(file)
    return UInt32(files.count - 1)
  }

  /// Where the span starts.
  package func place(of span: Span) -> Place {
    let file = files[Int(span.file)]
    let start = min(Int(span.start), file.bytes.count)
    let index = file.lineIndex(of: start)
    let line = file.lineRange(index)
    let column = file.characterCount(line.lowerBound..<min(start, line.upperBound)) + 1
    return Place(path: file.path, line: index + 1, column: column)
  }

  /// The bytes of the span as text.
  package func text(of span: Span) -> String {
    files[Int(span.file)].text(Int(span.start)..<max(Int(span.start), Int(span.end)))
  }

  /// The whole lines on which the span stands, without the blank space that all of them begin with.
  package func lines(of span: Span) -> String {
    let file = files[Int(span.file)]
    let end = max(span.start, span.end > span.start ? span.end - 1 : span.end)
    let lines = (file.lineIndex(of: Int(span.start))...file.lineIndex(of: Int(end))).map {
      file.text(file.lineRange($0))
    }
    let margin =
      lines.filter { !$0.allSatisfy(\.isWhitespace) }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { String($0.dropFirst(min(margin, $0.count))) }.joined(separator: "\n")
  }

  package func diagnostic(_ finding: Finding) -> Diagnostic {
    Diagnostic(
      code: finding.code, message: finding.message, place: finding.span.map(place),
      excerpt: finding.span.flatMap(excerpt), help: finding.help,
      notes: finding.notes.map { note in
        Note(message: note.message, place: note.span.map(place), excerpt: note.span.flatMap(excerpt))
      }, severity: finding.severity)
  }

  /// The findings as diagnostics, sorted by path, offset, code and message; those without a place come first, and
  /// what was found twice is told once.
  package func error(_ findings: Findings) -> DiagnosticError {
    func path(_ finding: Finding) -> String { finding.span.map { files[Int($0.file)].path } ?? "" }
    let sorted = findings.list.sorted { left, right in
      let (leftPath, rightPath) = (path(left), path(right))
      if leftPath != rightPath { return leftPath < rightPath }
      let (leftStart, rightStart) = (left.span?.start ?? 0, right.span?.start ?? 0)
      return (leftStart, left.code, left.message) < (rightStart, right.code, right.message)
    }
    var diagnostics: [Diagnostic] = []
    for finding in sorted {
      let diagnostic = diagnostic(finding)
      if diagnostic != diagnostics.last {
        diagnostics.append(diagnostic)
      }
    }
    return DiagnosticError(diagnostics)
  }
}
