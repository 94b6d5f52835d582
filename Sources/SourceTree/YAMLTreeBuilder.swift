import Clibyaml

/// Builds the tree of one file from libyaml's events.
///
/// Scalars become strings here, once. What stands between `{ }` or `[ ]` is seen through in `+Cut`, mistakes of
/// syntax are put in plain words in `YAMLSyntaxProblem`.
struct YAMLTreeBuilder: ~Copyable {
  /// Thrown when nothing more can be read; why has been reported.
  struct Abort: Error {}

  private struct Anchor {
    let node: YAMLNode
    let size: Int
    let height: Int
  }

  let file: UInt32
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var findings: Findings
  /// Plain scalars with an unclosed `(`, in the flow collections that are open.
  var suspects: [YAMLNode] = []
  /// What belongs to expressions that a comma has cut, in the flow collections that are open.
  var swallowed: [Range<Int>] = []

  private let limits: SourceLimits
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private var view = clibyaml_view()
  private var offsets: OffsetCursor
  private let findingsAtStart: Int

  private var nodes = 0
  private var aliased = 0
  /// Where the flow collections that are open start.
  private var openFlows: [Int] = []
  private var openItems = OpenItems<YAMLNode>()
  private var openEntries = OpenItems<(key: YAMLNode, value: YAMLNode)>()
  /// The depth of the deepest collection since the start of the anchor that is being read.
  private var deepest = 0
  private var anchors: [String: Anchor] = [:]
  private var openAnchors: Set<String> = []

  init(
    file: UInt32, bytes: UnsafeBufferPointer<UInt8>, limits: SourceLimits,
    parser: UnsafeMutablePointer<yaml_parser_t>, event: UnsafeMutablePointer<yaml_event_t>,
    offsets: OffsetCursor, findings: Findings
  ) {
    self.file = file
    self.bytes = bytes
    self.limits = limits
    self.parser = parser
    self.event = event
    self.offsets = offsets
    self.findings = findings
    findingsAtStart = findings.list.count
  }

  // MARK: Documents

  /// The root of the first document, or nil when the file has none or libyaml gave up.
  mutating func root() -> YAMLNode? {
    do {
      try advance()  // the start of the stream
      try advance()
      guard view.type == YAML_DOCUMENT_START_EVENT else {
        reportEmptyFile()
        return nil
      }
      try advance()
      let root = try node(depth: 1)
      try advance()  // the end of the document
      try advance()
      if view.type == YAML_DOCUMENT_START_EVENT {
        let start = offset(view.start)
        try report(
          "several-documents", "a second document starts here, expected one for each file",
          at: span(start, lineEnd(start)), help: "remove this line, or move what follows to another file")
      } else if root.isEmpty {
        reportEmptyFile()
        return nil
      }
      return root
    } catch {
      return nil
    }
  }

  private mutating func reportEmptyFile() {
    findings.report(
      "empty-file", bytes.isEmpty ? "the file is empty" : "the file states nothing", at: span(0, 0))
  }

  // MARK: Nodes

  /// The node that starts with the event in view; ends on the last event of the node.
  private mutating func node(depth: Int) throws(Abort) -> YAMLNode {
    if view.type == YAML_ALIAS_EVENT { return try alias(depth: depth) }
    var start = offset(view.start)
    nodes += 1
    if nodes > limits.maxNodes {
      findings.report(
        "too-many-nodes", "the file has more than \(limits.maxNodes) keys and values", at: span(start, start))
      throw Abort()
    }
    if view.anchor == nil, view.tag == nil { return try content(start: start, depth: depth) }

    let contentStart = contentStart(start)
    if view.tag != nil {
      let tag = bytes[start..<contentStart].firstIndex(of: UInt8(ascii: "!")) ?? start
      let text = String(decoding: bytes[tag..<tokenEnd(tag)], as: UTF8.self)
      try report(
        "tag", "`\(text)` is a tag, and tags have no meaning here", at: span(tag, tokenEnd(tag)),
        help: "put the text in quotes if it starts with `!`")
    }
    let name = view.anchor.map { String(cString: $0) }
    // An empty scalar has no content, and what follows is the next node.
    start = view.type == YAML_SCALAR_EVENT ? min(contentStart, offset(view.end)) : contentStart
    guard let name else { return try content(start: start, depth: depth) }

    let nodesBefore = nodes - 1
    let deepestBefore = deepest
    let wasOpen = !openAnchors.insert(name).inserted
    deepest = depth - 1
    let node = try content(start: start, depth: depth)
    if !wasOpen { openAnchors.remove(name) }
    anchors[name] = Anchor(node: node, size: nodes - nodesBefore, height: deepest - depth + 1)
    deepest = max(deepest, deepestBefore)
    return node
  }

  private mutating func nextNode(depth: Int) throws(Abort) -> YAMLNode {
    try advance()
    return try node(depth: depth)
  }

  private mutating func content(start: Int, depth: Int) throws(Abort) -> YAMLNode {
    if view.type == YAML_SCALAR_EVENT { return scalar(start: start) }
    if depth > limits.maxDepth {
      reportTooDeep(at: span(start, start + 1))
      throw Abort()
    }
    deepest = max(deepest, depth)
    return try view.type == YAML_SEQUENCE_START_EVENT
      ? sequence(start: start, depth: depth) : mapping(start: start, depth: depth)
  }

