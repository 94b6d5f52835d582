internal import Recommender

extension AdviseOptions {
  /// Writes an answer in the form that is asked for: as data, or as a page for a terminal.
  func write(
    _ answer: @autoclosure () -> Value, _ options: TerminalOptions, page: (Terminal) -> String
  ) throws {
    switch format {
    case .json: try Stream.output.write(answer().json().endingInLineBreak)
    case .yaml: try Stream.output.write(answer().yaml().endingInLineBreak)
    case .text, .markdown, .dot, .svg:  // of these, the command line admits the first only
      try Stream.output.write(page(Stream.output.terminal(options.color)))
    }
  }
}
