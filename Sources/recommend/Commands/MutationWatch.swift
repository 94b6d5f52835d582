internal import Recommender
internal import SourceTree

/// Tries changes on several threads and shows how far that has come where somebody sees it.
struct MutationWatch {
  let words: TestWords
  let color: ColorChoice

  /// Runs until all changes are tried or the user wants to stop.
  func run(_ run: MutationRun, threads count: Int) -> MutationReport {
    let isSeen = Stream.error.columns != nil
    let start = Clock.now
    let monitor = Monitor()
    let ended = Ended()
    let threads = Threads(min(count, max(1, run.count))) { _ in
      run.work()
      monitor.locked {
        ended.count += 1
        monitor.wakeAll()
      }
    }
    var drawn = 0.0
    while true {
      let isOver = monitor.locked {
        if ended.count < threads.count { monitor.wait(milliseconds: 100) }
        return ended.count >= threads.count
      }
      if isOver { break }
      if Interruption.isAsked { run.stop() }
      guard isSeen, Clock.now - drawn >= 0.1 else { continue }
      drawn = Clock.now
      draw(run.done, run.count, seconds: drawn - start)
    }
    threads.join()
    if isSeen { Stream.error.redraw() }
    return run.report
  }

  private final class Ended: @unchecked Sendable { var count = 0 }

  private func draw(_ done: Int, _ all: Int, seconds: Double) {
    let terminal = Stream.error.terminal(color)
    let left = done > 0 && seconds > 1 ? Int(seconds / Double(done) * Double(all - done)) : nil
    let text = words.trying(done, of: all, left: left)
    Stream.error.redraw(Bar.line(100 * Double(done) / Double(max(1, all)), text, terminal))
  }
}
