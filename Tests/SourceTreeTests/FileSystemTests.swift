import SourceTree
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("The file system")
struct FileSystemTests {
  /// A new folder with a file `a.yaml`, a file `b.yaml`, a hidden file, a folder `c` and two links.
  private final class Folder {
    let path: String

    init() throws {
      var name = Array("/tmp/source-tree-XXXXXX".utf8CString)
      path = try #require(mkdtemp(&name).map { String(cString: $0) })
      write("b.yaml", "乙: 1\n")
      write("a.yaml", "")
      write(".hidden", "x")
      mkdir("\(path)/c", 0o755)
      symlink("c", "\(path)/link")
      symlink("missing", "\(path)/nowhere")
    }

    func write(_ name: String, _ text: String) {
      guard let file = fopen("\(path)/\(name)", "w") else { return }
      fputs(text, file)
      fclose(file)
    }

    deinit {
      for name in ["a.yaml", "b.yaml", ".hidden", "link", "nowhere", "secret"] {
        unlink("\(path)/\(name)")
      }
      rmdir("\(path)/c")
      rmdir(path)
    }
  }

  @Test("reads a file whole")
  func read() throws {
    let folder = try Folder()
    #expect(FileSystem.read("\(folder.path)/b.yaml", limit: 100) == .success(Array("乙: 1\n".utf8)))
    #expect(FileSystem.read("\(folder.path)/a.yaml", limit: 100) == .success([]))
  }

  @Test("says why a file cannot be read")
  func problems() throws {
    let folder = try Folder()
    #expect(FileSystem.read("\(folder.path)/no.yaml", limit: 100) == .failure(.missing))
    #expect(FileSystem.read("\(folder.path)/nowhere", limit: 100) == .failure(.missing))
    #expect(FileSystem.read("\(folder.path)/c", limit: 100) == .failure(.isFolder))
    #expect(FileSystem.read("\(folder.path)/b.yaml", limit: 6) == .failure(.tooLarge(6)))
    #expect(
      FileSystem.read("\(folder.path)/b.yaml/x", limit: 100) == .failure(.other("not a directory")))
  }

  @Test("stops at the limit where a file has no size")
  func endlessFile() {
    #expect(FileSystem.read("/dev/zero", limit: 1 << 20) == .failure(.tooLarge(1 << 20)))
    #expect(FileSystem.read("/dev/null", limit: 10) == .success([]))
  }

  @Test("says that a file may not be read", .enabled(if: geteuid() != 0, "root may read everything"))
  func noPermission() throws {
    let folder = try Folder()
    folder.write("secret", "x")
    chmod("\(folder.path)/secret", 0)
    #expect(FileSystem.read("\(folder.path)/secret", limit: 100) == .failure(.noPermission))
    chmod("\(folder.path)/c", 0)
    guard case .failure(.noPermission) = FileSystem.list("\(folder.path)/c") else {
      Issue.record("listed a folder without permission")
      return
    }
  }

  @Test("lists a folder by name, without hidden files and without following links to folders")
  func list() throws {
    let folder = try Folder()
    let entries = try FileSystem.list(folder.path).get()
    #expect(entries.map(\.name) == ["a.yaml", "b.yaml", "c", "link", "nowhere"])
    #expect(entries.map(\.isFolder) == [false, false, true, false, false])
  }

  @Test("says why a folder cannot be listed")
  func listProblems() throws {
    let folder = try Folder()
    for (name, expected) in [("no", FileProblem.missing), ("b.yaml", .other("not a directory"))] {
      guard case .failure(let problem) = FileSystem.list("\(folder.path)/\(name)") else {
        Issue.record("listed \(name)")
        continue
      }
      #expect(problem == expected)
    }
  }

  @Test("knows what exists and what is a folder")
  func kinds() throws {
    let folder = try Folder()
    #expect(FileSystem.exists("\(folder.path)/b.yaml"))
    #expect(!FileSystem.exists("\(folder.path)/no.yaml"))
    #expect(FileSystem.isFolder(folder.path))
    #expect(FileSystem.isFolder("\(folder.path)/link"))
    #expect(!FileSystem.isFolder("\(folder.path)/b.yaml"))
  }

  @Test("has words for each problem")
  func messages() {
    #expect(FileProblem.isFolder.message("x") == "`x` is a folder, expected a file")
    #expect(FileProblem.noPermission.message("x") == "`x` may not be read: permission denied")
    #expect(FileProblem.tooLarge(64 << 20).message("x") == "`x` is larger than 64 MiB")
    #expect(FileProblem.other("not a directory").message("x") == "`x` cannot be read: not a directory")
    #expect(FileProblem.other("x").code == "unreadable-file")
  }
}
