internal import Recommender
internal import SourceTree

/// The bytes of a profile: of a file, or of standard input. What they mean depends on the pack, and they may
/// name that pack.
struct ProfileSource {
  private let bytes: [UInt8]
  private let name: String

  /// Reads standard input if `path` is `-`.
  init(_ path: String) throws(Failure) {
    let limit = Limits.standard.maxFileBytes
    name = path == "-" ? "standard input" : path
    switch path == "-" ? FileSystem.readStandardInput(limit: limit) : FileSystem.read(path, limit: limit) {
    case .success(let bytes): self.bytes = bytes
    case .failure(let problem): throw Failure(problem, name)
    }
  }

  /// The pack that the profile names by `pack: …`, if it does.
  var packName: String? { Profile.packName(in: bytes) }

  func profile(for pack: Pack) throws(DiagnosticError) -> Profile {
    try Profile(bytes: bytes, named: name, for: pack)
  }
}
