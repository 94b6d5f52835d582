import Inference
import SourceTree

/// Whether the places that are told about stand in files that are there. Offsets behind the end of a file are taken for
/// its end by who prints them.
struct SpanCheck {
  let files: Int

  func areSound(_ facts: [FlatArray<Span>], _ rules: [ResolvedRule], _ report: [ResolvedSection]) -> Bool {
    facts.allSatisfy(areSound)
      && rules.allSatisfy { isSound($0.span) && $0.headSpans.allSatisfy(isSound) }
      && report.allSatisfy(isSound)
  }

  private func areSound(_ facts: FlatArray<Span>) -> Bool {
    var greatest: UInt32 = 0
    for span in facts.buffer { greatest = max(greatest, span.file) }
    return facts.isEmpty || Int(greatest) < files
  }

  private func isSound(_ span: Span) -> Bool { Int(span.file) < files }

  private func isSound(_ section: ResolvedSection) -> Bool {
    isSound(section.span) && section.parts.allSatisfy(isSound)
  }
}
