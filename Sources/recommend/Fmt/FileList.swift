internal import SourceTree

/// The YAML files at and below some paths, each once, in the order of the paths and of their names.
enum FileList {
  static func files(in paths: [String]) throws(Failure) -> [String] {
    var files: [String] = []
    for path in paths {
      try add(path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path, to: &files)
    }
    return files
  }

  private static func add(_ path: String, to files: inout [String]) throws(Failure) {
    guard FileSystem.isFolder(path) else {
      // Nothing is written when one of several paths is misspelt.
      guard FileSystem.exists(path) else { throw Failure(.missing, path) }
      if !files.contains(path) { files.append(path) }
      return
    }
    switch FileSystem.list(path) {
    case .failure(let problem): throw Failure(problem, path)
    case .success(let entries):
      for (name, isFolder) in entries {
        let inner = path == "/" ? "/\(name)" : "\(path)/\(name)"
        if isFolder || name.hasSuffix(".yaml") || name.hasSuffix(".yml") { try add(inner, to: &files) }
      }
    }
  }
}
