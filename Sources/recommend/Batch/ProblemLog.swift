internal import Recommender

/// Where the bad profiles of a batch are told: as lines of JSON in a file, as messages on standard error without one.
///
///     {"line":7,"id":"u-7","error":{"code":"unknown-id","message":"`exel` is not a skill","help":"did you mean `excel`?"}}
struct ProblemLog {
  var file: OutputFile?
  /// What messages call the input.
  let input: String
  /// The files of a folder, which are told by name.
  let paths: [String]?

  /// Tells the problems of a chunk that starts behind so many lines.
  mutating func tell(_ problems: [BatchProblem], behind lines: Int) throws(StreamError) {
    if problems.isEmpty { return }
    if file == nil {
      let text = problems.map { message($0, lines + $0.line) + "\n" }.joined()
      try Stream.error.write(text)
    } else {
      let text = problems.map { record($0, lines + $0.line) + "\n" }.joined()
      try file?.write(Array(text.utf8))
    }
  }

  private func record(_ problem: BatchProblem, _ line: Int) -> String {
    let diagnostics = problem.error.diagnostics
    var error: [Value.Field] = []
    if let first = diagnostics.first {
      error = [Value.Field("code", .text(first.code)), Value.Field("message", .text(first.message))]
      if let place = first.place, place.path == "profile" {
        error.append(Value.Field("column", .number("\(place.column)")))
      }
      if let help = first.help { error.append(Value.Field("help", .text(help))) }
      if diagnostics.count > 1 { error.append(Value.Field("more", .number("\(diagnostics.count - 1)"))) }
    }
    var fields: [Value.Field] = []
    if let paths {
      fields.append(Value.Field("file", .text(paths[line - 1])))
    } else {
      fields.append(Value.Field("line", .number("\(line)")))
    }
    if let id = problem.id { fields.append(Value.Field("id", id)) }
    fields.append(Value.Field("error", .object(error)))
    return Value.object(fields).json(pretty: false)
  }

  /// `people.ndjson:7:22: error[unknown-id]: …; did you mean …?`
  private func message(_ problem: BatchProblem, _ line: Int) -> String {
    let diagnostics = problem.error.diagnostics
    guard let first = diagnostics.first else { return "" }
    var text = paths.map { $0[line - 1] } ?? "\(input):\(line)"
    if let place = first.place {
      if paths != nil { text += ":\(place.line)" }
      if paths != nil || place.path == "profile" { text += ":\(place.column)" }
    }
    text += ": error[\(first.code)]: \(first.message)"
    if let help = first.help { text += "; \(help)" }
    if diagnostics.count > 1 { text += " (and \(diagnostics.count - 1) more)" }
    return text.safeForTerminal
  }
}
