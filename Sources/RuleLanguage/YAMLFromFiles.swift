import SourceTree

/// Reads the files of packs as YAML.
enum YAMLFromFiles {
  /// - Returns: by pack, the root of each file; `pack.yaml` first.
  static func read(
    _ packs: [PackFiles], into sources: inout SourceMap, limits: SourceLimits, findings: inout Findings
  ) -> [[YAMLNode]] {
    packs.map { pack in
      [pack.manifestNode]
        + pack.parts.compactMap {
          read($0, in: pack.store, into: &sources, limits: limits, findings: &findings)
        }
    }
  }

  static func read(
    _ path: String, in store: PackStore, into sources: inout SourceMap, limits: SourceLimits,
    findings: inout Findings
  ) -> YAMLNode? {
    if let file = store.parsed(path) { return file.take(into: &sources, findings: &findings) }
    switch store.read(path, limit: limits.maxBytes) {
    case .failure(let problem):
      findings.report(problem.code, problem.message(store.path(path)), at: nil)
      return nil
    case .success(let bytes):
      let file = sources.add(path: store.path(path), bytes: bytes)
      return YAMLReader.read(file, in: sources, limits: limits, findings: &findings)
    }
  }
}
