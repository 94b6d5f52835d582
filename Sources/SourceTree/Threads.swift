import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Threads of the system that do one piece of work together.
package struct Threads {
  private let threads: [pthread_t]

  /// How many the machine runs at once.
  package static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Starts threads that each do the work, with the number of the thread.
  ///
  /// Where the system gives fewer threads, fewer work: the work must not rely on their number. Where it gives none,
  /// the present thread does it.
  package init(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for number in 0..<count {
      if let thread = Threads.start({ work(number) }) { threads.append(thread) }
    }
    if threads.isEmpty { work(0) }
    self.threads = threads
  }

  /// How many do the work, the present one if there is no other.
  package var count: Int { max(1, threads.count) }

  /// Waits until all are done; must be called once.
  package func join() {
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Does so many pieces of work, each with its number, on so many threads, of which the present one is the first.
  ///
  /// Each thread takes the next piece that nobody has begun. Where the system gives fewer threads, those do it all.
  package static func share(_ count: Int, among threads: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let pieces = Pieces(count)
    let others = (0..<max(0, threads - 1)).compactMap { _ in Threads.start { pieces.each(work) } }
    pieces.each(work)
    for thread in others { pthread_join(thread, nil) }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    let work = Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(
        &thread, nil,
        { context in
          Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
    #else
      var thread = pthread_t()
      let status = pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
          return nil
        }, work.toOpaque())
    #endif
    if status == 0 { return thread }
    work.release()
    return nil
  }
}

/// Numbers of pieces of work, each of which is handed over once.
private final class Pieces: Sendable {
  private let count: Int
  private let next = Atomic(0)

  init(_ count: Int) {
    self.count = count
  }

  func each(_ work: (Int) -> Void) {
    while true {
      let number = next.add(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      work(number)
    }
  }
}
