package import SourceTree

/// The one layout of the files of a pack, of its tests and of profiles.
///
/// Two spaces for each level, one space behind `:` and `,`, one empty line at most, comments behind lines in a column,
/// the rows of tables below each other. What the author chose stays: the order of keys, blocks or brackets as long as
/// these fit on a line, quotes, and where a comment stands.
package enum PackLayout {
  /// What becomes of a file.
  package enum Outcome: Sendable {
    case text([UInt8])
    /// Something in the file has no layout, so that it stays as it is.
    case kept(why: String, at: Place)
  }

  /// Lays out the text of a file.
  ///
  /// - Throws: the mistakes of YAML in it; and `layout-changed` where the new text would not say the same as the old
  ///   one, which is a mistake of this program.
  package static func outcome(
    path: String, _ bytes: [UInt8], limits: SourceLimits
  ) throws(DiagnosticError) -> Outcome {
    var sources = SourceMap()
    var findings = Findings()
    let original = sources.add(path: path, bytes: bytes)
    let root = YAMLReader.read(original, in: sources, limits: limits, findings: &findings)
    guard let root, findings.isEmpty else { throw sources.error(findings) }

    // A copy of the file whose lines end with LF; places in it are on the same lines.
    let text = sources.files[Int(original)].bytes
    let hasReturns = text.startsLinesAfterReturns
    let copy = sources.add(path: path, bytes: text.contains(0x0D) ? text.withoutReturns : text)
    guard let tree = YAMLReader.read(copy, in: sources, limits: limits, findings: &findings) else {
      throw sources.error(findings)
    }
    let source = LayoutSource(sources.files[Int(copy)].bytes, tree)
    if let obstacle = source.obstacle {
      let offset = UInt32(obstacle.offset)
      return .kept(why: obstacle.message, at: sources.place(of: Span(file: copy, start: offset, end: offset)))
    }
    let new = Array(CommentColumns.text(of: LayoutWriter.lines(of: source)).utf8)
    guard says(new, the: root, source.comments, limits) else {
      throw DiagnosticError([
        Diagnostic(
          code: "layout-changed", message: "laid out, `\(path)` would not say the same",
          help: "the file stays as it is; this is a mistake of `recommend`, please report it with the file")
      ])
    }
    return .text(hasReturns ? new.withReturns : new)
  }

  /// Whether a text reads as a tree and has certain comments, in their order.
  private static func says(
    _ text: [UInt8], the root: YAMLNode, _ comments: [LayoutComment], _ limits: SourceLimits
  ) -> Bool {
    var sources = SourceMap()
    var findings = Findings()
    let file = sources.add(path: "", bytes: text)
    let tree = YAMLReader.read(file, in: sources, limits: limits, findings: &findings)
    guard let tree, findings.isEmpty, tree.says(root) else { return false }
    return LayoutSource(text, tree).comments.map(\.text) == comments.map(\.text)
  }
}

extension YAMLNode {
  /// Whether two trees have the same texts at the same places.
  func says(_ other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let one), .scalar(let two)):
      return one.utf8.elementsEqual(two.utf8) && isEmpty == other.isEmpty
    case (.sequence(let one), .sequence(let two)):
      return one.count == two.count && zip(one, two).allSatisfy { $0.says($1) }
    case (.mapping(let one), .mapping(let two)):
      return one.count == two.count
        && zip(one, two).allSatisfy { $0.key.says($1.key) && $0.value.says($1.value) }
    default: return false
    }
  }
}

extension [UInt8] {
  /// Whether the first line ends with CR and LF.
  fileprivate var startsLinesAfterReturns: Bool {
    guard let end = firstIndex(of: 0x0A) else { return false }
    return end > 0 && self[end - 1] == 0x0D
  }

  fileprivate var withoutReturns: [UInt8] {
    indices.filter { !(self[$0] == 0x0D && $0 + 1 < count && self[$0 + 1] == 0x0A) }.map { self[$0] }
  }

  fileprivate var withReturns: [UInt8] { flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } }
}
