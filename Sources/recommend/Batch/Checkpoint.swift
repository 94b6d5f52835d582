internal import SourceTree

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How far a run has come, in a file beside its output, so that another run can go on there.
///
/// The file is replaced as a whole, and only after everything it counts is written for good: whenever the run ends,
/// by whatever, the sizes in it are true. What stands behind them in the output is written once more.
struct Checkpoint: Equatable {
  /// What the run is made of: the input, the pack and the options.
  var fingerprint: String
  /// Where the input goes on.
  var input = 0
  var lines = 0
  var profiles = 0
  var bad = 0
  var output = 0
  var errors = 0

  static func path(of output: String) -> String { output + ".progress" }

  // MARK: Text

  private static let heading = "recommend-batch 1"

  var text: String {
    """
    \(Checkpoint.heading)
    fingerprint \(fingerprint)
    input \(input)
    lines \(lines)
    profiles \(profiles)
    bad \(bad)
    output \(output)
    errors \(errors)

    """
  }

  init(fingerprint: String) {
    self.fingerprint = fingerprint
  }

  /// Nil where the text is none of ours.
  init?(_ text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    guard lines.first?.joined(separator: " ") == Checkpoint.heading, lines.count == 8 else { return nil }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() where line.count == 2 { fields[line[0]] = line[1] }
    guard let fingerprint = fields["fingerprint"], let input = fields["input"].flatMap({ Int($0) }),
      let lineCount = fields["lines"].flatMap({ Int($0) }),
      let profiles = fields["profiles"].flatMap({ Int($0) }), let bad = fields["bad"].flatMap({ Int($0) }),
      let output = fields["output"].flatMap({ Int($0) }), let errors = fields["errors"].flatMap({ Int($0) })
    else { return nil }
    self.fingerprint = fingerprint
    self.input = input
    self.lines = lineCount
    self.profiles = profiles
    self.bad = bad
    self.output = output
    self.errors = errors
  }

  // MARK: File

  /// Nil where there is no file.
  static func read(_ path: String) throws(Failure) -> Checkpoint? {
    switch FileSystem.read(path, limit: 1 << 16) {
    case .failure(.missing): return nil
    case .failure(let problem): throw Failure(problem, path)
    case .success(let bytes):
      guard let checkpoint = Checkpoint(String(decoding: bytes, as: UTF8.self)) else {
        throw Failure(.mistakes, "`\(path)` is not the progress of a batch")
      }
      return checkpoint
    }
  }

  /// Replaces the file as a whole.
  func write(_ path: String) throws(StreamError) {
    let scratch = path + ".new"
    var file = try OutputFile(replacing: scratch)
    defer { file.close() }
    try file.write(Array(text.utf8))
    try file.sync()
    guard rename(scratch, path) == 0 else { throw StreamError(number: errno) }
    Checkpoint.syncFolder(of: path)
  }

  static func remove(_ path: String) {
    unlink(path)
    syncFolder(of: path)
  }

  /// The name of a file is written for good with its folder.
  private static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
