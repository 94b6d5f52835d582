import Synchronization

/// A value that is worked out when it is first asked for, and once.
package final class Once<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  package init() {}

  /// Who asks while another works it out waits.
  package func value(_ make: () -> sending Value) -> Value {
    known.withLock { known in
      if let known { return known }
      let made = make()
      known = made
      return made
    }
  }
}
