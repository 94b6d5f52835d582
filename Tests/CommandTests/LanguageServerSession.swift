import Foundation
import TestSupport

/// Messages of a client, written before the server starts, so that nothing depends on who is faster.
final class Session {
  private let folder: Scratch
  private var input = ""
  private var requests = 0

  init() throws {
    folder = try Scratch([
      "Rules/plants/pack.yaml": LanguageServerTests.pack,
      "Rules/plants/rules.yaml": LanguageServerTests.rules,
      "Rules/plants/tests/plants.yaml": """
      tests:
        - test: a cactus is liked
          profile: { likes: [ cactus ] }
          reject: { fits: 仙人掌 }

      """,
    ])
    _ = ask("initialize", params: "{\"rootUri\":\"\(uri(""))\",\"capabilities\":{}}")
    note("initialized", "{}")
  }

  private func uri(_ path: String) -> String {
    let root = folder.url.resolvingSymlinksInPath().path
    return "file://"
      + (path.isEmpty ? root : path.hasPrefix("plants/") ? "\(root)/Rules/\(path)" : "\(root)/\(path)")
  }

  func raw(_ text: String) { input += text }

  private func send(_ message: String) { raw("Content-Length: \(message.utf8.count)\r\n\r\n\(message)") }

  func note(_ method: String, _ params: String) {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\",\"params\":\(params)}")
  }

  private func ask(_ method: String, params: String) -> Int {
    requests += 1
    send("{\"jsonrpc\":\"2.0\",\"id\":\(requests),\"method\":\"\(method)\",\"params\":\(params)}")
    return requests
  }

  /// Asks about a place, both numbers from 0.
  func ask(_ method: String, _ path: String, _ line: Int, _ character: Int, _ more: String = "") -> Int {
    ask(
      method,
      params:
        "{\"textDocument\":{\"uri\":\"\(uri(path))\"},\"position\":{\"line\":\(line),\"character\":\(character)}\(more)}"
    )
  }

  func open(_ path: String, _ text: String) {
    let quoted = String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
    note(
      "textDocument/didOpen",
      "{\"textDocument\":{\"uri\":\"\(uri(path))\",\"languageId\":\"yaml\",\"version\":1,\"text\":\(quoted)}}"
    )
    rest()
  }

  func change(_ path: String, line: Int, _ start: Int, _ end: Int, _ text: String) {
    note(
      "textDocument/didChange",
      """
      {"textDocument":{"uri":"\(uri(path))","version":2},"contentChanges":[{"range":{"start":{"line":\(line),\
      "character":\(start)},"end":{"line":\(line),"character":\(end)}},"text":"\(text)"}]}
      """)
  }

  /// Saving makes the server look at everything, and so tells all mistakes before the next message is read.
  func rest() {
    note("textDocument/didSave", "{}")
  }

  func run() throws -> Answers {
    _ = ask("shutdown", params: "null")
    note("exit", "null")
    let ran = try folder.recommend(["lsp", "--lang", "en"], input: input)
    return Answers(output: ran.output, errors: ran.errors, status: ran.status)
  }

  struct Answers {
    let output: String
    let errors: String
    let status: Int32

    private var messages: [[String: Any]] {
      output.components(separatedBy: "Content-Length: ").compactMap { part in
        guard let start = part.range(of: "\r\n\r\n") else { return nil }
        let data = Data(part[start.upperBound...].utf8)
        return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
      }
    }

    private func message(_ id: Int) -> [String: Any]? { messages.first { $0["id"] as? Int == id } }

    /// An answer as text, in one line.
    func text(_ id: Int) -> String {
      output.components(separatedBy: "Content-Length: ").first { $0.contains("\"id\":\(id),") } ?? ""
    }

    func labels(_ id: Int) -> [String] {
      let list = message(id)?["result"] as? [String: Any]
      return (list?["items"] as? [[String: Any]] ?? []).compactMap { $0["label"] as? String }
    }

    func failure(_ id: Int) -> String? { (message(id)?["error"] as? [String: Any])?["message"] as? String }

    func places(_ id: Int) -> [String] {
      (message(id)?["result"] as? [[String: Any]] ?? []).map { "\(file($0["uri"])) \(range($0["range"]))" }
    }

    func edits(_ id: Int) -> [String] {
      let result = message(id)?["result"] as? [String: Any]
      let changes = result?["changes"] as? [String: [[String: Any]]] ?? [:]
      return changes.sorted { $0.key < $1.key }.flatMap { uri, edits in
        edits.map { "\(file(uri)) \(range($0["range"]))" }
      }
    }

    struct Mistake {
      let text: String
    }

    /// Each list of mistakes that was told about a file.
    func told(_ path: String) -> [[Mistake]] {
      messages.compactMap { message in
        guard message["method"] as? String == "textDocument/publishDiagnostics",
          let params = message["params"] as? [String: Any],
          (params["uri"] as? String)?.hasSuffix(path) == true
        else { return nil }
        return (params["diagnostics"] as? [[String: Any]] ?? []).map {
          Mistake(text: "\($0["code"] ?? "") \(range($0["range"]))")
        }
      }
    }

    /// The path of a file behind the folder of its pack.
    private func file(_ uri: Any?) -> String {
      ((uri as? String) ?? "").components(separatedBy: "/plants/").last ?? ""
    }

    private func range(_ value: Any?) -> String {
      let range = value as? [String: [String: Int]] ?? [:]
      return
        "\(range["start"]?["line"] ?? -1):\(range["start"]?["character"] ?? -1)-\(range["end"]?["character"] ?? -1)"
    }
  }
}
