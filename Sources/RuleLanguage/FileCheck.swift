import Inference
package import SourceTree

/// Checks one file against a pack that was compiled before, while its author types: much faster than compiling a large
/// pack, and with all messages that need no other file.
///
///     let check = FileCheck(file, for: pack)
///     let next = FileCheck(edited, for: pack, after: check)
///
/// Of the sections of kinds, such as `roles:`, only those entries are looked at that had mistakes in the earlier check or have
/// changed since.
package struct FileCheck: Sendable {
  package let file: ParsedFile
  /// The mistakes in the file.
  ///
  /// What the file declares itself, a new id for one, is no mistake though the compiled pack does not know it.
  package let diagnostics: [Diagnostic]
  /// How many entries of such sections were looked at.
  package let entriesRead: Int
  /// By node of the section in the shape and by offset of the key, the ends of the entries in which nothing was found.
  fileprivate let faultless: [Int: [Int: Int]]

  /// - Parameter earlier: a check of the file before an edit, for the same pack.
  package init(_ file: ParsedFile, for pack: CompiledPack, after earlier: FileCheck? = nil) {
    self.file = file
    // A shape changes what everything means; only compiling tells.
    guard let root = file.root, !file.declaresShape, !root.hasKey(among: ["tests"]) else {
      (diagnostics, faultless, entriesRead) = (file.diagnostics, [:], 0)
      return
    }
    var findings = Findings()
    let surface = SurfaceFromYAML.read(pack.manifest, [root], findings: &findings)
    var resolver = Resolver(shape: pack.shape, vocabulary: pack.vocabulary, texts: pack.texts)
    var facts = StatedFactsBuilder(pack.program.packings)
    let known = KnownEntries(earlier, file)
    var faultless: [Int: [Int: Int]] = [:]
    var entriesRead = 0
    for (name, value) in surface.sections {
      guard let text = name.scalar, text != Shape.profile, let section = pack.shape.section(text) else {
        continue
      }
      guard resolver.hasEntriesOfItsOwn(value, at: section) else {
        resolver.facts(value, at: section, into: &facts)
        continue
      }
      FileCheck.forEachEntry(value, in: file) { key, inner, extent in
        let before = resolver.findings.list.count
        if !known.isFaultless(extent, in: section) {
          entriesRead += 1
          resolver.check(key, inner, at: section, into: &facts)
        }
        if resolver.findings.list.count == before {
          faultless[section, default: [:]][extent.lowerBound] = extent.upperBound
        }
      }
    }
    for rule in surface.rules { _ = resolver.rules(rule) }
    for change in surface.changes { _ = resolver.changes(change) }
    _ = resolver.sections(surface.report)
    _ = resolver.questions(surface.questions)
    if !resolver.findings.isEmpty {
      let declared = FileCheck.names(in: root, pack)
      for finding in resolver.findings.list where !FileCheck.isAbout(declared, finding, file) {
        findings.report(finding)
      }
    }
    diagnostics = file.diagnostics + file.diagnostics(of: findings)
    self.faultless = faultless
    self.entriesRead = entriesRead
  }

  /// Hands over the entries of a mapping, each with the bytes from its key to the next one.
  private static func forEachEntry(
    _ node: YAMLNode, in file: ParsedFile,
    _ body: (_ key: YAMLNode, _ value: YAMLNode, _ extent: Range<Int>) -> Void
  ) {
    var last: (key: YAMLNode, value: YAMLNode)?
    func tell(until end: Int) {
      guard let last else { return }
      let start = Int(last.key.span.start)
      body(last.key, last.value, start..<max(start, end))
    }
    for (key, value) in node.entries {
      tell(until: Int(key.span.start))
      last = (key, value)
    }
    tell(until: file.source.bytes.count)
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

extension ParsedFile {
  /// Whether the file says anything of kinds or of the shape.
  package var declaresShape: Bool { root?.hasKey(among: ["shape", "kinds"]) ?? false }
}

extension YAMLNode {
  fileprivate func hasKey(among keys: [String]) -> Bool {
    mapping?.contains { $0.key.scalar.map(keys.contains) ?? false } ?? false
  }
}

extension String {
  fileprivate var trimmingQuotes: String {
    guard count > 1, let first, first == last, first == "\"" || first == "'" else { return self }
    return String(dropFirst().dropLast())
  }
}

/// By section, the entries of a file that are as they were when nothing was found in them.
private struct KnownEntries {
  private var ends: [Int: [Int: Int]] = [:]

  init(_ earlier: FileCheck?, _ file: ParsedFile) {
    // What an anchor names may have changed where nothing else did.
    guard let earlier, earlier.file.root?.hasAnchors == false, file.root?.hasAnchors == false else { return }
    let difference = TextDifference(earlier.file.source.bytes, file.source.bytes)
    ends = earlier.faultless.mapValues { entries in
      var ends: [Int: Int] = [:]
      ends.reserveCapacity(entries.count)
      for (start, end) in entries {
        if let extent = difference.moved(start..<end) { ends[extent.lowerBound] = extent.upperBound }
      }
      return ends
    }
  }

  func isFaultless(_ extent: Range<Int>, in section: Int) -> Bool {
    ends[section]?[extent.lowerBound] == extent.upperBound
  }
}
