internal import Recommender
internal import SourceTree

extension LanguageServer {
  // MARK: Texts

  mutating func open(_ params: Value?) throws(StreamError) {
    guard let item = params?["textDocument"], let uri = item["uri"]?.text, let path = FileURI.path(uri),
      let text = item["text"]?.text
    else { return }
    documents[uri] = Document(path: path, text: SourceFile(path: path, bytes: Array(text.utf8)))
    changed.insert(uri)
    if let root = packsFolder(over: path) {
      let isNew = workspaces[root] == nil
      if isNew { workspaces[root] = Workspace(root: root) }
      workspaces[root]?.want(path)
      let isSame = workspaces[root]?.source(path)?.bytes == Array(text.utf8)
      workspaces[root]?.show(SourceFile(path: path, bytes: Array(text.utf8)), at: path)
      if isNew {
        try checkNow(root)
      } else if !isSame || workspaces[root]?.editor(for: path) == nil {
        unchecked.insert(root)
      }
    } else {
      try preparePacks(for: Array(text.utf8))
    }
  }

  mutating func change(_ params: Value?) {
    guard let uri = params?["textDocument"]?["uri"]?.text, var document = documents[uri] else { return }
    for edit in params?["contentChanges"]?.items ?? [] {
      guard let text = edit["text"]?.text else { continue }
      var bytes = document.text.bytes
      if let range = edit["range"] {
        guard let start = Protocol.offset(range["start"], in: document.text),
          let end = Protocol.offset(range["end"], in: document.text)
        else { continue }
        bytes.replaceSubrange(min(start, end)..<max(start, end), with: Array(text.utf8))
      } else {
        bytes = Array(text.utf8)
      }
      document.text = SourceFile(path: document.path, bytes: bytes)
    }
    documents[uri] = document
    changed.insert(uri)
    if let root = root(of: document.path) {
      workspaces[root]?.show(document.text, at: document.path)
      unchecked.insert(root)
    }
  }

  mutating func close(_ params: Value?) throws(StreamError) {
    guard let uri = params?["textDocument"]?["uri"]?.text, let document = documents.removeValue(forKey: uri)
    else { return }
    changed.remove(uri)
    if let root = root(of: document.path) {
      let before = workspaces[root]?.source(document.path)?.bytes
      workspaces[root]?.close(document.path)
      if workspaces[root]?.source(document.path)?.bytes != before { try checkSoon(root) }
    } else {
      try publish(uri, [], document.text)
    }
  }

  /// The disk changed below the open documents.
  mutating func refresh() throws(StreamError) {
    for root in workspaces.keys.sorted() {
      workspaces[root]?.refresh()
      try checkSoon(root)
    }
  }

  private mutating func checkSoon(_ root: String) throws(StreamError) {
    unchecked.insert(root)
    if !isLarge(root) { try checkNow(root) }
  }

  // MARK: Folders

  /// The folder of packs that a file of a pack is in, if it is one that is known.
  func root(of path: String) -> String? {
    workspaces.keys.sorted { $0.utf8.count > $1.utf8.count }.first { root in
      guard path.hasPrefix(root + "/") else { return false }
      let rest = path.dropFirst(root.count + 1)
      guard let slash = rest.firstIndex(of: "/") else { return false }
      return FileSystem.exists("\(root)/\(rest[..<slash])/pack.yaml")
    }
  }

