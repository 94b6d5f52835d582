import Foundation

/// A program written for one workload only, which is what we are compared with.
struct Reference {
  /// `bin/w1`.
  let program: String
  /// The folder in which it runs.
  let folder: String

  /// The CPU seconds that it takes for a profile, as the mean of some passes.
  func seconds(_ variant: String, profiles: Int, passes: Int) throws -> Double {
    let output = try run(["bench", variant, String(profiles), String(passes)])
    guard let start = output.range(of: "\"cpu_us\":"),
      let value = Double(output[start.upperBound...].prefix { !",}".contains($0) })
    else { throw Failure("\(program) says nothing of `cpu_us`: \(output)") }
    return value * 1e-6
  }

  /// Lets it compare its own answers with the expected ones.
  func check(_ variant: String) throws {
    _ = try run(["check", variant])
  }

  private func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: folder + "/" + program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure("\(program) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
    }
    return output
  }
}
