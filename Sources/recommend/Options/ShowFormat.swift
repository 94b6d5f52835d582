internal import ArgumentParser

/// What `--format` of `show` says.
enum ShowFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, dot, svg

  var isDrawing: Bool { self == .dot || self == .svg }
}
