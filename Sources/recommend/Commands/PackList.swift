internal import Recommender

/// The packs of a folder, each compiled, and every mistake that was found on the way.
struct PackList {
  private(set) var packs: [Pack] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// How many folders hold a mistake or a good pack.
  let count: Int

  /// Compiles every pack in `folder`, or the one named `id`.
  init(in folder: RulesFolder, id: String?) throws {
    if let id {
      count = 1
      try add { try folder.pack(id) }
      return
    }
    let folders = try folder.packFolders()
    count = folders.count
    for path in folders {
      try add { try RulesFolder.load(path) }
    }
  }

  /// A pack that others use is compiled with each of them: its mistakes are told once.
  mutating func add(_ found: [Diagnostic]) {
    for diagnostic in found where !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  /// A row for each pack whose tests could be read too; the mistakes in the others are added.
  mutating func checked() -> [CheckSheet.Entry] {
    var entries: [CheckSheet.Entry] = []
    for pack in packs {
      do throws(DiagnosticError) {
        entries.append(CheckSheet.Entry(pack, tests: pack.isImage ? 0 : try pack.testCount()))
      } catch {
        add(error.diagnostics)
      }
    }
    return entries
  }

  private mutating func add(_ compile: () throws -> Pack) throws {
    do {
      packs.append(try compile())
    } catch let error as DiagnosticError {
      add(error.diagnostics)
    }
  }
}