  private mutating func scalar(start: Int) -> YAMLNode {
    var end = max(start, offset(view.end))
    if view.block != 0 {
      end = trimmed(start, end)
    }
    let text = UnsafeBufferPointer(start: view.text, count: view.length)
    let node = YAMLNode(
      content: .scalar(String(decoding: text, as: UTF8.self)), span: span(start, end),
      isPlain: view.plain != 0)
    if !openFlows.isEmpty, node.isPlain, leavesOpen(start, end) {
      suspects.append(node)
    }
    return node
  }

  private mutating func sequence(start: Int, depth: Int) throws(Abort) -> YAMLNode {
    let isFlow = view.flow != 0
    let suspectsBefore = suspects.count
    if isFlow { openFlows.append(start) }
    let first = openItems.count
    try advance()
    while view.type != YAML_SEQUENCE_END_EVENT {
      openItems.append(try node(depth: depth + 1))
      try advance()
    }
    var items = openItems.take(from: first)
    var end = items.last.map { Int($0.span.end) } ?? start
    if isFlow {
      openFlows.removeLast()
      end = trimmed(start, offset(view.end))
      if suspects.count > suspectsBefore || !swallowed.isEmpty {
        items = try mended(items)
        suspects.removeLast(suspects.count - suspectsBefore)
        if openFlows.isEmpty { swallowed = [] }
      }
    }
    return YAMLNode(content: .sequence(items), span: span(start, max(start, end)), isPlain: false)
  }

  private mutating func mapping(start: Int, depth: Int) throws(Abort) -> YAMLNode {
    let isFlow = view.flow != 0
    let suspectsBefore = suspects.count
    if isFlow { openFlows.append(start) }
    let first = openEntries.count
    try advance()
    while view.type != YAML_MAPPING_END_EVENT {
      openEntries.append((key: try node(depth: depth + 1), value: try nextNode(depth: depth + 1)))
      try advance()
    }
    var entries = openEntries.take(from: first)
    var end = entries.last.map { Int(max($0.key.span.end, $0.value.span.end)) } ?? start
    if isFlow {
      openFlows.removeLast()
      end = trimmed(start, offset(view.end))
      if suspects.count > suspectsBefore || !swallowed.isEmpty {
        entries = try mended(entries)
        suspects.removeLast(suspects.count - suspectsBefore)
        if openFlows.isEmpty { swallowed = [] }
      }
    }
    if hasFaultyKeys(entries) {
      entries = try withoutFaultyKeys(entries)
    }
    return YAMLNode(content: .mapping(entries), span: span(start, max(start, end)), isPlain: false)
  }

  // MARK: Keys

  /// Whether `withoutFaultyKeys` has anything to do. Keys in order are all different.
  private func hasFaultyKeys(_ entries: [(key: YAMLNode, value: YAMLNode)]) -> Bool {
    entries.withUnsafeBufferPointer { entries in
      var isAscending = true
      for index in entries.indices {
        guard case .scalar(let text) = entries[index].key.content, !text.isEmpty else { return true }
        if isAscending, index > 0, case .scalar(let last) = entries[index - 1].key.content, last >= text {
          isAscending = false
        }
      }
      return !isAscending && hasTwins(entries)
    }
  }

  /// Whether two keys are the same text. Most mappings are small, where comparing beats hashing.
  private func hasTwins(_ entries: UnsafeBufferPointer<(key: YAMLNode, value: YAMLNode)>) -> Bool {
    if entries.count > 16 {
      var known: Set<String> = []
      known.reserveCapacity(entries.count)
      return entries.contains { entry in entry.key.scalar.map { !known.insert($0).inserted } ?? false }
    }
    for index in entries.indices {
      let (span, isPlain) = (entries[index].key.span, entries[index].key.isPlain)
      for earlier in 0..<index {
        if isPlain, entries[earlier].key.isPlain, differ(span, entries[earlier].key.span) { continue }
        if entries[index].key.scalar == entries[earlier].key.scalar { return true }
      }
    }
    return false
  }

  /// Whether it is plain to see that two scalars without quotes are different texts: they are written as they read, and
  /// the first byte that is not the same is ASCII in both. A blank may stand for a line break, and an alias reads as
  /// something else.
  private func differ(_ one: Span, _ other: Span) -> Bool {
    var (left, right) = (Int(one.start), Int(other.start))
    guard bytes[left] != UInt8(ascii: "*"), bytes[right] != UInt8(ascii: "*") else { return false }
    while left < Int(one.end), right < Int(other.end) {
      if bytes[left] != bytes[right] {
        return (0x21..<0x80).contains(bytes[left]) && (0x21..<0x80).contains(bytes[right])
      }
      left += 1
      right += 1
    }
    return false
  }

