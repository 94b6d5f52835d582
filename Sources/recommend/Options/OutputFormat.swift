internal import ArgumentParser

/// What `--format` says.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case markdown
  case json
  case yaml
  /// Pictures, which `show` draws; pages have none.
  case dot
  case svg

  var isDrawing: Bool { self == .dot || self == .svg }
}