  /// The folder that holds the pack of a file.
  private func packsFolder(over path: String) -> String? {
    var folder = path
    while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      folder = String(folder[..<slash])
      guard
        FileSystem.exists("\(folder)/pack.yaml")
          || documents.values.contains(where: { $0.path == "\(folder)/pack.yaml" }),
        let above = folder.lastIndex(of: "/"), above != folder.startIndex
      else { continue }
      return String(folder[..<above])
    }
    return nil
  }

  /// Reads the packs that a profile may be for.
  private mutating func preparePacks(for profile: [UInt8]) throws(StreamError) {
    guard var root = rulesFolder.flatMap({ FileSystem.absolute($0) }) else { return }
    if FileSystem.exists("\(root)/pack.yaml") { root = Pack.split(root).parent }
    if workspaces[root] == nil { workspaces[root] = Workspace(root: root) }
    if workspaces[root]?.want(packOfProfile: Profile.packName(in: profile)) == true { try checkNow(root) }
  }

  // MARK: Profiles

  /// The pack that a profile is for; nil for a file that is none.
  ///
  /// Editors show other YAML, too: a profile names a pack, or half of its keys are fields of profiles.
  func profileEditor(_ document: Document) -> PackEditor? {
    let named = Profile.packName(in: document.text.bytes) ?? packName(in: document.text)
    for root in workspaces.keys.sorted() {
      guard let workspace = workspaces[root] else { continue }
      if let named {
        if let editor = workspace.editor(named: named) { return editor }
      } else if let editor = workspace.editor(named: nil), isProfile(document.text, editor) {
        return editor
      }
    }
    return nil
  }

  /// The pack that a profile names which is no YAML at the moment.
  private func packName(in text: SourceFile) -> String? {
    for line in 0..<min(text.lineCount, 1000) {
      let content = text.string(text.bytes(ofLine: line))
      guard content.hasPrefix("pack: ") else { continue }
      return content.dropFirst(6).split(separator: " ").first.map(String.init)
    }
    return nil
  }

  private func isProfile(_ text: SourceFile, _ editor: PackEditor) -> Bool {
    let fields = Set(editor.index.profileFields.map(\.name))
    let keys = (0..<text.lineCount).compactMap { line -> String? in
      let content = text.string(text.bytes(ofLine: line))
      guard let first = content.first, !" #-\t".contains(first), let colon = content.firstIndex(of: ":")
      else { return nil }
      return String(content[..<colon])
    }
    let known = keys.filter(fields.contains).count
    return known > 0 && known * 2 >= keys.count
  }

  mutating func checkProfile(_ uri: String, _ document: Document) throws(StreamError) {
    guard let editor = profileEditor(document) else {
      if shown[uri] != nil { try publish(uri, [], document.text) }
      return
    }
    var found: [Diagnostic] = []
    do throws(DiagnosticError) {
      _ = try Profile(bytes: document.text.bytes, named: document.path, for: editor.pack)
    } catch {
      found = error.diagnostics
    }
    try publish(uri, found, document.text)
  }

  // MARK: Mistakes

  mutating func publish(_ check: Workspace.Check, _ root: String) throws(StreamError) {
    var found = check.diagnostics
    if !check.others.isEmpty {
      // What is about no place is told at the top of a file that is open.
      let path = documents.values.map(\.path).filter { self.root(of: $0) == root }.sorted().first
      if let path { found[path, default: []] += check.others }
    }
    let before = told[root] ?? []
    told[root] = Set(found.keys)
    for path in before.union(found.keys).sorted() {
      guard let file = workspaces[root]?.source(path) ?? documents[FileURI.uri(path)]?.text else { continue }
      try publish(uri(of: path), found[path] ?? [], file)
    }
    for (uri, document) in documents.sorted(by: { $0.key < $1.key })
    where self.root(of: document.path) == root && found[document.path] == nil
      && !before.contains(document.path)
    {
      try publish(uri, [], document.text)
    }
  }

  /// The name that the client has for a file, if it has opened it.
  func uri(of path: String) -> String {
    documents.filter { $0.value.path == path }.keys.sorted().first ?? FileURI.uri(path)
  }

  mutating func publish(_ uri: String, _ found: [Diagnostic], _ file: SourceFile) throws(StreamError) {
    shown[uri] = found
    let list = found.map { diagnostic in value(of: diagnostic, in: file) }
    try send(
      Protocol.notification(
        "textDocument/publishDiagnostics", ["uri": .text(uri), "diagnostics": .list(list)]))
  }

  private func value(of diagnostic: Diagnostic, in file: SourceFile) -> Value {
    var message = diagnostic.message
    if let help = diagnostic.help { message += "\n" + help }
    let notes = diagnostic.notes.compactMap { note -> Value? in
      guard let place = note.place, let other = place.path == file.path ? file : source(place.path) else {
        return nil
      }
      let start = other.offset(of: place)
      let range = start..<other.offset(behind: note.excerpt?.caretWidth ?? 1, from: start)
      return ["location": Protocol.location(place.path, range, in: other), "message": .text(note.message)]
    }
    return [
      "range": Protocol.range(diagnostic.bytes(in: file), in: file), "severity": 1,
      "code": .text(diagnostic.code), "source": "recommend", "message": .text(message),
      "relatedInformation": .list(notes),
    ]
  }

  /// The text of a file, of whatever pack.
  func source(_ path: String) -> SourceFile? {
    documents.values.first { $0.path == path }?.text
      ?? workspaces.keys.sorted().lazy.compactMap { workspaces[$0]?.source(path) }.first
  }
}

extension Diagnostic {
  /// The bytes that the caret runs below.
  func bytes(in file: SourceFile) -> Range<Int> {
    guard let place, place.path == file.path else { return 0..<0 }
    let start = file.offset(of: place)
    return start..<max(start, file.offset(behind: excerpt?.caretWidth ?? 1, from: start))
  }
}
