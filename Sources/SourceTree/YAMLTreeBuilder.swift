import Clibyaml

/// Builds the tree of one file from libyaml's events.
///
/// Its nodes stand in flat arrays; a scalar is copied only where it is not written as it reads. What stands between `{ }` or `[ ]` is seen through in `+Cut`, mistakes of
/// syntax are put in plain words in `YAMLSyntaxProblem`.
struct YAMLTreeBuilder: ~Copyable {
  /// Thrown when nothing more can be read; why has been reported.
  struct Abort: Error {}

  private struct Anchor {
    let node: YAMLPart
    let size: Int
    let height: Int
  }

  let file: UInt32
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var findings: Findings
  /// Plain scalars with an unclosed `(`, in the flow collections that are open.
  var suspects: [YAMLPart] = []
  /// What belongs to expressions that a comma has cut, in the flow collections that are open.
  var swallowed: [Range<Int>] = []

  /// Most files have no expression that a comma could cut.
  private let hasParentheses: Bool
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
  /// The children of the collections that are open, those of the innermost last.
  var open: [YAMLPart] = []
  /// As in `YAMLTree`.
  private var parts: [YAMLPart] = []
  private(set) var decoded: [UInt8] = []
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
    hasParentheses = has(UInt8(ascii: "("), bytes)
    // Few files have more keys and values than that, and memory that nobody writes to costs nothing.
    parts.reserveCapacity(bytes.count / 6)
  }

  // MARK: Documents

  /// The root of the first document, or nil when the file has none or libyaml gave up.
  mutating func root(_ source: SourceFile) -> YAMLNode? {
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
      } else if root.kind == .scalar, root.isPlain, root.count == 0 {
        reportEmptyFile()
        return nil
      }
      return YAMLNode(
        root,
        of: YAMLTree(
          file: file, bytes: source.bytes, decoded: decoded, parts: parts, hasAnchors: !anchors.isEmpty,
          partsRead: parts.count))
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
  private mutating func node(depth: Int) throws(Abort) -> YAMLPart {
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

  private mutating func nextNode(depth: Int) throws(Abort) -> YAMLPart {
    try advance()
    return try node(depth: depth)
  }

  private mutating func content(start: Int, depth: Int) throws(Abort) -> YAMLPart {
    if view.type == YAML_SCALAR_EVENT { return scalar(start: start) }
    if depth > limits.maxDepth {
      reportTooDeep(at: span(start, start + 1))
      throw Abort()
    }
    deepest = max(deepest, depth)
    return try view.type == YAML_SEQUENCE_START_EVENT
      ? sequence(start: start, depth: depth) : mapping(start: start, depth: depth)
  }

  private mutating func scalar(start: Int) -> YAMLPart {
    var end = max(start, offset(view.end))
    if view.block != 0 {
      end = trimmed(start, end)
    }
    let text = UnsafeBufferPointer(start: view.text, count: view.length)
    let node = scalar(text, start, end, isPlain: view.plain != 0)
    if hasParentheses, node.isPlain, !openFlows.isEmpty, Self.leavesOpen(text) {
      suspects.append(node)
    }
    return node
  }

  private mutating func sequence(start: Int, depth: Int) throws(Abort) -> YAMLPart {
    let isFlow = view.flow != 0
    let suspectsBefore = suspects.count
    if isFlow { openFlows.append(start) }
    let first = open.count
    try advance()
    while view.type != YAML_SEQUENCE_END_EVENT {
      open.append(try node(depth: depth + 1))
      try advance()
    }
    var end = open.count > first ? Int(open[open.count - 1].end) : start
    if isFlow {
      openFlows.removeLast()
      end = trimmed(start, offset(view.end))
      if suspects.count > suspectsBefore || !swallowed.isEmpty {
        try mendItems(from: first)
        suspects.removeLast(suspects.count - suspectsBefore)
        if openFlows.isEmpty { swallowed = [] }
      }
    }
    return closed(.sequence, from: first, start, end)
  }

  private mutating func mapping(start: Int, depth: Int) throws(Abort) -> YAMLPart {
    let isFlow = view.flow != 0
    let suspectsBefore = suspects.count
    if isFlow { openFlows.append(start) }
    let first = open.count
    try advance()
    while view.type != YAML_MAPPING_END_EVENT {
      open.append(try node(depth: depth + 1))
      open.append(try nextNode(depth: depth + 1))
      try advance()
    }
    var end = open.count > first ? Int(max(open[open.count - 2].end, open[open.count - 1].end)) : start
    if isFlow {
      openFlows.removeLast()
      end = trimmed(start, offset(view.end))
      if suspects.count > suspectsBefore || !swallowed.isEmpty {
        try mendEntries(from: first)
        suspects.removeLast(suspects.count - suspectsBefore)
        if openFlows.isEmpty { swallowed = [] }
      }
    }
    if hasFaultyKeys(from: first) {
      try dropFaultyKeys(from: first)
    }
    return closed(.mapping, from: first, start, end)
  }

  /// The collection of the children that are open from `first` on.
  private mutating func closed(_ kind: YAMLPart.Kind, from first: Int, _ start: Int, _ end: Int) -> YAMLPart {
    let place = span(start, max(start, end))
    let node = YAMLPart(
      kind: kind, isPlain: false, isDecoded: false, start: place.start, end: place.end,
      first: UInt32(parts.count), count: UInt32(open.count - first))
    parts += open[first...]
    open.removeLast(open.count - first)
    return node
  }

  /// A scalar that reads as `text`, which is kept if it is not what stands there, behind a quotation mark or not.
  mutating func scalar(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, isPlain: Bool
  ) -> YAMLPart {
    let place = span(start, end)
    let written = isPlain ? start : start + 1
    let isDecoded =
      end > bytes.count || text.count > end - written
      || !areSame(UnsafeBufferPointer(rebasing: bytes[written..<written + text.count]), text)
    let first = isDecoded ? decoded.count : written
    if isDecoded { decoded += text }
    return YAMLPart(
      kind: .scalar, isPlain: isPlain, isDecoded: isDecoded, start: place.start, end: place.end,
      first: UInt32(first), count: UInt32(text.count))
  }

  /// The UTF-8 of a scalar.
  func withText<R>(_ node: YAMLPart, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    guard node.isDecoded else { return body(UnsafeBufferPointer(rebasing: bytes[node.range])) }
    return decoded.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[node.range])) }
  }

  func text(_ node: YAMLPart) -> String {
    withText(node) { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: Keys

  /// Whether `dropFaultyKeys` has anything to do.
  private func hasFaultyKeys(from first: Int) -> Bool {
    var isAscending = true
    for index in stride(from: first, to: open.count, by: 2) {
      guard open[index].kind == .scalar, open[index].count > 0 else { return true }
      if isAscending, index > first { isAscending = order(open[index - 2], open[index]) == .ascending }
    }
    return !isAscending && hasTwins(from: first)
  }

  /// Whether two keys are the same text. Most mappings are small, where comparing beats hashing.
  private func hasTwins(from first: Int) -> Bool {
    let keys = stride(from: first, to: open.count, by: 2)
    if open.count - first > 32 {
      var known: Set<String> = []
      known.reserveCapacity((open.count - first) / 2)
      return keys.contains { !known.insert(text(open[$0])).inserted }
    }
    return keys.contains { index in
      stride(from: first, to: index, by: 2).contains { earlier in
        order(open[earlier], open[index]) == .unknown && text(open[earlier]) == text(open[index])
      }
    }
  }

  private enum Order {
    case ascending, descending, unknown
  }

  /// The order of two texts, where it is plain to see: the first byte that is not the same is ASCII, or there is none.
  /// Other texts may be the same although their bytes are not.
  private func order(_ one: YAMLPart, _ other: YAMLPart) -> Order {
    withText(one) { left in
      withText(other) { right in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          guard left[index] < 0x80, right[index] < 0x80 else { return .unknown }
          return left[index] < right[index] ? .ascending : .descending
        }
        if left.count < right.count, right[left.count] < 0x80 { return .ascending }
        if left.count > right.count, left[right.count] < 0x80 { return .descending }
        return .unknown
      }
    }
  }

  /// Reports keys that are missing, no text or stated before, and leaves their entries out.
  private mutating func dropFaultyKeys(from first: Int) throws(Abort) {
    var kept: [YAMLPart] = []
    var known: [String: YAMLPart] = [:]
    for index in stride(from: first, to: open.count, by: 2) {
      let key = open[index]
      guard key.kind == .scalar else {
        try report(
          "key-not-text", "a list or mapping stands where a key is expected", at: span(key),
          help: "put the key in quotes if it starts with `{` or `[`")
        continue
      }
      if key.isPlain, key.count == 0 {
        let colon = Int(key.start)
        try report("missing-key", "a key is missing before `:`", at: span(colon, min(colon + 1, bytes.count)))
        continue
      }
      let text = text(key)
      if let earlier = known[text] {
        try report(
          "duplicate-key", "`\(text)` is stated twice", at: span(key),
          notes: [("first stated here", span(earlier))])
        continue
      }
      known[text] = key
      kept += open[index...index + 1]
    }
    open.replaceSubrange(first..., with: kept)
  }

  // MARK: Aliases

  private mutating func alias(depth: Int) throws(Abort) -> YAMLPart {
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
      return YAMLPart(
        kind: .scalar, isPlain: true, isDecoded: false, start: place.start, end: place.end, first: 0, count: 0
      )
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
    var node = anchor.node
    node.start = place.start
    node.end = place.end
    return node
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

  func span(_ node: YAMLPart) -> Span { Span(file: file, start: node.start, end: node.end) }

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
