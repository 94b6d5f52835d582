internal import ArgumentParser

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Gets what the command line leaves open: from whoever sits at the terminal, or not at all.
///
/// Where standard input is no terminal nobody is asked; the options that are missing are told all at once.
struct Interview {
  private var missing: [String] = []
  private let isTerminal: Bool

  init(isTerminal: Bool = isatty(0) == 1) {
    self.isTerminal = isTerminal
  }

  /// The value of an option, else the answer to a question.
  ///
  /// - Parameter option: as it stands on the command line: `--title-en <text>`.
  mutating func answer(_ stated: String?, _ option: String, _ question: String, isNeeded: Bool = true)
    -> String?
  {
    if let stated { return stated }
    guard isTerminal else {
      if isNeeded { missing.append(option) }
      return nil
    }
    while true {
      try? Stream.error.write(question.safeForTerminal + " ")
      guard let line = readLine() else {
        if isNeeded { missing.append(option) }
        return nil
      }
      let answer = line.split(separator: " ").joined(separator: " ")
      if !answer.isEmpty { return answer }
      if !isNeeded { return nil }
    }
  }

  /// Ends the questions: whatever is still missing is a wrong command line.
  func end() throws {
    if missing.isEmpty { return }
    throw ValidationError("Missing " + missing.joined(separator: ", "))
  }
}
