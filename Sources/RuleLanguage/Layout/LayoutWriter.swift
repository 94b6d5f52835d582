import SourceTree

/// Writes the lines of a file in the layout of packs, in the order of the tree; comments are put in as they come.
struct LayoutWriter {
  /// Cells of a line, without the comment behind it.
  static let width = 110
  static let step = 2

  /// A block that is open: where its keys stand in the file and where they are written.
  struct Level {
    let column: Int
    let indent: Int
  }

  let source: LayoutSource
  private(set) var lines: [LayoutLine] = []
  /// How many comments are written.
  private(set) var told = 0
  /// Behind what was written last, in the file.
  private var done = 0
  /// The blocks that have ended since the last key or value, the innermost first.
  private var closed: [Level] = []

  static func lines(of source: LayoutSource) -> [LayoutLine] {
    var writer = LayoutWriter(source: source)
    writer.writeRoot()
    return writer.lines
  }

  private init(source: LayoutSource) {
    self.source = source
  }

  private mutating func writeRoot() {
    if let text = oneLine(source.root, at: 0), source.isFlow(source.root) {
      takeComments(before: source.root.start, next: Level(column: 0, indent: 0))
      write(text, indent: 0, through: source.root)
    } else {
      write(block: source.root, indent: 0, lead: "")
    }
    takeComments(before: source.bytes.count, next: Level(column: -1, indent: 0))
    while lines.last?.kind == .blank { lines.removeLast() }
  }

  // MARK: Blocks

  /// The entries or items of a collection, one below the other.
  ///
  /// - Parameter lead: what stands before the first of them on its line: `- `.
  private mutating func write(block node: YAMLNode, indent: Int, lead: String, isTable: Bool = false) {
    let level = Level(column: source.column(of: firstText(of: node)), indent: indent)
    var lead = lead
    if let entries = node.mapping {
      for (key, value) in entries {
        start(at: key.start, level)
        let text = layout(key) + ":"
        done = source.end(of: key)
        write(value, behind: lead + text, indent: indent - lead.count, inner: indent + Self.step, key: key)
        lead = ""
      }
    } else if let items = node.sequence {
      let table = isTable ? LayoutTable.rows(items, in: source) : nil
      for (index, item) in items.enumerated() {
        // Of an empty item there is no place to be sure of.
        if !item.isEmpty { start(at: firstText(of: item), level, isItem: true) }
        if let table {
          write(table[index], indent: indent, through: item)
        } else {
          write(item, behind: lead + "-", indent: indent - lead.count, inner: indent + Self.step, key: nil)
        }
        lead = ""
      }
    }
    if source.isFlow(node) {
      takeComments(before: Int(node.span.end), next: level)
      done = Int(node.span.end)
    } else {
      closed.append(level)
    }
  }

  /// Gets to a key or an item: writes the comments before it, and an empty line where there is one.
  private mutating func start(at item: Int, _ level: Level, isItem: Bool = false) {
    // The dash of an item stands before its comments.
    let offset = isItem ? dash(before: item) : item
    takeComments(before: offset, next: level)
    addBlank(before: offset)
    closed = []
    // Behind the dash, so that it is not taken for the one of an inner list.
    if isItem, source.bytes[offset] == UInt8(ascii: "-"), offset < item { done = offset + 1 }
  }

  /// The dash that starts an item; in brackets, where there is none, the item itself.
  private func dash(before item: Int) -> Int {
    var offset = done
    while offset < item {
      switch source.bytes[offset] {
      case UInt8(ascii: "-"):
        guard source.bytes[offset...].starts(with: "---".utf8) else { return offset }
        offset += 3
      case UInt8(ascii: "#"):
        while offset < item, source.bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      case UInt8(ascii: "&"):
        while offset < item, source.bytes[offset] > UInt8(ascii: " ") { offset += 1 }
      default: offset += 1
      }
    }
    return item
  }

