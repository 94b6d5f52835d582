internal import ArgumentParser

/// What `--format` says where a list is printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}
