internal import ArgumentParser
internal import Recommender
internal import SourceTree

extension LanguageServer {
  mutating func handle(_ message: MessageBuffer.Message) throws(StreamError) {
    guard case .content(let bytes) = message else {
      try send(Protocol.failure(nil, .parseError, "a message needs the header Content-Length"))
      return
    }
    guard let value = Value(json: bytes) else {
      try send(Protocol.failure(nil, .parseError, "the message is no JSON"))
      return
    }
    guard case .object = value, let method = value["method"]?.text else {
      // An answer of the client has a result or an error; nothing was asked of it that matters.
      if value["result"] == nil, value["error"] == nil {
        try send(Protocol.failure(value["id"], .invalidRequest, "the message has no method"))
      }
      return
    }
    if let id = value["id"] {
      try answer(method, value["params"], id)
    } else {
      try note(method, value["params"])
    }
  }

  // MARK: Notifications

  private mutating func note(_ method: String, _ params: Value?) throws(StreamError) {
    if method == "exit" {
      exitStatus = isShutDown ? 0 : 1
      return
    }
    guard isInitialized, !isShutDown else { return }
    switch method {
    case "textDocument/didOpen": try open(params)
    case "textDocument/didChange": change(params)
    case "textDocument/didClose": try close(params)
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": try refresh()
    // `initialized`, `$/cancelRequest` and whatever a client may tell: answers come in the order of requests.
    default: break
    }
  }

  // MARK: Requests

  private mutating func answer(_ method: String, _ params: Value?, _ id: Value) throws(StreamError) {
    if method == "initialize" {
      initialize(params)
      return try send(Protocol.response(id, LanguageServer.abilities))
    }
    guard isInitialized else {
      return try send(Protocol.failure(id, .notInitialized, "the first request is initialize"))
    }
    if isShutDown {
      return try send(Protocol.failure(id, .invalidRequest, "the server was shut down"))
    }
    if method == "shutdown" {
      isShutDown = true
      return try send(Protocol.response(id, nil))
    }
    guard let feature = LanguageServer.features[method] else {
      return try send(Protocol.failure(id, .methodNotFound, "there is no method \(method)"))
    }
    guard let uri = params?["textDocument"]?["uri"]?.text else {
      return try send(Protocol.failure(id, .invalidParams, "\(method) needs a text document"))
    }
    guard let document = documents[uri] else { return try send(Protocol.response(id, nil)) }
    let request = Request(uri: uri, document: document, params: params)
    let result: Result<Value?, RenameRefusal>
    do throws(RenameRefusal) {
      result = .success(try feature(&self, request))
    } catch {
      result = .failure(error)
    }
    switch result {
    case .success(let value): try send(Protocol.response(id, value))
    case .failure(let refusal): try send(Protocol.failure(id, .requestFailed, refusal.message))
    }
  }

  private mutating func initialize(_ params: Value?) {
    isInitialized = true
    if rulesFolder != nil { return }
    var folders = (params?["workspaceFolders"]?.items ?? []).compactMap { $0["uri"]?.text }
    if let root = params?["rootUri"]?.text { folders.append(root) }
    let paths = folders.compactMap(FileURI.path) + [params?["rootPath"]?.text].compactMap(\.self)
    rulesFolder =
      paths.flatMap { ["\($0)/Rules", $0] }.first { LanguageServer.hasPacks($0) }
      ?? (try? RulesFolder.standard(.process))?.path
  }

  private static func hasPacks(_ folder: String) -> Bool {
    guard case .success(let entries) = FileSystem.list(folder) else { return false }
    return entries.contains { FileSystem.exists("\(folder)/\($0.name)/pack.yaml") }
  }

  private static let abilities: Value = [
    "capabilities": [
      "positionEncoding": "utf-16",
      "textDocumentSync": ["openClose": true, "change": 2, "save": true],
      "completionProvider": ["triggerCharacters": ["$", " ", "[", "{", ","]],
      "hoverProvider": true,
      "definitionProvider": true,
      "referencesProvider": true,
      "renameProvider": ["prepareProvider": true],
      "codeActionProvider": ["codeActionKinds": ["quickfix"]],
      "documentSymbolProvider": true,
      "documentFormattingProvider": true,
    ],
    "serverInfo": ["name": "recommend", "version": .text(Recommend.configuration.version)],
  ]
}
