internal import ArgumentParser

/// What `--input-format` says.
enum InputFormat: String, CaseIterable, ExpressibleByArgument {
  case ndjson
  case csv
  case folder

  /// By the ending of a name; what has no other is taken for lines of JSON.
  init(ofPath path: String, isFolder: Bool) {
    if isFolder {
      self = .folder
    } else {
      self = path.lowercased().hasSuffix(".csv") ? .csv : .ndjson
    }
  }
}
