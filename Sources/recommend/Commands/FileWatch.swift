internal import SourceTree

/// The YAML files below some folders, to see whether one of them changes.
///
/// It looks at what the file system notes about each file and opens none.
struct FileWatch: Equatable {
  private var stamps: [String: FileStamp] = [:]

  init(_ folders: [String]) {
    for folder in folders { add(folder, depth: 0) }
  }

  private mutating func add(_ folder: String, depth: Int) {
    guard depth < 32, case .success(let entries) = FileSystem.list(folder) else { return }
    for entry in entries {
      let path = "\(folder)/\(entry.name)"
      if entry.isFolder {
        add(path, depth: depth + 1)
      } else if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
        stamps[path] = FileStamp(of: path)
      }
    }
  }
}
