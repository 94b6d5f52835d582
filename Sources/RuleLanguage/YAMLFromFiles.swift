import SourceTree
import Synchronization

/// Reads the files of packs as YAML.
enum YAMLFromFiles {
  /// What comes of reading one file.
  private enum Reading: Sendable {
    case file(ParsedFile)
    case problem(FileProblem)
  }

  /// Files are read side by side where there are many of them.
  ///
  /// - Returns: by pack, the root of each file; `pack.yaml` first.
  static func read(
    _ packs: [PackFiles], into sources: inout SourceMap, limits: SourceLimits, findings: inout Findings
  ) -> [[YAMLNode]] {
    let files = packs.enumerated().flatMap { number, pack in pack.parts.map { (pack: number, path: $0) } }
    let unread = files.count { packs[$0.pack].store.parsed($0.path) == nil }
    let read = Mutex<[Reading?]>(Array(repeating: nil, count: files.count))
    Threads.share(files.count, among: threads(for: unread)) { number in
      let reading = parse(files[number].path, in: packs[files[number].pack].store, limits: limits)
      read.withLock { $0[number] = reading }
    }
    var roots = packs.map { [$0.manifestNode] }
    for (file, reading) in zip(files, read.withLock { $0 }) {
      guard let reading else { continue }
      let root = take(reading, file.path, in: packs[file.pack].store, into: &sources, findings: &findings)
      if let root { roots[file.pack].append(root) }
    }
    return roots
  }

  static func read(
    _ path: String, in store: PackStore, into sources: inout SourceMap, limits: SourceLimits,
    findings: inout Findings
  ) -> YAMLNode? {
    take(parse(path, in: store, limits: limits), path, in: store, into: &sources, findings: &findings)
  }

  /// A thread has to have a few files to read, or it costs more than it saves; and soon most of the time is spent on
  /// what is done with all files together.
  private static func threads(for files: Int) -> Int {
    files < 16 ? 1 : min(files / 8, 4, Threads.cores)
  }

  private static func parse(_ path: String, in store: PackStore, limits: SourceLimits) -> Reading {
    if let file = store.parsed(path) { return .file(file) }
    switch store.read(path, limit: limits.maxBytes) {
    case .success(let bytes):
      return .file(ParsedFile(path: store.path(path), bytes: bytes, limits: limits))
    case .failure(let problem): return .problem(problem)
    }
  }

  private static func take(
    _ reading: Reading, _ path: String, in store: PackStore, into sources: inout SourceMap,
    findings: inout Findings
  ) -> YAMLNode? {
    switch reading {
    case .file(let file): return file.take(into: &sources, findings: &findings)
    case .problem(let problem):
      findings.report(problem.code, problem.message(store.path(path)), at: nil)
      return nil
    }
  }
}
