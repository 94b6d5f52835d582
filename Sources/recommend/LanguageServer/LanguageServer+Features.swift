internal import Recommender
internal import SourceTree

extension LanguageServer {
  /// A question about a document.
  struct Request {
    let uri: String
    let document: Document
    let params: Value?

    /// The offset of the place that is asked about.
    var offset: Int? { Protocol.offset(params?["position"], in: document.text) }
  }

  /// By method, what answers it; nil stands for `null`.
  static let features: [String: @Sendable (inout LanguageServer, Request) throws(RenameRefusal) -> Value?] = [
    "textDocument/completion": { (server, request) throws(RenameRefusal) in server.completion(request) },
    "textDocument/hover": { (server, request) throws(RenameRefusal) in server.hover(request) },
    "textDocument/definition": { (server, request) throws(RenameRefusal) in server.definition(request) },
    "textDocument/references": { (server, request) throws(RenameRefusal) in server.references(request) },
    "textDocument/prepareRename": { (server, request) throws(RenameRefusal) in server.renamable(request) },
    "textDocument/rename": { (server, request) throws(RenameRefusal) in try server.rename(request) },
    "textDocument/codeAction": { (server, request) throws(RenameRefusal) in server.actions(request) },
    "textDocument/documentSymbol": { (server, request) throws(RenameRefusal) in server.symbols(request) },
    "textDocument/formatting": { (server, request) throws(RenameRefusal) in server.formatting(request) },
  ]

  /// What answers for a document, and whether that is a profile.
  private func editor(_ document: Document) -> (editor: PackEditor, isProfile: Bool)? {
    if let root = root(of: document.path) {
      return workspaces[root]?.editor(for: document.path).map { ($0, false) }
    }
    return profileEditor(document).map { ($0, true) }
  }

  // MARK: Completion and hover

  private func completion(_ request: Request) -> Value? {
    let document = request.document
    guard let (editor, isProfile) = editor(document), let offset = request.offset else { return nil }
    let packs = root(of: document.path).flatMap { workspaces[$0]?.packIDs } ?? []
    let found = editor.completions(in: document.text, at: offset, isProfile: isProfile, packs: packs)
    let range = Protocol.range(found.replaced, in: document.text)
    let typed = document.text.string(found.replaced.lowerBound..<max(offset, found.replaced.lowerBound))
    let behind = document.text.bytes.dropFirst(found.replaced.upperBound).first
    let items = found.items.enumerated().map { number, item -> Value in
      let text = item.isKey && behind != UInt8(ascii: ":") ? item.text + ": " : item.text
      let digits = String(number)
      var fields: [Value.Field] = [
        .init("label", .text(item.text)),
        .init("kind", Protocol.number(LanguageServer.kind(item.kind))),
        .init("sortText", .text(String(repeating: "0", count: max(0, 5 - digits.count)) + digits)),
        // Whoever types a name, or letters from the middle of an id, finds it as well.
        .init("filterText", .text(item.spelling(with: typed))),
        .init("textEdit", ["range": range, "newText": .text(text)]),
      ]
      if !item.detail.isEmpty {
        fields.append(.init("detail", .text(item.detail)))
        fields.append(.init("labelDetails", ["description": .text(item.detail)]))
      }
      let more = [item.kind == .id ? item.detail : "", item.documentation].filter { !$0.isEmpty }
      if !more.isEmpty {
        fields.append(.init("documentation", Protocol.markdown(more.joined(separator: "\n\n"))))
      }
      return .object(fields)
    }
    return ["isIncomplete": .bool(found.isCut), "items": .list(items)]
  }

  private static func kind(_ kind: Completion.Kind) -> Int {
    switch kind {
    case .field: 5
    case .variable: 6
    case .section, .pack: 9
    case .word: 12
    case .number: 12
    case .id: 20
    }
  }

  private func hover(_ request: Request) -> Value? {
    guard let (editor, isProfile) = editor(request.document), let offset = request.offset,
      let found = editor.hover(in: request.document.text, at: offset, isProfile: isProfile)
    else { return nil }
    return [
      "contents": Protocol.markdown(found.text),
      "range": Protocol.range(found.range, in: request.document.text),
    ]
  }

  // MARK: Names

  /// The name that is asked about, and the files in which it may stand.
  private mutating func name(_ request: Request) -> (
    editor: PackEditor, symbol: PackEditor.Symbol, range: Range<Int>, files: [EditorFile]
  )? {
    let document = request.document
    guard let (editor, isProfile) = editor(document), let offset = request.offset,
      let found = editor.symbol(in: document.text, at: offset, isProfile: isProfile)
    else { return nil }
    for root in workspaces.keys.sorted() { workspaces[root]?.parse() }
    let root =
      root(of: document.path)
      ?? workspaces.keys.sorted().first { root in
        workspaces[root]?.editor(named: editor.pack.id)?.pack.id == editor.pack.id
      }
    var files = root.flatMap { workspaces[$0]?.files } ?? []
    for other in documents.values.sorted(by: { $0.path < $1.path })
    where self.root(of: other.path) == nil && profileEditor(other)?.pack.id == editor.pack.id {
      files.append(EditorFile(profile: other.text))
    }
    return (editor, found.symbol, found.range, files)
  }