  /// Reports keys that are missing, no text or stated before, and leaves their entries out.
  private mutating func withoutFaultyKeys(
    _ entries: [(key: YAMLNode, value: YAMLNode)]
  ) throws(Abort) -> [(key: YAMLNode, value: YAMLNode)] {
    var faulty: Set<Int> = []
    var first: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      guard case .scalar(let text) = entry.key.content else {
        faulty.insert(index)
        try report(
          "key-not-text", "a list or mapping stands where a key is expected", at: entry.key.span,
          help: "put the key in quotes if it starts with `{` or `[`")
        continue
      }
      if entry.key.isEmpty {
        faulty.insert(index)
        let colon = Int(entry.key.span.start)
        try report("missing-key", "a key is missing before `:`", at: span(colon, min(colon + 1, bytes.count)))
        continue
      }
      guard let earlier = first[text] else {
        first[text] = index
        continue
      }
      faulty.insert(index)
      try report(
        "duplicate-key", "`\(text)` is stated twice", at: entry.key.span,
        notes: [("first stated here", entries[earlier].key.span)])
    }
    if faulty.isEmpty { return entries }
    return entries.indices.filter { !faulty.contains($0) }.map { entries[$0] }
  }

  // MARK: Aliases

  private mutating func alias(depth: Int) throws(Abort) -> YAMLNode {
    let start = offset(view.start)
    let place = span(start, max(start, offset(view.end)))
    let name = view.anchor.map { String(cString: $0) } ?? ""
    if openAnchors.contains(name) {
      findings.report("recursive-alias", "`*\(name)` stands inside of what it names", at: place)
      throw Abort()
    }
    guard let anchor = anchors[name] else {
      let near = anchors.count > 1000 ? nil : nearest(to: name, among: anchors.keys)
      try report(
        "unknown-alias", "`*\(name)` names nothing: there is no `&\(name)` above it", at: place,
        help: near.map { "did you mean `*\($0)`?" } ?? "put the text in quotes if it starts with `*`")
      return YAMLNode(content: .scalar(""), span: place, isPlain: true)
    }
    aliased += anchor.size
    nodes += anchor.size
    if aliased > limits.maxAliasedNodes || nodes > limits.maxNodes {
      findings.report(
        "too-many-aliases", "aliases repeat more than \(limits.maxAliasedNodes) keys and values", at: place)
      throw Abort()
    }
    if depth + anchor.height - 1 > limits.maxDepth {
      reportTooDeep(at: place)
      throw Abort()
    }
    deepest = max(deepest, depth + anchor.height - 1)
    return YAMLNode(content: anchor.node.content, span: place, isPlain: anchor.node.isPlain)
  }

  // MARK: Events

  private mutating func advance() throws(Abort) {
    yaml_event_delete(event)
    guard yaml_parser_parse(parser, event) == 1 else {
      try reportSyntaxProblem()
      throw Abort()
    }
    view = clibyaml_look(event)
  }

  private mutating func reportSyntaxProblem() throws(Abort) {
    if try reportCutExpression() { return }
    let problem = YAMLSyntaxProblem(
      parser.pointee.problem.map { String(cString: $0) } ?? "",
      context: parser.pointee.context.map { String(cString: $0) } ?? "",
      at: offset(parser.pointee.problem_mark.index),
      contextAt: offset(parser.pointee.context_mark.index),
      openBracket: openFlows.last { bytes[$0] == UInt8(ascii: "{") || bytes[$0] == UInt8(ascii: "[") },
      in: bytes)
    findings.report(
      problem.code, problem.message, at: span(problem.range.lowerBound, problem.range.upperBound),
      help: problem.help, notes: problem.opening.map { [("opened here", span($0, $0 + 1))] } ?? [])
  }

  /// A hundred mistakes in one file are enough for anybody.
  mutating func report(
    _ code: String, _ message: String, at span: Span, help: String? = nil, notes: [(String, Span?)] = []
  ) throws(Abort) {
    findings.report(code, message, at: span, help: help, notes: notes)
    if findings.list.count - findingsAtStart >= 100 {
      findings.report("too-many-mistakes", "the file has more mistakes than are told", at: span)
      throw Abort()
    }
  }

  private mutating func reportTooDeep(at span: Span) {
    findings.report("too-deep", "nested more than \(limits.maxDepth) levels deep", at: span)
  }

  // MARK: Offsets

  func span(_ start: Int, _ end: Int) -> Span {
    Span(file: file, start: UInt32(start), end: UInt32(min(end, max(start, bytes.count))))
  }

  private mutating func offset(_ index: Int) -> Int { offsets.offset(of: index) }

  /// The end without the blank space before it.
  func trimmed(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, isBlank(bytes[end - 1]) {
      end -= 1
    }
    return end
  }

  private func lineEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
      end += 1
    }
    return trimmed(start, end)
  }

  private func tokenEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, !isBlank(bytes[end]) {
      end += 1
    }
    return end
  }

  /// Where a node starts behind its anchor and tag, and the blank space and comments behind those.
  private func contentStart(_ start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"): offset = tokenEnd(offset)
      case UInt8(ascii: "#"): offset = lineEnd(offset)
      case let byte where isBlank(byte): offset += 1
      default: return offset
      }
    }
    return offset
  }

  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
