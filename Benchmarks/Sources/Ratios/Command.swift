import CBench
import Foundation

/// The command `recommend`, as somebody starts it.
struct Command {
  let path: String

  /// The seconds from its start to its end.
  func seconds(_ arguments: [String]) throws -> Double {
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { $0.withCString { strdup($0) } }
    words.append(nil)
    defer { for word in words { free(word) } }
    let seconds = bench_command(words)
    guard seconds >= 0 else { throw Failure("this fails: \(path) \(arguments.joined(separator: " "))") }
    return seconds
  }
}
