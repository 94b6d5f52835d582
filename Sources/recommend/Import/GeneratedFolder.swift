internal import Recommender
internal import SourceTree

/// A folder whose files the command makes, and replaces as a whole.
///
/// The files are written into a hidden folder beside it, which takes its place when all of them are there: whoever
/// stops the command, or fills the disk, has the old folder or the new one, and no half of it. What a stopped command
/// left hidden, the next one removes.
struct GeneratedFolder {
  let path: String
  /// What the first line of each file starts with.
  let mark: String

  /// Writes the files, whose paths are below the folder.
  ///
  /// - Parameter force: whether to replace a folder that holds other files than generated ones.
  func write(_ files: [String: String], force: Bool) throws {
    if !force, let stranger = try firstStranger(in: path) {
      throw DiagnosticError([
        Diagnostic(
          code: "not-generated", message: "`\(stranger)` was not made by this command, and would be lost",
          help: "name another folder, or say `--force`")
      ])
    }
    let new = hidden("new")
    do {
      try FolderTree.remove(new)
      for (name, text) in files.sorted(by: { $0.key < $1.key }) {
        try FolderTree.write(text, to: "\(new)/\(name)")
      }
      try replace(by: new)
    } catch {
      try? FolderTree.remove(new)
      throw error
    }
  }

  /// `Rules/.esco.new` for `Rules/esco`.
  private func hidden(_ ending: String) -> String {
    let base = path.hasSuffix("/") ? String(path.dropLast()) : path
    let slash = base.lastIndex(of: "/").map { base.index(after: $0) } ?? base.startIndex
    return "\(base[..<slash]).\(base[slash...]).\(ending)"
  }

  private func replace(by new: String) throws {
    let old = hidden("old")
    if FileSystem.exists(path) {
      try FolderTree.remove(old)
      try FolderTree.move(path, to: old)
    }
    do {
      try FolderTree.move(new, to: path)
    } catch {
      if FileSystem.exists(old) { try? FolderTree.move(old, to: path) }
      throw error
    }
    try FolderTree.remove(old)
  }

  /// The first file below a folder that does not bear the mark; the path itself, if it is no folder.
  private func firstStranger(in folder: String) throws -> String? {
    guard FileSystem.exists(folder) else { return nil }
    guard FileSystem.isFolder(folder) else { return folder }
    for (name, isFolder) in try FolderTree.list(folder) {
      let path = "\(folder)/\(name)"
      if isFolder {
        if let stranger = try firstStranger(in: path) { return stranger }
      } else if !FolderTree.starts(path, with: mark) {
        return path
      }
    }
    return nil
  }
}
