import Inference
package import SourceTree

/// The files of a compiled pack, for places and excerpts: as they were read, or as they stand in an image.
///
/// Of an image only the files are decoded that something is told about.
package struct PackSources: Sendable {
  private enum Origin: Sendable {
    case read(SourceMap)
    case stored([StoredFile])
  }

  private let origin: Origin

  init(_ sources: SourceMap) {
    origin = .read(sources)
  }

  init(_ files: [StoredFile]) {
    origin = .stored(files)
  }

  /// Where the span starts.
  package func place(of span: Span) -> Place {
    map([span.file]).place(of: span)
  }

  /// A map that knows the text of one file, for places in it; nil where there is no such file.
  package func map(of file: UInt32) -> SourceMap? {
    let map = map([file])
    return Int(file) < map.files.count ? map : nil
  }

  /// The whole lines on which the span stands.
  package func lines(of span: Span) -> String {
    map([span.file]).lines(of: span)
  }

  /// The bytes of a file, behind a byte order mark.
  package func bytes(of file: UInt32) -> [UInt8] {
    map([file]).files[Int(file)].bytes
  }

  /// The findings as diagnostics, sorted by place.
  package func error(_ findings: Findings) -> DiagnosticError {
    map(Set(findings.list.flatMap { [$0.span?.file] + $0.notes.map(\.span?.file) }.compactMap { $0 }))
      .error(findings)
  }

  /// What places in some files need.
  private func map(_ wanted: Set<UInt32>) -> SourceMap {
    switch origin {
    case .read(let sources): return sources
    case .stored(let files):
      var sources = SourceMap()
      for (number, file) in files.enumerated() {
        let isWanted = wanted.contains(UInt32(number))
        _ = sources.add(path: file.path, bytes: isWanted ? Array(file.bytes.buffer) : [])
      }
      return sources
    }
  }

  /// The files with these numbers, and the others without text.
  func stored(_ wanted: Set<UInt32>) -> [StoredFile] {
    switch origin {
    case .stored(let files): files
    case .read(let sources):
      sources.files.enumerated().map { number, file in
        wanted.contains(UInt32(number))
          ? StoredFile(path: file.path, bytes: .init(file.bytes)) : StoredFile(path: "", bytes: .init())
      }
    }
  }

  /// By path, the checksums of the files' bytes.
  var checksums: [String: UInt64] {
    switch origin {
    case .stored: [:]
    case .read(let sources):
      Dictionary(
        sources.files.map { ($0.path, SourceRecord.checksum(of: $0.bytes)) },
        uniquingKeysWith: { first, _ in first })
    }
  }
}