  /// A value behind `key:` or `-`.
  private mutating func write(_ value: YAMLNode, behind text: String, indent: Int, inner: Int, key: YAMLNode?)
  {
    if value.isEmpty {
      lines.append(LayoutLine(.code, indent: indent, text))
      closed = [Level(column: (key.map { source.column(of: $0.start) } ?? indent) + 1, indent: inner)]
      return
    }
    let anchor = source.anchors[value.start].map { " \($0)" } ?? ""
    let first = firstText(of: value)
    let isCommented = told < source.comments.count && source.comments[told].start < first
    let isTable = key?.scalar == "table" && value.isSequence

    if value.scalar != nil || source.isAlias(value) {
      let written = layout(scalar: value)
      if isCommented {
        openLine(text + anchor, indent: indent)
        takeComments(before: value.start, next: Level(column: 0, indent: inner))
        write(written, indent: inner, below: inner, through: value)
      } else {
        write(
          [text + anchor + " " + written[0]] + written.dropFirst(), indent: indent, below: inner,
          through: value)
      }
      return
    }
    if source.isFlow(value), value.itemCount == 0, !isCommented || hasComments(value) {
      // What is inside of empty brackets goes behind and below them.
      openLine(text + anchor + (value.isMapping ? " {}" : " []"), indent: indent)
      done = value.start + 1
      takeComments(before: Int(value.span.end), next: Level(column: .max, indent: indent))
      done = Int(value.span.end)
      return
    }
    if source.isFlow(value), !(isTable && LayoutTable.rows(value.sequence ?? [], in: source) != nil) {
      let used = indent + text.cells + anchor.cells + 1
      if !isCommented, let line = oneLine(value, at: used) {
        return write(text + anchor + " " + line, indent: indent, through: value)
      }
      if isCommented || key != nil && standsBelow(value), let line = oneLine(value, at: inner) {
        openLine(text + anchor, indent: indent)
        takeComments(before: value.start, next: Level(column: 0, indent: inner))
        return write(line, indent: inner, through: value)
      }
      if key != nil, !isCommented, let filled = filled(value, indent: inner) {
        openLine(text + anchor, indent: indent)
        lines += filled
        done = Int(value.span.end)
        return
      }
    }
    // A block, or brackets that do not fit.
    if key == nil, anchor.isEmpty, !isCommented, !isTable {
      write(block: value, indent: inner, lead: text + " ")
    } else {
      openLine(text + anchor, indent: indent)
      write(block: value, indent: inner, lead: "", isTable: isTable)
    }
  }

  /// Whether brackets that do not fit behind their key stand on the line below it: lists do, maps where the author put
  /// them there.
  private func standsBelow(_ value: YAMLNode) -> Bool {
    value.isSequence || source.hasBreak(done..<value.start)
  }

  private mutating func openLine(_ text: String, indent: Int) {
    lines.append(LayoutLine(.code, indent: indent, text))
  }

  private mutating func write(_ text: String, indent: Int, through node: YAMLNode) {
    lines.append(LayoutLine(.code, indent: indent, text))
    done = source.end(of: node)
    closed = []
  }

  /// A text with the lines that follow its first one.
  private mutating func write(_ texts: [String], indent: Int, below: Int, through node: YAMLNode) {
    let isBlock = source.isBlockText(node)
    for (index, text) in texts.enumerated() {
      if index == 0 {
        lines.append(LayoutLine(.code, indent: indent, text))
      } else {
        lines.append(LayoutLine(.text, indent: text.isEmpty ? 0 : below, text))
      }
    }
    if isBlock {
      // The comment behind `|` is in the first line already.
      while told < source.comments.count, source.comments[told].start < source.end(of: node) { told += 1 }
    }
    done = source.end(of: node)
    closed = []
  }

  // MARK: Comments

  /// Writes the comments before an offset; `next` is the block of what follows.
  private mutating func takeComments(before offset: Int, next: Level) {
    while told < source.comments.count, source.comments[told].start < offset {
      let comment = source.comments[told]
      told += 1
      if !comment.hasOwnLine, canFollow {
        lines[lines.count - 1].comment = (comment.text, comment.column)
      } else if continues(comment, next) {
        lines.append(LayoutLine(.continuation, comment.text))
      } else {
        addBlank(before: comment.start)
        lines.append(LayoutLine(.comment, indent: indent(of: comment, next), comment.text))
      }
      done = comment.end
    }
  }

  /// Whether a comment may stand behind the last line.
  private var canFollow: Bool {
    guard let last = lines.last else { return false }
    return (last.kind == .code || last.kind == .text) && last.comment == nil
  }

  /// Whether a comment goes on with the one behind the line above: it starts below it, and further right than keys.
  private func continues(_ comment: LayoutComment, _ next: Level) -> Bool {
    guard told >= 2, let last = lines.last, last.comment != nil || last.kind == .continuation else {
      return false
    }
    let before = source.comments[told - 2]
    return comment.hasOwnLine && before.column == comment.column && comment.column > next.column
      && !source.hasBlankLine(before.end..<comment.start)
      && !closed.contains { $0.column == comment.column }
  }

  /// A comment belongs to the innermost block that has ended whose keys do not stand right of it.
  private mutating func indent(of comment: LayoutComment, _ next: Level) -> Int {
    guard comment.column > next.column else {
      closed = []
      return next.indent
    }
    while let level = closed.first {
      // The items of a list may stand below the key of the list, where only keys are meant.
      let isInner = level.column > comment.column || closed.dropFirst().first?.column == level.column
      if !isInner { return level.indent }
      closed.removeFirst()
    }
    return next.indent
  }

  private mutating func addBlank(before offset: Int) {
    guard let last = lines.last, last.kind != .blank, !last.isOpening || isValue(last),
      done < offset, source.hasBlankLine(done..<offset)
    else { return }
    lines.append(LayoutLine(.blank))
  }

  /// Whether a line that ends in `:` or `-` is complete: its value is empty.
  private func isValue(_ line: LayoutLine) -> Bool { !closed.isEmpty }
}
