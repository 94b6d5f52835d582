package import SourceTree

/// Where the files of packs are: a folder, or texts by path.
package enum PackStore: Sendable {
  case folder(String)
  case memory([String: String])
  /// Files below a folder that are read already, by their paths in it.
  case parsed(root: String, [String: ParsedFile])

  /// What stands in a folder, sorted by name.
  func list(_ folder: String) -> Result<[(name: String, isFolder: Bool)], FileProblem> {
    switch self {
    case .folder(let root): return FileSystem.list(folder.isEmpty ? root : path(folder))
    case .memory(let texts): return .success(PackStore.entries(of: folder, among: texts.keys))
    case .parsed(_, let files): return .success(PackStore.entries(of: folder, among: files.keys))
    }
  }

  private static func entries(of folder: String, among paths: some Sequence<String>) -> [(
    name: String, isFolder: Bool
  )] {
    let prefix = folder.isEmpty ? "" : folder + "/"
    var entries: [String: Bool] = [:]
    for path in paths where path.hasPrefix(prefix) {
      let rest = path.dropFirst(prefix.count)
      if let name = rest.split(separator: "/", maxSplits: 1).first {
        entries[String(name)] = rest.contains("/") || entries[String(name)] == true
      }
    }
    return entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether a folder, or a link to one, stands there.
  func isFolder(_ name: String) -> Bool {
    switch self {
    case .folder: FileSystem.isFolder(path(name))
    case .memory, .parsed: false
    }
  }

  package func read(_ path: String, limit: Int) -> Result<[UInt8], FileProblem> {
    switch self {
    case .folder: return FileSystem.read(self.path(path), limit: limit)
    case .memory(let texts):
      guard let text = texts[path] else { return .failure(.missing) }
      return text.utf8.count > limit ? .failure(.tooLarge(limit)) : .success(Array(text.utf8))
    case .parsed(_, let files): return files[path].map { .success($0.source.bytes) } ?? .failure(.missing)
    }
  }

  /// A file that is read already.
  func parsed(_ path: String) -> ParsedFile? {
    if case .parsed(_, let files) = self { files[path] } else { nil }
  }

  /// The path as a person knows it.
  package func path(_ part: String) -> String {
    switch self {
    case .folder(let root), .parsed(let root, _):
      part.isEmpty ? root : root == "." ? part : root.hasSuffix("/") ? root + part : "\(root)/\(part)"
    case .memory: part
    }
  }

  /// What a person calls the whole.
  var name: String {
    switch self {
    case .folder(let root), .parsed(let root, _): "`\(root)`"
    case .memory: "the given files"
    }
  }

  /// The YAML files below a folder, at any depth, sorted by path.
  package func files(below folder: String, findings: inout Findings) -> [String] {
    var files: [String] = []
    switch list(folder) {
    case .failure(let problem): findings.report(problem.code, problem.message(path(folder)), at: nil)
    case .success(let entries):
      for entry in entries {
        let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
        if entry.isFolder {
          files += self.files(below: path, findings: &findings)
        } else if entry.name.hasSuffix(".yaml") || entry.name.hasSuffix(".yml") {
          files.append(path)
        }
      }
    }
    return files
  }
}
