import Foundation
import TestSupport
import Testing

/// `docs/tutorial.md` and `docs/tutorial.zh.md`, followed word for word in an empty folder.
///
/// A `console` block holds commands behind `$ ` and below each what it prints, errors included; a line `…` stands for
/// any lines. A `yaml` block is written to the file that the line above it names: “Write `path`:” as the whole file,
/// “Append to `path`:” at its end; in Chinese “写 `path`：” and “在 `path` 末尾添上：”. `/usr/local/share/recommend` stands for where the packs are installed.
///
/// `RECORD_CASES=1 swift test --filter Tutorial` writes the outputs anew that have no `…`.
@Suite("The tutorial") struct TutorialTests {
  enum Step: Sendable {
    /// Lines that nobody has to follow.
    case read([Substring])
    case run(command: Substring, expected: [Substring])
    case write(path: String, text: String, appends: Bool)
  }

  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_CASES"] != nil

  @Test(
    "following it word for word gives what it prints",
    arguments: [("docs/tutorial.md", "en_US.UTF-8"), ("docs/tutorial.zh.md", "zh_CN.UTF-8")])
  func wordForWord(name: String, locale: String) throws {
    let file = Repository.root.appending(path: name)
    let page = try Repository.text(name)
    let folder = try Scratch()
    var counts = (runs: 0, files: 0)
    var lines: [Substring] = []
    for step in Self.steps(of: page) {
      switch step {
      case .read(let read):
        lines += read
      case .write(let path, let text, let appends):
        counts.files += 1
        let before = appends ? try #require(folder.text(path), "\(path) is not there yet") : ""
        try Self.write(before + text, to: folder.url.appending(path: path))
      case .run(let command, let expected):
        counts.runs += 1
        let printed = try Self.run(command, in: folder, locale)
        lines += ["$ " + command] + (expected.contains("…") ? expected : printed)
        if Self.isRecording { continue }
        let isAsTold = Self.matches(printed[...], expected[...])
        #expect(isAsTold, "$ \(command)\n\(printed.joined(separator: "\n"))")
        guard isAsTold else { return }
      }
    }
    #expect(counts.runs > 15)
    #expect(counts.files == page.split(separator: "\n").count { $0 == "```yaml" })
    if Self.isRecording {
      try Self.write(lines.joined(separator: "\n"), to: file)
    }
  }

  @Test("the comparison lets no other text through") func comparison() {
    #expect(Self.matches(["a", "b", "c"], ["a", "…", "c"]))
    #expect(Self.matches(["a", "c"], ["a", "…", "c"]))
    #expect(!Self.matches(["a", "b"], ["a"]))
    #expect(!Self.matches(["a", "b", "d"], ["a", "…", "c"]))
    #expect(!Self.matches([], ["a"]))
  }

  // MARK: Reading

  private static func steps(of page: String) -> [Step] {
    var steps: [Step] = []
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var above: Substring = ""
    while let line = lines.popFirst() {
      steps.append(.read([line]))
      guard line.hasPrefix("```") else {
        if !line.isEmpty { above = line }
        continue
      }
      let block = Array(lines.prefix { $0 != "```" })
      lines = lines.dropFirst(block.count)
      if line == "```console" {
        steps += commands(block)
      } else {
        steps.append(.read(block))
        let words = above.split(separator: "`", omittingEmptySubsequences: false)
        let appends = words.first == "Append to " || words.last == " 末尾添上："
        if words.count == 3, appends || words[0] == "Write " || words[0] == "写 " {
          let text = block.joined(separator: "\n") + "\n"
          steps.append(.write(path: String(words[1]), text: text, appends: appends))
        }
      }
      if let end = lines.popFirst() { steps.append(.read([end])) }
    }
    return steps
  }

  private static func commands(_ block: [Substring]) -> [Step] {
    var steps: [Step] = []
    var rest = block[...]
    while let line = rest.popFirst() {
      let expected = rest.prefix { !$0.hasPrefix("$ ") }
      rest = rest.dropFirst(expected.count)
      steps.append(.run(command: line.dropFirst(2), expected: Array(expected)))
    }
    return steps
  }

  // MARK: Doing

  private static func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// Runs a line of the shell with the built command on its path, and returns the lines that it prints.
  private static func run(_ command: Substring, in folder: Scratch, _ locale: String) throws -> [Substring] {
    let installed = command.replacingOccurrences(
      of: "/usr/local/share/recommend", with: "'\(Repository.root.path)'")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let ran = try Shell.run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", "{ \(installed)\n} 2>&1"],
      environment: [
        "PATH": "\(Repository.products.path):\(path)", "NO_COLOR": "1", "LC_ALL": locale,
        "COLUMNS": "80", "RECOMMEND_RULES": "Rules",
      ], folder: folder.url)
    var lines = ran.output.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Whether the lines are those expected, where `…` stands for any.
  private static func matches(_ lines: ArraySlice<Substring>, _ expected: ArraySlice<Substring>) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    guard first == "…" else {
      return lines.first == first && matches(lines.dropFirst(), expected.dropFirst())
    }
    let rest = expected.dropFirst()
    return (0...lines.count).contains { matches(lines.dropFirst($0), rest) }
  }
}
