import Inference
import RuleLanguage
import SourceTree

extension Pack {
  /// Uses the image of a pack, as `write(image:)` and `recommend compile` make it.
  ///
  ///     let pack = try Pack(image: "ecommerce-operations.bin")
  ///
  /// The file is mapped and used in place: processes that use the same image share its memory, and nothing is compiled.
  /// It may be replaced while it is used (by a rename, as `write(image:)` does it), and must not be cut short.
  ///
  /// If the files that the image was made from stand where they stood, as seen from the image, they must say what they
  /// said; where they are not there, the image stands alone.
  ///
  /// - Throws: `not-an-image`, `image-version` or `damaged-image` for bytes that cannot be used, whoever wrote them;
  ///   `stale-image` when the sources are there and differ.
  public init(image path: String, limits: Limits = .standard) throws(DiagnosticError) {
    switch MappedFile.open(path) {
    case .failure(let problem):
      throw DiagnosticError([Diagnostic(code: problem.code, message: problem.message(path))])
    case .success(let file):
      try self.init(image: file.bytes, owner: file, path: path, limits)
      guard let record, let folder = FileSystem.absolute(path).map({ Pack.split($0).parent }),
        let difference = record.difference(seenFrom: folder, limits: limits.source)
      else { return }
      throw ImageDiagnostics.stale(path, record, difference)
    }
  }

  /// Uses an image that is in memory already. Nobody looks for the files it was made from.
  ///
  /// - Throws: `not-an-image`, `image-version` or `damaged-image` for bytes that cannot be used, whoever wrote them.
  public init(image bytes: [UInt8], limits: Limits = .standard) throws(DiagnosticError) {
    let memory = ImageMemory(bytes)
    try self.init(image: memory.bytes, owner: memory, path: nil, limits)
  }

  /// The image beside the folder of a pack, if there is one that is up to date: `Rules/shop.bin` beside `Rules/shop`.
  init?(imageBeside packs: [PackFiles], limits: Limits) {
    guard let own = packs.last, case .folder(let root) = own.store, let folder = FileSystem.absolute(root),
      case .success(let file) = MappedFile.open(own.store.path("\(own.folder).bin")),
      let pack = try? Pack(
        image: file.bytes, owner: file, path: nil, limits, path: { $0.path($1, in: own.store) }, files: packs),
      let record = pack.record, record.isBeside(packs),
      record.difference(seenFrom: folder, limits: limits.source) == nil
    else { return nil }
    self = pack
  }

  /// - Parameters:
  ///   - path: where the image is, for messages; nil for one in memory.
  ///   - rename: what a file of the record is called now.
  ///   - files: those of the pack, where its tests are to be found.
  private init(
    image bytes: UnsafeRawBufferPointer, owner: AnyObject, path: String?, _ limits: Limits,
    path rename: (SourceRecord, String) -> String = { $1 }, files: [PackFiles] = []
  ) throws(DiagnosticError) {
    do throws(ImageProblem) {
      var reader = try ImageReader(bytes, owner: owner)
      let record = try reader.optional(SourceRecord.init(from:))
      compiled = try CompiledPack(from: &reader) { path in record.map { rename($0, path) } ?? path }
      try reader.finish()
      self.record = record
    } catch {
      throw ImageDiagnostics.unusable(path, error)
    }
    self.files = files
    self.limits = limits
  }

  /// The image of the pack: all that `Pack(image:)` needs, in one piece.
  ///
  /// It remembers where the pack's files are in the file system; `write(image:)` remembers where they are as seen from
  /// the image.
  ///
  /// - Throws: `changed-meanwhile` when the files are not what was compiled any more; `already-an-image` for a pack
  ///   that comes from an image.
  public func image() throws(DiagnosticError) -> [UInt8] {
    try image(in: nil)
  }

  /// Writes the image of the pack, whole or not at all: a file that is there is replaced when all is written.
  ///
  /// - Returns: the size of the image in bytes.
  /// - Throws: what `image()` throws, and `unwritable-file`.
  @discardableResult
  public func write(image path: String) throws(DiagnosticError) -> Int {
    let parent = Pack.split(path).parent
    let bytes = try image(in: FileSystem.absolute(parent))
    if let problem = FileSystem.write(bytes, to: path) { throw ImageDiagnostics.unwritable(path, problem) }
    return bytes.count
  }

  /// - Parameter folder: where it is going to stand, absolute.
  private func image(in folder: String?) throws(DiagnosticError) -> [UInt8] {
    guard compiled.storedDigest == nil else { throw ImageDiagnostics.already(id) }
    var image = ImageWriter()
    let record = try SourceRecord(of: files, compiled, seenFrom: folder, limits: limits.source)
    image.append(record) { $1.write(to: &$0) }
    compiled.write(to: &image, digest: digest)
    return image.finish()
  }
}
