internal import Recommender

/// The rules in a revision of a git repository: `HEAD~1`, `v1.2`, `main:content/Rules`.
///
/// Files are read out of the repository into memory; nothing is checked out.
struct GitRevision {
  /// As many objects are asked for at a time: their names fit into any pipe.
  private static let objects = 60

  private let text: String
  private let revision: String
  /// The folder of packs, or of one pack, below the root of the repository; empty for the root itself.
  private let folder: String

  /// - Parameter folder: where the rules are if the text does not say so.
  init(_ text: String, folder: String) {
    self.text = text
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    revision = parts[0]
    var path = parts.count > 1 ? parts[1] : folder
    while path.hasPrefix("./") { path.removeFirst(2) }
    while path.hasSuffix("/") { path.removeLast() }
    self.folder = path == "." ? "" : path
  }

  /// The pack with that id, or the one that no other pack uses; where the folder is a pack itself, that one.
  func pack(_ id: String?) throws -> Pack {
    let commit = try commit()
    if try !files(commit, below: folder, named: "pack.yaml").isEmpty {
      let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
      let name = String(folder.split(separator: "/").last ?? "")
      let pack = try Pack(files: texts(commit, below: parent), folder: name)
      if let id, id != pack.id {
        throw Failure(.mistakes, "the pack in `\(text)` is `\(pack.id)`, not `\(id)`")
      }
      return pack
    }
    return try Pack(files: texts(commit, below: folder), id: id)
  }

  // MARK: git

  private func commit() throws(Failure) -> String {
    let found = try git(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"])
    if found.status == 0 { return line(found.output) }
    let inside = try git(["rev-parse", "--git-dir"])
    guard inside.status == 0 else {
      throw Failure(
        .unreadable,
        "there is no folder `\(text)`, and no git repository here that could have such a revision")
    }
    throw Failure(.unreadable, "`\(revision)` is neither a folder nor a revision of this git repository")
  }

  private struct File {
    let path: String
    let object: String
  }

  /// The files of a folder at a commit, at any depth; or the one of that name in the folder itself.
  private func files(_ commit: String, below folder: String, named name: String? = nil) throws(Failure)
    -> [File]
  {
    let path = [folder, name ?? ""].filter { !$0.isEmpty }.joined(separator: "/")
    var arguments = ["ls-tree", "-r", "-z", "--full-tree", commit]
    if !path.isEmpty { arguments += ["--", path] }
    let listed = try git(arguments)
    guard listed.status == 0 else { throw failed(listed) }
    return listed.output.split(separator: 0).compactMap { entry in
      // 100644 blob 8ab…<tab>path
      let parts = entry.split(separator: UInt8(ascii: "\t"), maxSplits: 1).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard parts.count == 2, parts[0].hasPrefix("100") else { return nil }
      let words = parts[0].split(separator: " ")
      return words.count == 3 ? File(path: parts[1], object: String(words[2])) : nil
    }
  }

  /// The YAML files below a folder, by their paths from there.
  private func texts(_ commit: String, below folder: String) throws(Failure) -> [String: String] {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let wanted = try files(commit, below: folder).filter { file in
      file.path.hasPrefix(prefix) && (file.path.hasSuffix(".yaml") || file.path.hasSuffix(".yml"))
    }
    if wanted.isEmpty {
      let place = folder.isEmpty ? "in" : "below `\(folder)` in"
      throw Failure(.unreadable, "there are no rules \(place) the revision `\(revision)`")
    }
    var texts: [String: String] = [:]
    for start in stride(from: 0, to: wanted.count, by: Self.objects) {
      let files = wanted[start..<min(start + Self.objects, wanted.count)]
      for (file, bytes) in zip(files, try contents(of: files.map(\.object))) {
        texts[String(file.path.dropFirst(prefix.count))] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return texts
  }

  private func contents(of objects: [String]) throws(Failure) -> [ArraySlice<UInt8>] {
    let read = try git(["cat-file", "--batch"], input: objects.map { $0 + "\n" }.joined())
    guard read.status == 0 else { throw failed(read) }
    var rest = read.output[...]
    var contents: [ArraySlice<UInt8>] = []
    for _ in objects {
      // 8ab… blob 1234, then so many bytes and a line break
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
        let size = Int(String(decoding: rest[..<end], as: UTF8.self).split(separator: " ").last ?? ""),
        rest.distance(from: end, to: rest.endIndex) > size + 1
      else { throw failed(read) }
      contents.append(rest[(end + 1)..<(end + 1 + size)])
      rest = rest[(end + size + 2)...]
    }
    return contents
  }

  private func git(_ arguments: [String], input: String = "") throws(Failure) -> Subprocess {
    guard let process = Subprocess.run(["git"] + arguments, input: Array(input.utf8)), process.status != 127
    else {
      throw Failure(
        .unreadable, "there is no folder `\(text)`, and `git`, which knows revisions, is not there")
    }
    return process
  }

  private func failed(_ process: Subprocess) -> Failure {
    Failure(.unreadable, "git can't read `\(text)`: \(line(Array(process.errors.utf8)))")
  }

  private func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
