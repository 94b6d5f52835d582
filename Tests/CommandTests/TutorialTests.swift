import Foundation
import TestSupport
import Testing

/// `docs/tutorial.md`, followed word for word in an empty folder.
///
/// A `console` block holds commands behind `$ ` and below each what it prints, errors included; a line `…` stands for
/// any lines. A `yaml` block is written to the file that the line above it names: “Write `path`:” as the whole file,
/// “Append to `path`:” at its end. `/usr/local` stands for where the project is installed.
@Suite("The tutorial") struct TutorialTests {
  enum Step: Sendable {
    case run(command: String, expected: [Substring])
    case write(path: String, text: String)
    case append(path: String, text: String)
  }

  @Test("following it word for word gives what it prints") func wordForWord() throws {
    let folder = try Scratch()
    let steps = try Self.steps(of: Repository.text("docs/tutorial.md"))
    #expect(steps.count > 30)
    for step in steps {
      switch step {
      case .write(let path, let text):
        try Self.write(text, to: folder.url.appending(path: path))
      case .append(let path, let text):
        let before = try #require(folder.text(path), "\(path) is appended to before it is there")
        try Self.write(before + text, to: folder.url.appending(path: path))
      case .run(let command, let expected):
        let printed = try Self.run(command, in: folder)
        let isAsTold = Self.matches(printed.split(separator: "\n", omittingEmptySubsequences: false), expected)
        #expect(isAsTold, "$ \(command)\n\(printed)")
        guard isAsTold else { return }
      }
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

  static func steps(of page: String) -> [Step] {
    var steps: [Step] = []
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var above: Substring = ""
    while let line = lines.popFirst() {
      guard line.hasPrefix("```") else {
        if !line.isEmpty { above = line }
        continue
      }
      let block = lines.prefix { $0 != "```" }
      lines = lines.dropFirst(block.count + 1)
      let words = above.split(separator: "`", omittingEmptySubsequences: false)
      if line == "```console" {
        steps += commands(block)
      } else if words.count == 3, words[2] == ":", words[0] == "Write " || words[0] == "Append to " {
        let text = block.joined(separator: "\n") + "\n"
        let path = String(words[1])
        steps.append(words[0] == "Write " ? .write(path: path, text: text) : .append(path: path, text: text))
      }
    }
    return steps
  }

  private static func commands(_ block: ArraySlice<Substring>) -> [Step] {
    var steps: [Step] = []
    var rest = block
    while let line = rest.popFirst() {
      let expected = rest.prefix { !$0.hasPrefix("$ ") }
      rest = rest.dropFirst(expected.count)
      steps.append(.run(command: String(line.dropFirst(2)), expected: Array(expected)))
    }
    return steps
  }

  // MARK: Doing

  private static func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// Runs a line of the shell with the built command on its path.
  private static func run(_ command: String, in folder: Scratch) throws -> String {
    let installed = command.replacingOccurrences(
      of: "/usr/local/share/recommend", with: "'\(Repository.root.path)'")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let ran = try Shell.run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", "{ \(installed)\n} 2>&1"],
      environment: [
        "PATH": "\(Repository.products.path):\(path)", "NO_COLOR": "1", "LC_ALL": "en_US.UTF-8", "COLUMNS": "80",
        "RECOMMEND_RULES": "Rules",
      ], folder: folder.url)
    return ran.output.hasSuffix("\n") ? String(ran.output.dropLast()) : ran.output
  }

  /// Whether the lines are those expected, where `…` stands for any.
  static func matches(_ lines: some Collection<Substring>, _ expected: some Collection<Substring>) -> Bool {
    guard let first = expected.first else { return lines.allSatisfy(\.isEmpty) }
    if first == "…" {
      let rest = expected.dropFirst()
      return (0...lines.count).contains { matches(lines.dropFirst($0), rest) }
    }
    return lines.first == first && matches(lines.dropFirst(), expected.dropFirst())
  }
}
