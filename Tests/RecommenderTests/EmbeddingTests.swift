import Foundation
import TestSupport
import Testing

/// The example for engineers in the README.
@Suite("The README's example") struct EmbeddingTests {
  @Test(
    "it compiles as it stands and prints roles, gaps, resources and reasons",
    arguments: ["README.md", "README.zh.md"])
  func runs(readme: String) throws {
    let text = try Repository.text(readme)
    let start = try #require(text.range(of: "```swift\nimport Recommender\n"))
    let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
    let program = "import Recommender\n" + text[start.upperBound..<end.lowerBound] + "\n"

    let folder = FileManager.default.temporaryDirectory.appending(path: "embedding-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try program.write(to: folder.appending(path: "main.swift"), atomically: true, encoding: .utf8)

    let products = Repository.products
    let objects = try ["Recommender", "RuleLanguage", "Inference", "SourceTree"].flatMap { module in
      let build = products.appending(path: "\(module).build")
      return try FileManager.default.contentsOfDirectory(atPath: build.path).filter { $0.hasSuffix(".o") }.map
      {
        build.appending(path: $0).path
      }
    }
    let compiled = try Shell.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      [
        "swiftc", "-swift-version", "6", folder.appending(path: "main.swift").path, "-o",
        folder.appending(path: "example").path,
        "-I", products.appending(path: "Modules").path, "-I",
        Repository.root.appending(path: "Sources/Clibyaml").path,
      ] + objects + ["-lyaml"])
    try #require(compiled.status == 0, "\(compiled.errors)")
    let ran = try Shell.run(folder.appending(path: "example"), [])
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(!ran.output.isEmpty)
  }
}
