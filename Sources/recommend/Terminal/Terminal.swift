/// What is known about the place where a page is shown.
struct Terminal: Equatable {
  /// The narrowest page that is laid out; on a narrower terminal the lines fold.
  static let narrowest = 36
  /// The widest page, as longer lines are hard to read.
  static let widest = 100

  /// The cells of a line.
  let width: Int
  /// Whether colours and bold letters may be used.
  let hasColor: Bool
  /// Whether characters beyond ASCII may be used for bars, rules and marks.
  let hasUnicode: Bool

  /// - Parameters:
  ///   - columns: the cells of a line of the terminal, or nil when the page goes into a file or a pipe
  init(environment: Environment, columns: Int?, choice: ColorChoice) {
    let stated = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    width = min(max(stated ?? columns ?? 80, Self.narrowest), Self.widest)
    hasUnicode = Self.speaksUnicode(environment)
    hasColor =
      switch choice {
      case .always: true
      case .never: false
      case .auto: columns != nil && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
      }
  }

  private static func speaksUnicode(_ environment: Environment) -> Bool {
    let locale = environment.first(of: "LC_ALL", "LC_CTYPE", "LANG") ?? "C"
    // The search of the standard library makes a dictionary of characters, for a name of a few letters.
    let name = Array(locale.lowercased().utf8)
    return ["utf-8", "utf8"].contains { encoding in
      name.indices.contains { name[$0...].starts(with: encoding.utf8) }
    }
  }
}
