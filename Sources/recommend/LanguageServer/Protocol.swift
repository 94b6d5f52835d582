internal import Recommender
internal import SourceTree

/// The forms of the Language Server Protocol that are used in more than one answer.
enum Protocol {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case notInitialized = -32002
    case requestFailed = -32803
  }

  static func number(_ number: Int) -> Value { .number(String(number)) }

  static func range(_ bytes: Range<Int>, in file: SourceFile) -> Value {
    ["start": position(bytes.lowerBound, in: file), "end": position(bytes.upperBound, in: file)]
  }

  private static func position(_ offset: Int, in file: SourceFile) -> Value {
    let place = file.position(of: offset)
    return ["line": number(place.line), "character": number(place.utf16)]
  }

  /// The offset of a `Position`; nil where it is none.
  static func offset(_ position: Value?, in file: SourceFile) -> Int? {
    guard let line = position?["line"]?.int, let character = position?["character"]?.int else { return nil }
    return file.offset(line: line, utf16: character)
  }

  static func location(_ path: String, _ bytes: Range<Int>, in file: SourceFile) -> Value {
    ["uri": .text(FileURI.uri(path)), "range": range(bytes, in: file)]
  }

  static func markdown(_ text: String) -> Value { ["kind": "markdown", "value": .text(text)] }

  // MARK: Messages

  static func response(_ id: Value?, _ result: Value?) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(text(id)),\"result\":\(text(result))}"
  }

  static func failure(_ id: Value?, _ code: Code, _ message: String) -> String {
    let error: Value = ["code": number(code.rawValue), "message": .text(message)]
    return "{\"jsonrpc\":\"2.0\",\"id\":\(text(id)),\"error\":\(text(error))}"
  }

  static func notification(_ method: String, _ params: Value) -> String {
    "{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\",\"params\":\(text(params))}"
  }

  private static func text(_ value: Value?) -> String { value?.json(pretty: false) ?? "null" }
}
