import SourceTree

/// Reads the files of packs as YAML.
enum YAMLFromFiles {
  /// Files are read side by side where there are many of them.
  ///
  /// - Returns: by pack, the root of each file; `pack.yaml` first.
  static func read(
    _ packs: [PackFiles], into sources: inout SourceMap, limits: SourceLimits, findings: inout Findings
  ) -> [[YAMLNode]] {
    let files = packs.enumerated().flatMap { number, pack in pack.parts.map { (pack: number, path: $0) } }
    let unread = files.count { packs[$0.pack].store.parsed($0.path) == nil }
    let parsed = Threads.map(files.count, threads: threads(for: unread)) { number in
      parse(files[number].path, in: packs[files[number].pack].store, limits: limits)
    }
    var roots = packs.map { [$0.manifestNode] }
    for (file, read) in zip(files, parsed) {
      let root = take(read, file.path, in: packs[file.pack].store, into: &sources, findings: &findings)
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

  private static func parse(
    _ path: String, in store: PackStore, limits: SourceLimits
  ) -> Result<ParsedFile, FileProblem> {
    if let file = store.parsed(path) { return .success(file) }
    return store.read(path, limit: limits.maxBytes).map {
      ParsedFile(path: store.path(path), bytes: $0, limits: limits)
    }
  }

  private static func take(
    _ file: Result<ParsedFile, FileProblem>, _ path: String, in store: PackStore,
    into sources: inout SourceMap, findings: inout Findings
  ) -> YAMLNode? {
    switch file {
    case .success(let file): return file.take(into: &sources, findings: &findings)
    case .failure(let problem):
      findings.report(problem.code, problem.message(store.path(path)), at: nil)
      return nil
    }
  }
}
