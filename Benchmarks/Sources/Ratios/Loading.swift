import CBench
import Foundation
import Recommender

/// How long a pack takes to load, and how much memory it has then.
struct Loading {
  /// A folder with a pack, and an image of it beside the folder.
  let folder: String
  let image: String
  /// The bytes of its YAML files.
  private let texts: [[UInt8]]

  init(_ folder: String, image: String) throws {
    self.folder = folder
    self.image = image
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
    texts = try names.sorted().map { name in
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
        throw Failure("\(name) cannot be read")
      }
      return Array(data)
    }
  }

  /// CPU seconds of libyaml for the events of all files.
  func events() throws -> Double {
    let start = bench_cpu()
    for text in texts where bench_yaml_events(text, text.count) < 0 {
      throw Failure("libyaml refuses a file")
    }
    return bench_cpu() - start
  }

  /// CPU seconds to compile the pack.
  func compile() throws -> Double {
    let start = bench_cpu()
    let pack = try Pack(at: folder)
    let seconds = bench_cpu() - start
    guard pack.factCount > 0 else { throw Failure("the pack is empty") }
    return seconds
  }

  /// Seconds until the image can be used; its sources are looked at, as always.
  func map() throws -> Double {
    let start = bench_wall()
    let pack = try Pack(image: image)
    let seconds = bench_wall() - start
    guard pack.isImage else { throw Failure("the pack is no image") }
    return seconds
  }

  /// The resident bytes that a new process has more once it has loaded the pack.
  static func memory(_ path: String) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = ["memory", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard let bytes = Double(output.prefix { $0 != "\n" }) else { throw Failure("the memory is not known") }
    return bytes
  }

  /// What that process does.
  static func printMemory(_ path: String) throws {
    let before = bench_resident()
    let pack = path.hasSuffix(".bin") ? try Pack(image: path) : try Pack(at: path)
    let after = bench_resident()
    print(after - before)
    guard pack.factCount > 0 else { throw Failure("the pack is empty") }
  }
}
