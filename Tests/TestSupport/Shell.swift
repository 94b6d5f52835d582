package import Foundation

/// A program that was run to its end.
package struct Shell: Sendable {
  package let status: Int32
  package let output: String
  package let errors: String

  /// Runs a program with the root of the repository as its folder.
  ///
  /// - Parameters:
  ///   - environment: what is added to the environment of the tests.
  ///   - input: what the program reads from standard input.
  package static func run(
    _ program: URL, _ arguments: [String], environment: [String: String] = [:], input: String = "",
    folder: URL = Repository.root
  ) throws -> Shell {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files and not pipes: a full pipe that nobody reads would stop the program.
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let files = ["input", "output", "errors"].map { scratch.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Shell(
      status: process.terminationStatus, output: try String(contentsOf: files[1], encoding: .utf8),
      errors: try String(contentsOf: files[2], encoding: .utf8))
  }

  /// Runs the command `recommend` as it was built for the tests.
  package static func recommend(
    _ arguments: [String], environment: [String: String] = [:], input: String = "",
    folder: URL = Repository.root
  ) throws -> Shell {
    let plain = ["NO_COLOR": "1", "LC_ALL": "en_US.UTF-8", "COLUMNS": "80", "RECOMMEND_RULES": ""]
    return try run(
      Repository.products.appending(path: "recommend"), arguments,
      environment: plain.merging(environment) { $1 }, input: input,
      folder: folder)
  }
}
