internal import Recommender
internal import SourceTree
internal import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Compiles a large workspace on a thread of its own, and wakes the server when it is done.
final class BackgroundCheck: Sendable {
  enum Event {
    case input
    case done(String, Workspace.Check)
    /// Nothing happened for as long as was asked.
    case rest
  }

  private struct State {
    var isBusy = false
    var result: (root: String, check: Workspace.Check)?
  }

  private let state = Mutex(State())
  /// The thread writes a byte when it is done; -1 where the system gave no pipe.
  private let reading: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    (reading, writing) = pipe(&ends) == 0 ? (ends[0], ends[1]) : (-1, -1)
  }

  var isBusy: Bool { state.withLock { $0.isBusy } }

  func start(_ root: String, _ workspace: Workspace) {
    state.withLock { $0.isBusy = true }
    _ = Threads(1) { [self] _ in
      var check = workspace.check()
      workspace.prepare(&check)
      state.withLock { $0.result = (root, check) }
      var byte: UInt8 = 0
      _ = write(writing, &byte, 1)
    }
  }

  /// Makes the first answers of a large workspace as quick as the others, while the author looks at the file.
  func prepare(_ workspace: Workspace) {
    _ = Threads(1) { _ in workspace.prepareNearest() }
  }

  /// Waits for input, for the end of a check, or for so long; with -1 for ever.
  func wait(for input: Int32, milliseconds: Int32) -> Event {
    while true {
      var polls = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&polls, 2, milliseconds)
      if count < 0, errno == EINTR { continue }
      if count == 0 { return .rest }
      if polls[1].revents != 0, let result = finish() { return .done(result.root, result.check) }
      return .input
    }
  }

  /// Waits for the check that runs, if one does.
  func finish() -> (root: String, check: Workspace.Check)? {
    guard isBusy else { return nil }
    var byte: UInt8 = 0
    while read(reading, &byte, 1) < 0, errno == EINTR {}
    return state.withLock { state in
      defer { state = State() }
      return state.result
    }
  }
}
