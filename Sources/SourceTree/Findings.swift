/// The mistakes that a phase has found so far, in the order in which it met them.
package struct Findings: Sendable {
  package private(set) var list: [Finding] = []

  package init() {}

  package var isEmpty: Bool { list.isEmpty }

  /// Adds a mistake: `findings.report("unknown-field", "`yeers` is not a field", at: key.span)`.
  package mutating func report(
    _ code: String, _ message: String, at span: Span?, help: String? = nil, notes: [(String, Span?)] = [],
    severity: Severity = .error
  ) {
    let notes = notes.map { (message: $0.0, span: $0.1) }
    list.append(
      Finding(code: code, message: message, span: span, help: help, notes: notes, severity: severity))
  }

  package mutating func add(_ finding: Finding) { list.append(finding) }

  /// Replaces the help of a finding and of those behind it.
  package mutating func advise(_ help: String, fromFinding first: Int) {
    for index in list.indices.dropFirst(first) { list[index].help = help }
  }
}
