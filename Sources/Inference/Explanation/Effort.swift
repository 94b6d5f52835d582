/// What a search for near misses may do, in all of its parts together.
package struct Effort: Sendable {
  /// How many rows may be looked at: about half a second of work.
  package var visits = 20_000_000
  /// How many sets of premises may be tried.
  package var checks = 20_000
  /// How many near misses of one set of premises are listed.
  package let listed = 200

  package init() {}

  /// Whether nothing is left of it.
  package var isExhausted: Bool { visits <= 0 || checks <= 0 }
}
