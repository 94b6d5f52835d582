#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The environment variables that the command listens to.
///
/// A variable that is set but empty counts as not set.
struct Environment {
  private static let names = [
    "COLUMNS", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "NO_COLOR", "RECOMMEND_RULES", "TERM",
  ]

  private let variables: [String: String]

  /// An environment for a test.
  init(_ variables: [String: String]) {
    self.variables = variables.filter { !$0.value.isEmpty }
  }

  /// The environment of this process.
  static var process: Environment {
    var variables: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return Environment(variables)
  }

  subscript(name: String) -> String? { variables[name] }

  /// The first of these that is set.
  func first(of names: String...) -> String? {
    for name in names {
      if let value = variables[name] { return value }
    }
    return nil
  }
}
