/// Reads a file anew of which an earlier text was read without a mistake: only the entries in which the texts differ.
///
/// A large file is a mapping of mappings, such as `roles:` and below it a thousand of them. The entries of the inner mapping
/// that an edit touches are read alone, below a key that stands for the outer one. The other nodes stay, moved by what the
/// text has grown.
///
/// The tree is that of the whole text: where an entry begins, libyaml knows of what came before only how far the collections
/// around are indented, unless there are anchors; and a text that ends without a mistake where the next entry begins has left
/// nothing open. Whatever is not so plain, mistakes among it, is left to `YAMLReader`.
struct YAMLSplice {
  /// Stands before the entries that are read.
  private static let head = Array("x:\n".utf8)

  private let tree: YAMLTree
  private let source: SourceFile
  private let difference: TextDifference
  /// Which entry of the root holds the entries that are read.
  private let section: Int
  /// The entries that are read, and where their lines stand in the old text.
  private let entries: Range<Int>
  private let lines: Range<Int>
  private let column: Int
  /// Whether nothing stands behind the entries.
  private let isLast: Bool

  /// The root of the new text; nil where all of it must be read.
  static func root(of source: SourceFile, after base: YAMLNode, limits: SourceLimits) -> YAMLNode? {
    let tree = base.tree
    guard !tree.hasAnchors, source.bytes.count <= limits.maxBytes, tree.parts.count <= 2 * tree.partsRead
    else {
      return nil
    }
    let difference = TextDifference(tree.bytes, source.bytes)
    guard let splice = YAMLSplice(base, source, difference), let read = splice.read(limits) else {
      return nil
    }
    let node = splice.root(base.part, with: read)
    return (node?.tree.parts.count ?? 0) < limits.maxNodes ? node : nil
  }

  private init?(_ base: YAMLNode, _ source: SourceFile, _ difference: TextDifference) {
    tree = base.tree
    self.source = source
    self.difference = difference
    let (parts, changed) = (tree.parts, difference.old)
    let root = base.part
    guard root.kind == .mapping, root.count > 0, root.start == parts[root.range.lowerBound].start else {
      return nil
    }
    let sections = (0..<Int(root.count) / 2).filter { number in
      let value = parts[root.range.lowerBound + 2 * number + 1]
      return value.kind == .mapping && value.count > 0
        && Int(parts[value.range.lowerBound].start) < changed.lowerBound
    }
    guard let section = sections.last else { return nil }
    self.section = section
    let keys = parts[root.range.lowerBound + 2 * section + 1].range
    // Between brackets, a mapping begins before its first key.
    guard parts[root.range.lowerBound + 2 * section + 1].start == parts[keys.lowerBound].start else {
      return nil
    }
    func key(_ number: Int) -> Int { Int(parts[keys.lowerBound + 2 * number].start) }

    // The first byte of its key is as before, and so is the indentation.
    var (first, end) = (0, keys.count / 2)
    while end - first > 1 {
      let middle = (first + end) / 2
      if key(middle) < changed.lowerBound { first = middle } else { end = middle }
    }
    guard let start = tree.lineStart(before: key(first)), start < key(first) else { return nil }
    column = key(first) - start

    var last = end
    while last < keys.count / 2, key(last) - column <= changed.upperBound { last += 1 }
    let next = root.range.lowerBound + 2 * (section + 1)
    if last < keys.count / 2 {
      guard let line = tree.lineStart(before: key(last)) else { return nil }
      (lines, isLast) = (start..<line, false)
    } else if next < root.range.upperBound {
      let line = Int(parts[next].start)
      guard line > changed.upperBound, tree.lineStart(before: line) == line else { return nil }
      (lines, isLast) = (start..<line, false)
    } else {
      (lines, isLast) = (start..<tree.bytes.count, true)
    }
    entries = first..<last
  }

  /// The changed entries, below a key of their own.
  private func read(_ limits: SourceLimits) -> YAMLNode? {
    var sources = SourceMap()
    var findings = Findings()
    let text = YAMLSplice.head + source.bytes[lines.lowerBound..<lines.upperBound + difference.growth]
    let file = sources.add(path: source.path, bytes: text)
    guard let root = YAMLReader.read(file, in: sources, limits: limits, findings: &findings),
      findings.isEmpty,
      !root.tree.hasAnchors, root.part.kind == .mapping, root.part.count == 2
    else { return nil }
    let value = root.tree.parts[root.part.range.lowerBound + 1]
    guard value.kind == .mapping, Int(value.start) == YAMLSplice.head.count + column,
      root.tree.parts[value.range.lowerBound].start == value.start
    else { return nil }
    // What is empty may be placed where the next thing begins, which did not stand there.
    guard isLast || root.tree.parts.allSatisfy({ $0.start < text.count }) else { return nil }
    return YAMLNode(value, of: root.tree)
  }

