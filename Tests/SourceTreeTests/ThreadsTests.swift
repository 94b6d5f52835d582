import Synchronization
import Testing

@testable import SourceTree

@Suite("Threads") struct ThreadsTests {
  @Test("do each piece of a work once, however many they are", arguments: [0, 1, 2, 3, 8])
  func share(threads: Int) {
    for count in [0, 1, 2, 7, 100] {
      let done = Mutex<[Int]>([])
      Threads.share(count, among: threads) { number in done.withLock { $0.append(number) } }
      #expect(done.withLock { $0.sorted() } == Array(0..<count))
    }
  }
}
