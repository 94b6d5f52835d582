package import RuleLanguage
package import SourceTree

/// A folder of packs as an editor sees it: files of the disk, and in their place the texts that are open.
///
/// Each file is parsed when it has changed and not before, so that a check costs only what compiling costs. A workspace
/// is a value: a copy of it can be checked on another thread while the author types on.
package struct Workspace: Sendable {
  /// The folder whose folders are packs.
  package let root: String
  private let limits = Limits.standard
  /// By path below the root. Those of packs that nobody opened are not read.
  private var parsedFiles: [String: ParsedFile] = [:]
  private var stamps: [String: FileStamp] = [:]
  /// The texts that are open, by path below the root, and whether they are parsed.
  private var open: [String: (text: SourceFile, isParsed: Bool)] = [:]
  /// The packs whose files are read.
  private var wanted: Set<String> = []
  /// By folder of a pack, what answers questions about it: the last one that compiled.
  private var editors: [String: PackEditor] = [:]
  /// By path below the root, the last quick check of a file that is YAML, and the folder of the pack that it was for.
  private var quickChecks: [String: (folder: String, check: FileCheck)] = [:]

  package init(root: String) {
    self.root = root
  }

  /// What compiling found.
  package struct Check: Sendable {
    fileprivate var editors: [String: PackEditor] = [:]
    fileprivate var quickChecks: [String: (folder: String, check: FileCheck)] = [:]
    /// By path, as messages have it.
    package var diagnostics: [String: [Diagnostic]] = [:]
    /// Those about no place in a file.
    package var others: [Diagnostic] = []
  }

  // MARK: Files

  /// Takes the pack of a file in, and those that it uses or that use it.
  package mutating func want(_ path: String) {
    guard let part = part(path), let folder = Workspace.folder(part) else { return }
    wantPack(folder)
  }

  private mutating func wantPack(_ folder: String) {
    guard !wanted.contains(folder) else { return }
    wanted.insert(folder)
    refresh()
  }

  /// Takes in the pack that a profile names, or those that no other pack uses.
  ///
  /// - Returns: whether there was any to take in.
  package mutating func want(packOfProfile id: String?) -> Bool {
    let before = wanted
    for folder in packFolders() { read("\(folder)/pack.yaml") }
    let all = manifests()
    let used = Set(all.flatMap(\.uses))
    for pack in all where id.map({ $0 == pack.id }) ?? !used.contains(pack.id) { wantPack(pack.folder) }
    return wanted != before
  }

  private func packFolders() -> [String] {
    guard case .success(let entries) = FileSystem.list(root) else { return [] }
    return entries.map(\.name).filter { FileSystem.exists("\(root)/\($0)/pack.yaml") }
  }

  /// Looks at the disk for files that were changed, came or went.
  package mutating func refresh() {
    for folder in packFolders() { read("\(folder)/pack.yaml") }
    for folder in closure() {
      var findings = Findings()
      let found = Set(PackStore.folder(root).files(below: folder, findings: &findings))
      for part in found { read(part) }
      for part in parsedFiles.keys
      where part.hasPrefix(folder + "/") && !found.contains(part) && open[part] == nil {
        parsedFiles[part] = nil
        stamps[part] = nil
      }
    }
  }

  private mutating func read(_ part: String) {
    guard open[part] == nil else { return }
    let path = "\(root)/\(part)"
    let stamp = FileStamp(of: path)
    if let stamp, stamps[part] == stamp, stamp.isSettled { return }
    switch FileSystem.read(path, limit: limits.maxFileBytes) {
    case .success(let bytes):
      if parsedFiles[part]?.source.bytes == bytes { break }
      parsedFiles[part] = ParsedFile(path: path, bytes: bytes, limits: limits.source)
    case .failure: parsedFiles[part] = nil
    }
    stamps[part] = stamp
  }

  /// The text of a file that is open in the editor.
  package mutating func show(_ text: SourceFile, at path: String) {
    guard let part = part(path) else { return }
    open[part] = (text, false)
  }

  /// The file is as on the disk from now on.
  package mutating func close(_ path: String) {
    guard let part = part(path) else { return }
    open[part] = nil
    stamps[part] = nil
    read(part)
  }

  /// Parses what is open and was changed.
  package mutating func parse() {
    for (part, text) in open where !text.isParsed {
      parsedFiles[part] = ParsedFile(
        path: text.text.path, bytes: text.text.bytes, limits: limits.source,
        after: quickChecks[part]?.check.file)
      open[part]?.isParsed = true
    }
  }

  /// The text of a file, as messages call it.
  package func source(_ path: String) -> SourceFile? {
    part(path).flatMap { open[$0]?.text ?? parsedFiles[$0]?.source }
  }

  package func parsed(_ path: String) -> ParsedFile? { part(path).flatMap { parsedFiles[$0] } }

  /// The bytes of all files that are compiled together with a pack of the root.
  package var size: Int { parsedFiles.values.reduce(0) { $0 + $1.source.bytes.count } }

  private func part(_ path: String) -> String? {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.utf8.count + 1)) : nil
  }

  private static func folder(_ part: String) -> String? {
    part.contains("/") ? String(part.prefix { $0 != "/" }) : nil
  }

  // MARK: Packs

  private struct Manifest {
    let folder: String
    let id: String
    let uses: [String]
  }

  private func manifests() -> [Manifest] {
    parsedFiles.keys.filter { $0.hasSuffix("/pack.yaml") && $0.split(separator: "/").count == 2 }.sorted()
      .compactMap { part in
        guard let folder = Workspace.folder(part), let root = parsedFiles[part]?.root else { return nil }
        func value(_ key: String) -> YAMLNode? { root.mapping?.first { $0.key.scalar == key }?.value }
        let uses = value("uses")
        return Manifest(
          folder: folder, id: value("pack")?.scalar ?? folder,
          uses: (uses?.sequence ?? uses.map { [$0] } ?? []).compactMap(\.scalar))
      }
  }

  /// The names of all packs.
  package var packIDs: [String] { manifests().map(\.id) }

  /// The wanted packs, those that use them, and those that are used by any of these.
  private func closure() -> [String] {
    let all = manifests()
    func below(_ folders: Set<String>) -> Set<String> {
      var found = folders
      while true {
        let used = Set(all.filter { found.contains($0.folder) }.flatMap(\.uses))
        let next = found.union(all.filter { used.contains($0.id) }.map(\.folder))
        if next == found { return found }
        found = next
      }
    }
    let users = all.filter { !below([$0.folder]).isDisjoint(with: wanted) }.map(\.folder)
    return below(wanted.union(users)).sorted()
  }

  /// Compiles the packs, reads their tests, and collects every mistake.
  package func check() -> Check {
    var result = Check()
    for folder in closure() {
      do throws(DiagnosticError) {
        let pack = try Pack(parsed: parsedFiles, root: root, folder: folder)
        result.editors[folder] = PackEditor(pack)
        _ = try pack.testCount()
      } catch {
        for diagnostic in error.diagnostics { result.add(diagnostic) }
        if result.editors[folder] == nil, editors[folder] == nil {
          result.editors[folder] = editor(of: folder, without: error.diagnostics)
        }
      }
    }
    return result
  }

  /// Of a pack that never compiled, what the files without mistakes say: better than no answers at all.
  private func editor(of folder: String, without mistakes: [Diagnostic]) -> PackEditor? {
    let broken = Set(mistakes.compactMap(\.place?.path))
    let rest = parsedFiles.filter { $0.key.hasSuffix("/pack.yaml") || !broken.contains($0.value.source.path) }
    return (try? Pack(parsed: rest, root: root, folder: folder)).map(PackEditor.init)
  }

  /// Answers by the packs that were compiled from now on; where one has mistakes, by the one before.
  package mutating func take(_ check: Check) {
    editors.merge(check.editors) { $1 }
    // What was checked by a pack that did not compile again is still known.
    quickChecks = quickChecks.filter { check.editors[$0.value.folder] == nil }
    quickChecks.merge(check.quickChecks) { own, _ in own }
  }

  /// The mistakes in one file, by the pack that compiled last: at once, where compiling takes long.
  package mutating func quickDiagnostics(_ path: String) -> [Diagnostic]? {
    guard let part = part(path), let file = parsedFiles[part] else { return nil }
    guard let folder = editorFolder(for: path), let editor = editors[folder] else { return file.diagnostics }
    if file.declaresShape { return shapeDiagnostics(path) }
    let earlier = quickChecks[part].flatMap { $0.folder == folder ? $0.check : nil }
    let check = FileCheck(file, for: editor.compiled, after: earlier)
    if file.isSound { quickChecks[part] = (folder, check) }
    return check.diagnostics
  }

  /// The mistakes in one file that a shape tells. What it means for the facts, only compiling tells.
  private func shapeDiagnostics(_ path: String) -> [Diagnostic] {
    var found = Check()
    for folder in closure() {
      do throws(DiagnosticError) {
        try Pack.checkShape(parsed: parsedFiles, root: root, folder: folder)
      } catch {
        for diagnostic in error.diagnostics { found.add(diagnostic) }
      }
    }
    return found.diagnostics[path] ?? []
  }

  /// Checks the open files by the packs of a check, so that the first edit behind it is told as quickly as the others.
  package func prepare(_ check: inout Check) {
    var next = self
    next.take(check)
    next.prepareNearest()
    for part in open.keys.sorted() { _ = next.quickDiagnostics("\(root)/\(part)") }
    check.quickChecks = next.quickChecks
  }

  /// Makes the first search for a nearest name as quick as the others.
  package func prepareNearest() {
    for editor in editors.values { editor.compiled.vocabulary.prepareNearest() }
  }

  // MARK: Answers

  /// What answers for a file: of the packs that it belongs to one that no other uses.
  package func editor(for path: String) -> PackEditor? { editorFolder(for: path).flatMap { editors[$0] } }

  private func editorFolder(for path: String) -> String? {
    guard let part = part(path), let folder = Workspace.folder(part) else { return nil }
    return [top(over: folder), folder].compactMap(\.self).first { editors[$0] != nil }
  }

  /// What answers for a profile, by the name of a pack or by the one pack that no other uses.
  package func editor(named id: String?) -> PackEditor? {
    let all = manifests()
    if let id { return all.first { $0.id == id }.flatMap { editors[$0.folder] } }
    let used = Set(all.flatMap(\.uses))
    let tops = all.filter { !used.contains($0.id) }
    return tops.count == 1 ? editors[tops[0].folder] : nil
  }

  /// The files in which names of the packs may stand.
  package var files: [EditorFile] {
    closure().flatMap { folder in
      parsedFiles.keys.filter { $0.hasPrefix(folder + "/") }.sorted().compactMap {
        parsedFiles[$0].map { EditorFile($0) }
      }
    }
  }

  /// Whether the packs still compile with some edits; else the first mistake.
  package func mistake(after edits: [EditorEdit]) -> Diagnostic? {
    var copy = self
    for (path, changes) in Dictionary(grouping: edits, by: \.path) {
      guard let part = part(path), let source = source(path) else { continue }
      var bytes = source.bytes
      for edit in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
        bytes.replaceSubrange(edit.range, with: Array(edit.text.utf8))
      }
      copy.parsedFiles[part] = ParsedFile(path: path, bytes: bytes, limits: limits.source)
    }
    let (before, after) = (check(), copy.check())
    if !before.isClean { return nil }
    return after.others.first ?? after.diagnostics.sorted { $0.key < $1.key }.first?.value.first
  }

  private func top(over folder: String) -> String? {
    let all = manifests()
    let used = Set(all.flatMap(\.uses))
    func uses(_ user: Manifest, _ seen: Set<String>) -> Bool {
      if user.folder == folder { return true }
      return all.contains {
        user.uses.contains($0.id) && !seen.contains($0.folder) && uses($0, seen.union([$0.folder]))
      }
    }
    return all.first { !used.contains($0.id) && uses($0, [$0.folder]) }?.folder
  }
}

extension Workspace.Check {
  package var isClean: Bool { diagnostics.isEmpty && others.isEmpty }

  /// A pack that others use is compiled with each of them: its mistakes are told once.
  fileprivate mutating func add(_ diagnostic: Diagnostic) {
    guard let path = diagnostic.place?.path else {
      if !others.contains(diagnostic) { others.append(diagnostic) }
      return
    }
    if diagnostics[path]?.contains(diagnostic) != true { diagnostics[path, default: []].append(diagnostic) }
  }
}
