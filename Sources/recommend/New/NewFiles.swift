internal import Recommender
internal import SourceTree

/// Files that `new` writes: laid out, checked with the pack that they belong to, and never over another file.
struct NewFiles {
  /// The folder of packs.
  let root: String
  /// Texts by their paths below the folder.
  private(set) var texts: [String: String] = [:]

  init(root: String) {
    self.root = root
  }

  mutating func add(_ path: String, _ text: String) { texts[path] = text }

  /// Checks that the pack with the new files has no mistake, and runs its tests; then writes them.
  ///
  /// - Returns: the paths, sorted.
  func write(checking id: String) throws -> [String] {
    for path in paths where FileSystem.exists(path) {
      throw Failure(.mistakes, "`\(path)` is there already, and is not overwritten")
    }
    let laidOut = try texts.map { path, text in (path, try Layout.formatted(text, path: "\(root)/\(path)")) }
    var all = try packFiles()
    for (path, text) in laidOut { all[path] = text }
    let pack = try Pack(files: all, id: id)
    let failures = try pack.testResults().filter { result in
      texts.keys.contains { result.place.path.hasSuffix($0) } && !result.passed
    }
    if !failures.isEmpty { throw DiagnosticError(failures.flatMap(\.failures)) }
    for (path, text) in laidOut { try FolderTree.write(text, to: "\(root)/\(path)") }
    return paths
  }

  private var paths: [String] { texts.keys.sorted().map { "\(root)/\($0)" } }

  /// The YAML files of all packs in the folder, by path.
  private func packFiles() throws -> [String: String] {
    guard FileSystem.exists(root) else { return [:] }
    var files: [String: String] = [:]
    for path in try FileList.files(in: [root]) {
      let name = String(path.dropFirst(root.count + 1))
      guard name.contains("/") else { continue }
      switch FileSystem.read(path, limit: Limits.standard.maxFileBytes) {
      case .failure(let problem): throw Failure(problem, path)
      case .success(let bytes): files[name] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return files
  }
}
