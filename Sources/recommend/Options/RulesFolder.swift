internal import Recommender
internal import SourceTree

/// A folder of packs, the folder of one pack, or the image of one.
struct RulesFolder: Equatable {
  let path: String

  /// Whether this is a pack itself.
  var isPack: Bool { FileSystem.exists("\(path)/pack.yaml") }

  /// Whether this is a file, and then the image of a pack.
  var isImage: Bool { isThere && !FileSystem.isFolder(path) }

  var isThere: Bool { FileSystem.exists(path) }

  /// `$RECOMMEND_RULES`, else `./Rules`, else `share/recommend/Rules` beside the folder of the executable.
  static func standard(_ environment: Environment) throws(Failure) -> RulesFolder {
    if let stated = environment["RECOMMEND_RULES"] { return RulesFolder(path: stated) }
    let candidates = ["Rules"] + (Executable.folder.map { ["\($0)/../share/recommend/Rules"] } ?? [])
    if let path = candidates.first(where: FileSystem.isFolder) { return RulesFolder(path: path) }
    throw Failure(
      .unreadable, "there is no folder `Rules` here; name one with `--rules` or in `RECOMMEND_RULES`")
  }

  /// The pack with that id, or the one that no other pack uses.
  ///
  /// - Parameter preferringImages: whether an image beside the folder of the pack does as well.
  func pack(_ id: String?, preferringImages: Bool = false) throws -> Pack {
    guard isPack || isImage else {
      return try Pack(rules: path, id: id, preferringImages: preferringImages)
    }
    let pack = try RulesFolder.load(path, preferringImages: preferringImages)
    if let id, id != pack.id {
      throw Failure(.mistakes, "the pack in `\(path)` is `\(pack.id)`, not `\(id)`")
    }
    return pack
  }

  /// The pack in a folder or in an image.
  static func load(_ path: String, preferringImages: Bool = false) throws(DiagnosticError) -> Pack {
    RulesFolder(path: path).isImage
      ? try Pack(image: path) : try Pack(at: path, preferringImages: preferringImages)
  }

  /// The folders of all packs here, in the order of their names; an image is its own.
  func packFolders() throws(Failure) -> [String] {
    if isPack || isImage { return [path] }
    switch FileSystem.list(path) {
    case .failure(let problem):
      throw Failure(problem, path)
    case .success(let entries):
      let base = path.hasSuffix("/") ? String(path.dropLast()) : path
      let folders = entries.filter(\.isFolder).map { "\(base)/\($0.name)" }
        .filter { FileSystem.exists("\($0)/pack.yaml") }
      if folders.isEmpty {
        throw Failure(.unreadable, "there is no pack in `\(path)`: no folder with a `pack.yaml`")
      }
      return folders
    }
  }
}