  private func value(_ places: [EditorPlace]) -> Value {
    .list(
      places.compactMap { place in
        source(place.path).map {
          ["uri": .text(uri(of: place.path)), "range": Protocol.range(place.range, in: $0)]
        }
      })
  }

  private mutating func definition(_ request: Request) -> Value? {
    guard let (editor, symbol, _, files) = name(request) else { return nil }
    return value(editor.definitions(of: symbol, in: files))
  }

  private mutating func references(_ request: Request) -> Value? {
    guard let (editor, symbol, _, files) = name(request) else { return nil }
    var places = editor.references(to: symbol, in: files)
    if case .bool(false)? = request.params?["context"]?["includeDeclaration"] {
      places.removeAll(where: \.isDefinition)
    }
    return value(places)
  }

  private mutating func renamable(_ request: Request) -> Value? {
    guard let (editor, symbol, range, _) = name(request), editor.canRename(symbol) else { return nil }
    return [
      "range": Protocol.range(range, in: request.document.text),
      "placeholder": .text(editor.idName(symbol) ?? request.document.text.string(range)),
    ]
  }

  private mutating func rename(_ request: Request) throws(RenameRefusal) -> Value? {
    guard let new = request.params?["newName"]?.text else {
      throw RenameRefusal(message: words.noNewName)
    }
    guard let (editor, symbol, _, files) = name(request) else {
      throw RenameRefusal(message: words.noName)
    }
    let edits = try editor.renaming(symbol, to: new, in: files)
    if let root = root(of: request.document.path), let mistake = workspaces[root]?.mistake(after: edits) {
      throw RenameRefusal(message: words.breaks(mistake.message))
    }
    let changes = Dictionary(grouping: edits, by: \.path).sorted { $0.key < $1.key }.compactMap {
      path, edits -> Value.Field? in
      guard let file = source(path) else { return nil }
      let list = edits.map { edit -> Value in
        ["range": Protocol.range(edit.range, in: file), "newText": .text(edit.text)]
      }
      return Value.Field(uri(of: path), .list(list))
    }
    return ["changes": .object(changes)]
  }

  // MARK: The file

  /// For each mistake in a range that has a nearest name, to write that instead.
  private func actions(_ request: Request) -> Value? {
    let file = request.document.text
    guard let start = Protocol.offset(request.params?["range"]?["start"], in: file),
      let end = Protocol.offset(request.params?["range"]?["end"], in: file)
    else { return [] }
    let found = (shown[request.uri] ?? []).compactMap { diagnostic -> Value? in
      let range = diagnostic.bytes(in: file)
      guard range.lowerBound <= max(start, end), range.upperBound >= min(start, end), !range.isEmpty,
        let name = diagnostic.suggestion
      else { return nil }
      let edit: Value = ["range": Protocol.range(range, in: file), "newText": .text(name)]
      return [
        "title": .text(words.write(name, instead: file.string(range))), "kind": "quickfix",
        "isPreferred": true,
        "edit": ["changes": .object([Value.Field(request.uri, [edit])])],
      ]
    }
    return .list(found)
  }

  private mutating func symbols(_ request: Request) -> Value? {
    let file = request.document.text
    func value(_ entry: FileOutline) -> Value {
      var fields: [Value.Field] = [
        .init("name", .text(entry.name)),
        .init("kind", Protocol.number(entry.isPart ? 3 : 20)),
        .init("range", Protocol.range(entry.range, in: file)),
        .init("selectionRange", Protocol.range(entry.nameRange, in: file)),
      ]
      if !entry.detail.isEmpty { fields.append(.init("detail", .text(entry.detail))) }
      if !entry.children.isEmpty { fields.append(.init("children", .list(entry.children.map(value)))) }
      return .object(fields)
    }
    return .list(FileOutline.of(file).map(value))
  }

  private func formatting(_ request: Request) -> Value? {
    let file = request.document.text
    let text = file.string(0..<file.bytes.count)
    guard let result = try? Layout.result(for: text, path: file.path), result.text != text else { return [] }
    return [["range": Protocol.range(0..<file.bytes.count, in: file), "newText": .text(result.text)]]
  }
}

extension Diagnostic {
  /// The name in `` did you mean `…`? ``.
  fileprivate var suggestion: String? {
    let mark = "did you mean `"
    guard let help, help.hasPrefix(mark), help.hasSuffix("`?") else { return nil }
    let name = help.dropFirst(mark.count).dropLast(2)
    return name.contains("`") ? nil : String(name)
  }
}