  /// The root with the new entries in the place of the old ones; nil where a key is stated twice.
  private func root(_ root: YAMLPart, with read: YAMLNode) -> YAMLNode? {
    var parts = tree.parts
    move(&parts)
    let added = parts.count
    parts += read.tree.parts.map { moved($0, behind: added) }
    let new = parts[added + read.part.range.lowerBound..<added + read.part.range.upperBound]
    let place = root.range.lowerBound + 2 * section + 1
    var mapping = parts[place]
    let replaced =
      mapping.range.lowerBound + 2 * entries.lowerBound..<mapping.range.lowerBound + 2 * entries.upperBound
    let others = [
      mapping.range.lowerBound..<replaced.lowerBound, replaced.upperBound..<mapping.range.upperBound,
    ]
    let tree = YAMLTree(
      file: tree.file, bytes: source.bytes, decoded: tree.decoded + read.tree.decoded, parts: parts,
      hasAnchors: false, partsRead: tree.partsRead)
    guard !tree.hasCommonKey(Array(new), others) else { return nil }

    if new.count == replaced.count {
      parts.replaceSubrange(replaced, with: Array(new))
    } else {
      let all = Array(parts[others[0]]) + Array(new) + Array(parts[others[1]])
      (mapping.first, mapping.count) = (UInt32(parts.count), UInt32(all.count))
      parts += all
    }
    mapping.end = YAMLSplice.end(of: mapping, parts)
    parts[place] = mapping
    var root = root
    root.end = YAMLSplice.end(of: root, parts)
    return YAMLNode(
      root,
      of: YAMLTree(
        file: tree.file, bytes: tree.bytes, decoded: tree.decoded, parts: parts, hasAnchors: false,
        partsRead: tree.partsRead))
  }

  /// Moves what stands behind the change.
  private func move(_ parts: inout [YAMLPart]) {
    let end = UInt32(difference.old.upperBound)
    let growth = UInt32(truncatingIfNeeded: difference.growth)
    guard growth != 0 else { return }
    parts.withUnsafeMutableBufferPointer { parts in
      for index in parts.indices where parts[index].start >= end { parts[index].move(by: growth) }
    }
  }

  /// A node of the entries that were read, in the new text and among the nodes of all.
  private func moved(_ part: YAMLPart, behind added: Int) -> YAMLPart {
    var part = part
    part.move(by: UInt32(truncatingIfNeeded: lines.lowerBound - YAMLSplice.head.count))
    if part.kind != .scalar {
      part.first += UInt32(added)
    } else if part.isDecoded {
      part.first += UInt32(tree.decoded.count)
    }
    return part
  }

  private static func end(of mapping: YAMLPart, _ parts: [YAMLPart]) -> UInt32 {
    let last = mapping.range.upperBound - 1
    return max(mapping.start, parts[last - 1].end, parts[last].end)
  }
}

extension YAMLPart {
  /// Moves the node and its text by so many bytes, modulo 2^32.
  fileprivate mutating func move(by growth: UInt32) {
    start &+= growth
    end &+= growth
    if kind == .scalar, !isDecoded { first &+= growth }
  }
}

extension YAMLTree {
  /// Where a line begins that has only blanks before an offset.
  fileprivate func lineStart(before offset: Int) -> Int? {
    var start = offset
    while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
    return start == 0 || bytes[start - 1] == 0x0A ? start : nil
  }

  /// Whether one of the keys among some entries is a key among others.
  fileprivate func hasCommonKey(_ entries: [YAMLPart], _ others: [Range<Int>]) -> Bool {
    func text(_ part: YAMLPart) -> String { withText(of: part) { String(decoding: $0, as: UTF8.self) } }
    let keys = Set(stride(from: 0, to: entries.count, by: 2).map { text(entries[$0]) })
    return others.contains { range in
      stride(from: range.lowerBound, to: range.upperBound, by: 2).contains { keys.contains(text(parts[$0])) }
    }
  }
}
