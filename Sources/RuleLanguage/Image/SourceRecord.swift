package import Inference
package import SourceTree

/// The files that an image was made from, as they were then: what tells an image that is out of date.
package struct SourceRecord: Sendable {
  package struct File: Sendable {
    /// Below the folder of the packs.
    let path: String
    /// Of the bytes behind a byte order mark.
    let checksum: UInt64
    /// As long as it is the same, the bytes are. Nil where the file had just been written.
    let stamp: FileStamp?
  }

  /// The folder of the packs as the compiler was told, with which the paths of its files begin.
  let root: String
  /// The folder of the packs: absolute, or as seen from the folder of the image.
  package let rules: String
  /// The folders of the packs in there, used packs first, the pack's own last.
  package let folders: [String]
  /// Sorted by path.
  let files: [File]

  /// Reads the files once more, and refuses those that are not what was compiled.
  ///
  /// - Parameter folder: of the image, absolute; nil where nobody knows yet.
  /// - Returns: nil for a pack that is in no folder.
  package init?(
    of packs: [PackFiles], _ pack: CompiledPack, seenFrom folder: String?, limits: SourceLimits
  ) throws(DiagnosticError) {
    guard case .folder(let root)? = packs.last?.store, let absolute = FileSystem.absolute(root) else {
      return nil
    }
    self.root = root
    rules = folder.map { RelativePath.from($0, to: absolute) } ?? absolute
    folders = packs.map(\.folder)
    let store = PackStore.folder(root)
    let known = pack.sources.checksums
    var files: [File] = []
    for path in packs.flatMap({ ["\($0.folder)/pack.yaml"] + $0.parts }).sorted() {
      let stamp = FileStamp(of: store.path(path))
      guard let compiled = known[store.path(path)],
        compiled == SourceRecord.checksum(of: path, in: store, limits)
      else {
        throw DiagnosticError([
          Diagnostic(
            code: "changed-meanwhile", message: "`\(store.path(path))` changed while it was compiled",
            help: "compile again")
        ])
      }
      files.append(File(path: path, checksum: compiled, stamp: stamp?.isSettled == true ? stamp : nil))
    }
    self.files = files
  }

  private static func checksum(of path: String, in store: PackStore, _ limits: SourceLimits) -> UInt64? {
    guard case .success(let bytes) = store.read(path, limit: limits.maxBytes) else { return nil }
    return checksum(of: bytes)
  }

  static func checksum(of bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      return Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[(isMarked ? 3 : 0)...]))
    }
  }

  // MARK: Comparing

  /// How the files differ that stand at their place now: the first few of them, and how many there are. Nil where they
  /// are the same or not there.
  package func difference(seenFrom folder: String, limits: SourceLimits) -> (files: [String], count: Int)? {
    let root = rules.hasPrefix("/") ? rules : "\(folder)/\(rules)"
    let store = PackStore.folder(root)
    guard let own = folders.last, FileSystem.isFolder(store.path(own)) else { return nil }
    var now: Set<String> = []
    for folder in folders {
      var findings = Findings()
      for file in store.files(below: folder, findings: &findings)
      where !file.hasPrefix("\(folder)/tests/") { now.insert(file) }
    }
    var different = now.subtracting(files.map(\.path)).map { ($0, "is new") }
    for file in files {
      if !now.contains(file.path) {
        different.append((file.path, "is gone"))
      } else if !isSame(file, in: store, limits) {
        different.append((file.path, "changed"))
      }
    }
    if different.isEmpty { return nil }
    let shown = different.sorted { $0.0 < $1.0 }.prefix(3).map { "`\($0)` \($1)" }
    return (shown, different.count)
  }

  /// Whether an image beside these packs is one of them.
  package func isBeside(_ packs: [PackFiles]) -> Bool {
    rules == "." && folders == packs.map(\.folder)
  }

  /// The path of a file as it is known where the packs are found now.
  package func path(_ path: String, in store: PackStore) -> String {
    let prefix = PackStore.folder(root).path("-").dropLast()
    return path.hasPrefix(prefix) ? store.path(String(path.dropFirst(prefix.count))) : path
  }

  private func isSame(_ file: File, in store: PackStore, _ limits: SourceLimits) -> Bool {
    if let stamp = file.stamp, stamp == FileStamp(of: store.path(file.path)) { return true }
    return SourceRecord.checksum(of: file.path, in: store, limits) == file.checksum
  }
}

extension SourceRecord {
  package func write(to image: inout ImageWriter) {
    image.append(root)
    image.append(rules)
    image.append(folders) { $0.append($1) }
    image.append(files) { image, file in
      image.append(file.path)
      image.append(file.checksum)
      image.append(file.stamp) { image, stamp in
        image.append(stamp.size)
        image.append(stamp.number)
        image.append(stamp.written)
        image.append(stamp.changed)
      }
    }
  }

  package init(from image: inout ImageReader) throws(ImageProblem) {
    root = try image.text()
    rules = try image.text()
    folders = try image.list { image throws(ImageProblem) in try image.text() }
    files = try image.list { image throws(ImageProblem) in
      File(
        path: try image.text(), checksum: try image.long(),
        stamp: try image.optional { image throws(ImageProblem) in
          FileStamp(
            size: try image.value(), number: try image.long(), written: try image.value(),
            changed: try image.value())
        })
    }
  }
}
