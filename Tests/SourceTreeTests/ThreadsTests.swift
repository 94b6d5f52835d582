import Testing

@testable import SourceTree

@Suite("Threads") struct ThreadsTests {
  @Test("give what they make of many things in the order of the things", arguments: [0, 1, 2, 3, 8])
  func map(threads: Int) {
    for count in [0, 1, 2, 7, 100] {
      #expect(Threads.map(count, threads: threads) { "\($0 * $0)" } == (0..<count).map { "\($0 * $0)" })
    }
  }
}
