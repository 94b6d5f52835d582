internal import ArgumentParser
internal import Recommender

/// Runs the work of a command and turns what it throws into words on standard error and an exit status.
struct Reporter {
  private let options: TerminalOptions

  init(_ options: TerminalOptions) {
    self.options = options
  }

  func run(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as DiagnosticError {
      throw report(error.diagnostics)
    } catch let failure as Failure {
      say("error: \(failure.message)")
      throw failure.exit.code
    } catch let error as StreamError {
      if !error.isBrokenPipe { say("error: cannot write the output: \(error.words)") }
      throw error.isBrokenPipe ? ExitCode(128 + 13) : Exit.unwritable.code
    }
  }

  /// Prints the diagnostics and tells the status with which the command ends.
  func report(_ diagnostics: [Diagnostic], summary: String? = nil) -> ExitCode {
    let style = errorStyle
    var text = diagnostics.map { DiagnosticText($0, style).text }.joined(separator: "\n")
    if let summary { text += "\n\(summary)\n" }
    try? Stream.error.write(text)
    let isUnreadable = !diagnostics.isEmpty && diagnostics.allSatisfy(\.isAboutReading)
    return (isUnreadable ? Exit.unreadable : Exit.mistakes).code
  }

  private var errorStyle: Style { Style(Stream.error.terminal(options.color)) }

  /// `error: …` in the look of a diagnostic.
  private func say(_ message: String) {
    let style = errorStyle
    let text = message.safeForTerminal
    let colon = text.firstIndex(of: ":") ?? text.startIndex
    try? Stream.error.write(
      style(String(text[..<colon]), .boldRed) + style(String(text[colon...]), .bold) + "\n")
  }
}
