import TestSupport
import Testing

@testable import Recommender

@Suite struct LeadingTests {
  @Test("the leading elements are those that sorting would put first, in the same order", arguments: 0..<50)
  func sorted(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let pairs = (0..<40).map { place in (key: Int.random(in: 0..<8, using: &random), place: place) }
    for count in [0, 1, 3, 9, 12, 40, 50] {
      let leading = pairs.leading(count) { $0.key < $1.key }
      #expect(leading.map(\.place) == pairs.sorted { $0.key < $1.key }.prefix(count).map(\.place))
    }
  }
}
