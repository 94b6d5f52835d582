import Foundation

/// A file of lines, as many as are wanted.
enum Lines {
  static func read(_ path: String, limit: Int = .max) throws -> [[UInt8]] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure("\(path) cannot be read")
    }
    var lines: [[UInt8]] = []
    for line in data.split(separator: UInt8(ascii: "\n")) {
      guard lines.count < limit else { break }
      lines.append(Array(line))
    }
    return lines
  }
}
