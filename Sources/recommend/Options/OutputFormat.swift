internal import ArgumentParser

/// What `--format` says.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case markdown
  case json
  case yaml
}
