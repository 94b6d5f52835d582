internal import Recommender
internal import SourceTree

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A server of the Language Server Protocol, over standard input and output.
///
/// Requests are answered in their order, from the last pack that compiled. When no message waits, what changed is checked:
/// a pack of common size is compiled at once; of a large one first the edited file alone, and the pack on a thread of its
/// own when the author rests.
struct LanguageServer {
  /// Packs of fewer bytes are compiled after each edit.
  static let largePack = 1 << 20
  /// For how many milliseconds an author of a large pack must rest.
  static let rest: Int32 = 300

  struct Document {
    let path: String
    var text: SourceFile
  }

  var documents: [String: Document] = [:]
  /// By folder of packs.
  var workspaces: [String: Workspace] = [:]
  /// Where the packs for profiles are, if the command line or the client says so.
  var rulesFolder: String?
  let words: ServerWords

  /// Documents that changed since their mistakes were told.
  var changed: Set<String> = []
  /// Folders of packs that changed since they were compiled.
  var unchecked: Set<String> = []
  /// By folder of packs, the files whose mistakes the client shows.
  var told: [String: Set<String>] = [:]
  /// By URI, the mistakes that the client shows.
  var shown: [String: [Diagnostic]] = [:]

  private var buffer = MessageBuffer()
  var isInitialized = false
  var isShutDown = false
  var exitStatus: Int32?
  private let background = BackgroundCheck()

  init(rules: String?, words: ServerWords) {
    rulesFolder = rules
    self.words = words
  }

  /// Serves until the client says `exit` or closes the input.
  ///
  /// - Returns: the status to end with: 0, or 1 where the client left without `shutdown`.
  mutating func run() throws(StreamError) -> Int32 {
    var isAtEnd = false
    while true {
      while let message = buffer.next() {
        try handle(message)
        if let exitStatus { return exitStatus }
      }
      if isAtEnd {
        try checkAll()
        return isShutDown || !isInitialized ? 0 : 1
      }
      // Whoever types in a large pack asks for completions right behind an edit: these go first.
      let pause: Int32 = unchecked.contains { isLarge($0) } ? 10 : 0
      if !LanguageServer.isReadable(0, within: pause) { try checkChanged() }
      switch background.wait(
        for: 0, milliseconds: unchecked.isEmpty || background.isBusy ? -1 : LanguageServer.rest)
      {
      case .input: isAtEnd = !read()
      case .done(let root, let check): try take(check, root)
      case .rest: startCheck()
      }
    }
  }

  private mutating func read() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = posixRead(&bytes)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return false }
      buffer.add(bytes[..<count])
      return true
    }
  }

  private func posixRead(_ bytes: inout [UInt8]) -> Int {
    #if canImport(Darwin)
      Darwin.read(0, &bytes, bytes.count)
    #elseif canImport(Musl)
      Musl.read(0, &bytes, bytes.count)
    #else
      Glibc.read(0, &bytes, bytes.count)
    #endif
  }

  private static func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, milliseconds) > 0
  }

  // MARK: Checking

  /// Tells mistakes where that is quick.
  private mutating func checkChanged() throws(StreamError) {
    guard !changed.isEmpty else { return }
    let uris = changed.sorted()
    changed = []
    for root in workspaces.keys.sorted() { workspaces[root]?.parse() }
    for root in unchecked.sorted() where !isLarge(root) { try checkNow(root) }
    for uri in uris {
      guard let document = documents[uri] else { continue }
      if let root = root(of: document.path) {
        guard unchecked.contains(root), let found = workspaces[root]?.quickDiagnostics(document.path) else {
          continue
        }
        try publish(uri, found, document.text)
      } else {
        try checkProfile(uri, document)
      }
    }
  }

  /// Compiles what is left to compile, before the server ends.
  private mutating func checkAll() throws(StreamError) {
    if let (root, check) = background.finish() { try take(check, root) }
    changed.formUnion(documents.keys)
    for root in unchecked.sorted() { try checkNow(root) }
    try checkChanged()
  }

  private mutating func startCheck() {
    guard let root = unchecked.sorted().first, let workspace = workspaces[root] else {
      unchecked = []
      return
    }
    unchecked.remove(root)
    background.start(root, workspace)
  }

  /// Compiles now, because answers are needed before anything was compiled.
  mutating func checkNow(_ root: String) throws(StreamError) {
    unchecked.remove(root)
    workspaces[root]?.parse()
    if let check = workspaces[root]?.check() { try take(check, root) }
    if let workspace = workspaces[root], isLarge(root) { background.prepare(workspace) }
  }

  func isLarge(_ root: String) -> Bool { (workspaces[root]?.size ?? 0) >= LanguageServer.largePack }

  private mutating func take(_ check: Workspace.Check, _ root: String) throws(StreamError) {
    workspaces[root]?.take(check)
    // The author typed on: what was found is old, and the next check is on its way.
    if unchecked.contains(root) { return }
    try publish(check, root)
    // What a profile means depends on the pack.
    for (uri, document) in documents.sorted(by: { $0.key < $1.key }) where self.root(of: document.path) == nil
    {
      try checkProfile(uri, document)
    }
  }

  // MARK: Writing

  func send(_ message: String) throws(StreamError) {
    try Stream.output.write("Content-Length: \(message.utf8.count)\r\n\r\n\(message)")
  }
}
