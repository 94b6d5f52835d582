import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Whether the user asked the command to stop, by Ctrl-C or as `kill` does.
enum Interruption {
  private static let signals = Atomic<Int>(0)

  /// Takes signals as a wish to stop in order from now on. A second one ends the process at once.
  static func listen() {
    _ = isAsked
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
    // Whoever started the command may have kept signals from its thread, which we inherit.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    sigaddset(&wanted, SIGINT)
    sigaddset(&wanted, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  static var isAsked: Bool { signals.load(ordering: .relaxed) > 0 }

  private static let handler: @convention(c) (Int32) -> Void = { _ in
    if signals.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
  }
}
