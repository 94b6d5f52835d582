/// What the language server says itself, beside the messages of the compiler.
struct ServerWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  func write(_ name: String, instead text: String) -> String {
    isChinese ? "把 \(text) 改成 \(name)" : "Write \(name) instead of \(text)"
  }

  var noNewName: String { isChinese ? "没有给新名字" : "there is no new name" }

  var noName: String { isChinese ? "光标处没有可以改的名字" : "no name that can be changed stands here" }

  func breaks(_ message: String) -> String {
    isChinese ? "改名之后规则库会出错：\(message)" : "the pack would not compile any more: \(message)"
  }
}
