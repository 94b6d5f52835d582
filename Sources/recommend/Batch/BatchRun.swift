internal import Recommender
internal import SourceTree

/// Reads chunks in turn, has them worked on by several threads and writes what comes of them in the order of the
/// input.
///
/// Whoever of the threads finishes the chunk that is next to be written writes it, and those that wait behind it. No
/// chunk is read while too many wait: memory stays the same whatever the input, and whatever one profile takes.
final class BatchRun: @unchecked Sendable {
  /// How the run goes on; what it shows is written for good or on its way there.
  struct State {
    var checkpoint: Checkpoint
    /// Whether the input is read to its end and all is written.
    var isDone = false
    /// Whether `--fail-fast` has ended the run.
    var hasFailed = false
    var error: (any Error)?
  }

  private struct Settings {
    let failFast: Bool
    let jobs: Int
  }

  /// Chunks that may be on their way, for each thread.
  private static let window = 4
  /// Seconds between two checkpoints.
  private static let interval = 0.5

  private let pack: Pack
  private let form: BatchForm
  private let columns: CSVColumns?
  private let settings: Settings
  /// Held while a chunk is read.
  private let intake = Monitor()
  private var source: BatchSource
  private var nextChunk = 0
  /// Held for all that follows.
  private let board = Monitor()
  private var output: OutputFile
  private var problems: ProblemLog
  private let progressPath: String?
  private var state: State
  private var ready: [Int: (chunk: Chunk, output: BatchOutput)] = [:]
  private var written = 0
  private var isWriting = false
  private var isStopped = false
  private var isAtEnd = false
  private var active = 0
  private var lastCheckpoint: Double

  init(
    pack: Pack, form: BatchForm, source: BatchSource, columns: CSVColumns?, output: OutputFile,
    problems: ProblemLog, checkpoint: Checkpoint, progressPath: String?, failFast: Bool, jobs: Int
  ) {
    self.pack = pack
    self.form = form
    self.source = source
    self.columns = columns
    self.output = output
    self.problems = problems
    self.progressPath = progressPath
    state = State(checkpoint: checkpoint)
    settings = Settings(failFast: failFast, jobs: jobs)
    lastCheckpoint = Clock.now
  }

  /// Runs to the end of the input, to an error or until the user wants to stop. `watch` is called now and then.
  func run(_ watch: (Checkpoint) -> Void) -> State {
    do throws(StreamError) {
      try begin()
    } catch {
      state.error = error
      return state
    }
    let threads = Threads(settings.jobs) { _ in self.work() }
    board.lock()
    active += threads.count
    var watched = 0.0
    while active > 0 {
      board.wait(milliseconds: 100)
      // Woken by every chunk; ten times a second is enough for anybody.
      guard Clock.now - watched >= 0.1 else { continue }
      watched = Clock.now
      let checkpoint = state.checkpoint
      board.unlock()
      watch(checkpoint)
      board.lock()
    }
    board.unlock()
    threads.join()
    state.isDone = isAtEnd && state.error == nil && !state.hasFailed && ready.isEmpty
    do throws(StreamError) {
      try saveCheckpoint()
    } catch  where state.error == nil {
      state.error = error
      state.isDone = false
    } catch {}
    return state
  }

  /// Writes what stands before all records.
  private func begin() throws(StreamError) {
    guard state.checkpoint.output == 0, state.checkpoint.profiles == 0 else { return }
    try output.write(BatchWorker(pack, form).header)
    state.checkpoint.output = output.size
  }

  // MARK: Threads

  private func work() {
    var worker = BatchWorker(pack, form)
    while let (number, chunk) = take() {
      let output = made(of: chunk, &worker)
      put(number, chunk, output)
    }
    board.locked {
      active -= 1
      board.wakeAll()
    }
  }

  private func made(of chunk: Chunk, _ worker: inout BatchWorker) -> BatchOutput {
    switch chunk.content {
    case .lines(let bytes): return worker.output(padded: bytes)
    case .rows(let bytes):
      guard let columns else { preconditionFailure("rows without columns") }
      return worker.output(ofRows: bytes, columns)
    case .files(let paths): return worker.output(ofFiles: paths)
    case .tooLong:
      return BatchOutput(tooLong: LineSource.maxRecord)
    }
  }

  /// Waits for its turn and reads the next chunk.
  private func take() -> (number: Int, chunk: Chunk)? {
    intake.lock()
    defer { intake.unlock() }
    let isStopped = board.locked {
      while !self.isStopped, nextChunk >= written + BatchRun.window * settings.jobs { board.wait() }
      return self.isStopped || isAtEnd
    }
    if isStopped { return nil }
    do throws(Failure) {
      guard let chunk = try source.next() else {
        board.locked {
          if Interruption.isAsked { self.isStopped = true } else { isAtEnd = true }
        }
        return nil
      }
      nextChunk += 1
      return (nextChunk - 1, chunk)
    } catch {
      board.locked { stop(error) }
      return nil
    }
  }

  private func stop(_ error: (any Error)?) {
    isStopped = true
    if state.error == nil { state.error = error }
    board.wakeAll()
  }

  // MARK: Writing

  /// Puts what came of a chunk where it waits for its turn, and writes what has it.
  private func put(_ number: Int, _ chunk: Chunk, _ output: BatchOutput) {
    board.lock()
    defer { board.unlock() }
    ready[number] = (chunk, output)
    while !isWriting, !(isStopped && state.error != nil || state.hasFailed),
      let (chunk, output) = ready.removeValue(forKey: written)
    {
      isWriting = true
      board.unlock()
      var problem: StreamError?
      var failed = false
      do throws(StreamError) {
        failed = try write(chunk, output)
      } catch {
        problem = error
      }
      board.lock()
      isWriting = false
      if let problem {
        stop(problem)
      } else if failed {
        state.hasFailed = true
        stop(nil)
      } else {
        written += 1
      }
      board.wakeAll()
    }
  }

  /// Writes a chunk; true where a bad profile ends the run. Only one thread is here at a time.
  private func write(_ chunk: Chunk, _ made: BatchOutput) throws(StreamError) -> Bool {
    if settings.failFast, let first = made.problems.first {
      try output.write(made.bytes[..<first.written])
      try problems.tell([first], behind: state.checkpoint.lines)
      return true
    }
    try output.write(made.bytes)
    try problems.tell(made.problems, behind: state.checkpoint.lines)
    let size = output.size
    let errors = problems.file?.size ?? 0
    board.locked {
      state.checkpoint.input = chunk.end
      state.checkpoint.lines += made.lines
      state.checkpoint.profiles += made.profiles
      state.checkpoint.bad += made.problems.count
      state.checkpoint.output = size
      state.checkpoint.errors = errors
    }
    if progressPath != nil, Clock.now - lastCheckpoint >= BatchRun.interval {
      try saveCheckpoint()
      lastCheckpoint = Clock.now
    }
    return false
  }

  /// Sees to it that all is written for good, then says so.
  private func saveCheckpoint() throws(StreamError) {
    guard let progressPath else { return }
    try output.sync()
    try problems.file?.sync()
    try state.checkpoint.write(progressPath)
  }
}
