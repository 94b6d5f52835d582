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

  /// What a piece of work makes of each of so many things, in their order.
  ///
  /// The present thread does it beside the others, as many as the system gives: what comes out is the same with none.
  package static func map<Result: Sendable>(
    _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1 else { return (0..<count).map(work) }
    let shares = Shares(count, work)
    let others = (1..<threads).compactMap { _ in Threads.start { shares.work() } }
    shares.work()
    for thread in others { pthread_join(thread, nil) }
    return shares.results
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

/// The pieces of a work, each of which the next thread takes that has nothing to do.
private final class Shares<Result: Sendable>: Sendable {
  private let count: Int
  private let make: @Sendable (Int) -> Result
  private let next = Atomic(0)
  private let made: Mutex<[Result?]>

  init(_ count: Int, _ make: @escaping @Sendable (Int) -> Result) {
    self.count = count
    self.make = make
    made = Mutex(Array(repeating: nil, count: count))
  }

  func work() {
    while true {
      let number = next.add(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      let result = make(number)
      made.withLock { $0[number] = result }
    }
  }

  /// All of them, once nobody works any more.
  var results: [Result] { made.withLock { $0.compactMap(\.self) } }
}
