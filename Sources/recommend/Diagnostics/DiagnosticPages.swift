internal import Recommender
internal import SourceTree

/// The folder with a page for each code that a diagnostic may have.
struct DiagnosticPages {
  private static let maxBytes = 1 << 20

  let folder: String

  init(folder: String) {
    self.folder = folder
  }

  /// `share/recommend/diagnostics` beside the folder of the executable, or the one of the checkout where it was built.
  static func standard(_ words: ExplainWords) throws(Failure) -> DiagnosticPages {
    let places = Executable.folder.map {
      ["\($0)/../share/recommend/diagnostics", "\($0)/../../../docs/diagnostics"]
    }
    if let folder = places?.first(where: FileSystem.isFolder) { return DiagnosticPages(folder: folder) }
    throw Failure(.unreadable, words.noPages)
  }

  /// The codes that have a page, sorted.
  func codes() throws(Failure) -> [String] {
    switch FileSystem.list(folder) {
    case .success(let entries):
      return entries.filter { !$0.isFolder && $0.name.hasSuffix(".md") }.map { String($0.name.dropLast(3)) }
    case .failure(let problem):
      throw Failure(problem, folder)
    }
  }

  /// The page of a code, which may be written as in a message: `error[unknown-id]`.
  func page(_ code: String, _ words: ExplainWords) throws(Failure) -> DiagnosticPage {
    let codes = try codes()
    let wanted = Self.bare(code)
    guard codes.contains(wanted) else {
      throw Failure(.mistakes, words.unknown(wanted, nearest: nearest(to: wanted, among: codes)))
    }
    let path = "\(folder)/\(wanted).md"
    switch FileSystem.read(path, limit: Self.maxBytes) {
    case .success(let bytes):
      return DiagnosticPage(code: wanted, text: String(decoding: bytes, as: UTF8.self))
    case .failure(let problem): throw Failure(problem, path)
    }
  }

  private static func bare(_ code: String) -> String {
    let lowered = code.lowercased()
    guard let open = lowered.firstIndex(of: "["), let close = lowered.lastIndex(of: "]"), open < close else {
      return lowered
    }
    return String(lowered[lowered.index(after: open)..<close])
  }
}
