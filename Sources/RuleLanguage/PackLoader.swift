package import SourceTree

/// Finds packs in a folder, chooses one and puts the packs that it uses before it.
package struct PackLoader {
  private let store: PackStore
  private let limits: SourceLimits
  private var findings = Findings()
  /// Mistakes in packs beside the wanted one, which matter only where one of those packs is missed.
  private var besides = Findings()
  private var sources = SourceMap()

  private struct Found {
    let folder: String
    let manifest: Manifest
    let node: YAMLNode
  }

  private init(_ store: PackStore, _ limits: SourceLimits) {
    self.store = store
    self.limits = limits
  }

  /// Which of the packs in a folder is wanted.
  package enum Choice {
    case folder(String)
    case id(String)
    /// The one pack that no other pack uses.
    case top
  }

  /// The files of the chosen pack, behind those of the packs that it uses.
  package static func load(
    _ choice: Choice, in store: PackStore, limits: SourceLimits
  ) throws(DiagnosticError) -> (files: [PackFiles], sources: SourceMap) {
    var loader = PackLoader(store, limits)
    let all = loader.findPacks(choice)
    try loader.sources.stop(at: loader.findings)
    let chosen = loader.choose(choice, all)
    var order: [Found] = []
    if let chosen { loader.collect(chosen, all, path: [], into: &order) }
    try loader.sources.stop(at: loader.findings)
    let files = order.map { loader.files(of: $0) }
    try loader.sources.stop(at: loader.findings)
    return (files, loader.sources)
  }

  /// The names of the packs in a folder, in the order of their folders.
  package static func packs(in store: PackStore, limits: SourceLimits) throws(DiagnosticError) -> [(
    id: String, folder: String
  )] {
    var loader = PackLoader(store, limits)
    let all = loader.findPacks(.top)
    try loader.sources.stop(at: loader.findings)
    return all.map { ($0.manifest.id, $0.folder) }
  }

  // MARK: Steps

  private mutating func findPacks(_ choice: Choice) -> [Found] {
    let folders = folders(choice)
    guard findings.isEmpty else { return [] }
    var found: [Found] = []
    for folder in folders {
      let isWanted = if case .folder(folder) = choice { true } else { false }
      let all = findings
      guard let pack = manifest(of: folder, isWanted: isWanted) else {
        if case .top = choice { continue }
        if isWanted { continue }
        for finding in findings.list.dropFirst(all.list.count) { besides.report(finding) }
        findings = all
        continue
      }
      found.append(pack)
    }
    if found.isEmpty, findings.isEmpty, besides.isEmpty {
      findings.report(
        "no-pack", "there is no pack in \(store.name)", at: nil, help: "a pack is a folder with a `pack.yaml`"
      )
    }
    return found
  }

  /// The folders in which there may be a pack. A wanted one may be hidden or in a folder that can't be listed.
  private mutating func folders(_ choice: Choice) -> [String] {
    var folders: [String] = []
    switch store.list("") {
    case .success(let entries):
      folders = entries.compactMap { $0.isFolder || store.isFolder($0.name) ? $0.name : nil }
    case .failure(let problem):
      if case .folder = choice { break }
      report(problem, "", "is not a folder of packs")
    }
    if case .folder(let wanted) = choice, !wanted.isEmpty, !folders.contains(wanted) {
      switch store.list(wanted) {
      case .success: folders.append(wanted)
      case .failure(let problem): report(problem, wanted, "is not the folder of a pack")
      }
    }
    return folders
  }

  private mutating func report(_ problem: FileProblem, _ folder: String, _ what: String) {
    let path = store.path(folder)
    let isFile = problem.code == "unreadable-file" && FileSystem.exists(path)
    findings.report(problem.code, isFile ? "`\(path)` \(what)" : problem.message(path), at: nil)
  }

  private mutating func manifest(of folder: String, isWanted: Bool) -> Found? {
    let path = "\(folder)/pack.yaml"
    switch store.read(path, limit: limits.maxBytes) {
    case .failure(.missing):
      if isWanted {
        findings.report(
          "no-pack", "there is no `pack.yaml` in `\(store.path(folder))`", at: nil,
          help: "a pack is a folder with a `pack.yaml`")
      }
      return nil
    case .failure(let problem):
      findings.report(problem.code, problem.message(store.path(path)), at: nil)
      return nil
    case .success:
      guard
        let node = YAMLFromFiles.read(
          path, in: store, into: &sources, limits: limits, findings: &findings),
        let manifest = Manifest(node, findings: &findings)
      else { return nil }
      return Found(folder: folder, manifest: manifest, node: node)
    }
  }

  private mutating func choose(_ choice: Choice, _ all: [Found]) -> Found? {
    switch choice {
    case .folder(let folder):
      if let found = all.first(where: { $0.folder == folder }) { return found }
      findings.report(
        "no-pack", "there is no pack in \(store.name)", at: nil, help: "a pack is a folder with a `pack.yaml`"
      )
    case .id(let id):
      if let found = all.first(where: { $0.manifest.id == id }) {
        reportTwin(of: found, all)
        return found
      }
      tellBesides()
      findings.report(
        "unknown-pack", "there is no pack `\(id)` in \(store.name)", at: nil,
        help: findings.suggestion(id, all.map(\.manifest.id))
          ?? "the packs are \(quoted(all.map(\.manifest.id)))")
    case .top:
      let used = Set(all.flatMap { $0.manifest.uses.map(\.id) })
      let top = all.filter { !used.contains($0.manifest.id) }
      if top.count == 1 { return top[0] }
      if top.isEmpty, let first = all.first {
        // Every pack is used by another one: collecting the first shows the circle.
        return first
      }
      for pack in all { _ = self.used(by: pack, all) }
      for pack in top { reportTwin(of: pack, all) }
      if findings.isEmpty {
        findings.report(
          "which-pack", "there are \(top.count) packs in \(store.name) that no other pack uses", at: nil,
          help: "say which: \(quoted(top.map(\.manifest.id)))")
      }
    }
    return nil
  }

  /// The packs that a pack uses, without those that are not there.
  private mutating func used(by pack: Found, _ all: [Found]) -> [Found] {
    pack.manifest.uses.compactMap { id, span in
      if let used = all.first(where: { $0.manifest.id == id }) { return used }
      tellBesides()
      findings.report(
        "unknown-pack", "there is no pack `\(id)` beside `\(pack.manifest.id)`", at: span,
        help: findings.suggestion(id, all.map(\.manifest.id).filter { $0 != pack.manifest.id })
          ?? "a used pack is a folder beside this one")
      return nil
    }
  }

  /// A pack that is missed may be one that could not be read.
  private mutating func tellBesides() {
    for finding in besides.list { findings.report(finding) }
    besides = Findings()
  }

  /// Reports another pack of the same name, once for the first of them.
  private mutating func reportTwin(of pack: Found, _ all: [Found]) {
    let twins = all.filter { $0.manifest.id == pack.manifest.id }
    guard twins.count > 1, twins[0].folder == pack.folder else { return }
    findings.report(
      "duplicate-pack", "two packs are called `\(pack.manifest.id)`", at: twins[1].manifest.span,
      notes: [("the first one is here", twins[0].manifest.span)])
  }

  private mutating func collect(_ pack: Found, _ all: [Found], path: [Found], into order: inout [Found]) {
    if order.contains(where: { $0.folder == pack.folder }) { return }
    if let start = path.firstIndex(where: { $0.folder == pack.folder }) {
      let circle = path[start...] + [pack]
      let names = quoted(circle.dropLast().map(\.manifest.id))
      findings.report(
        "pack-cycle",
        circle.count == 2 ? "the pack \(names) uses itself" : "these packs use each other: \(names)",
        at: pack.manifest.span,
        notes: zip(circle, circle.dropFirst()).map { user, used in
          (
            "`\(user.manifest.id)` uses `\(used.manifest.id)`",
            user.manifest.uses.first { $0.id == used.manifest.id }?.span
          )
        })
      return
    }
    if !path.isEmpty { reportTwin(of: pack, all) }
    for used in used(by: pack, all) { collect(used, all, path: path + [pack], into: &order) }
    order.append(pack)
  }

  private mutating func files(of pack: Found) -> PackFiles {
    let all = store.files(below: pack.folder, findings: &findings)
    let tests = all.filter { $0.hasPrefix("\(pack.folder)/tests/") }
    let parts = all.filter { !$0.hasPrefix("\(pack.folder)/tests/") && $0 != "\(pack.folder)/pack.yaml" }
    return PackFiles(
      manifest: pack.manifest, folder: pack.folder, manifestNode: pack.node, parts: parts, tests: tests,
      store: store)
  }
}
