import Testing

@testable import Inference

@Suite struct VariableSetTests {
  @Test("a set of variables does what a set of numbers does", arguments: 0..<20)
  func likeSet(seed: Int) {
    var state = UInt64(seed) &+ 1
    func number() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state &>> 33) % (seed % 2 == 0 ? 60 : 300)
    }
    let (one, other) = ((0..<12).map { _ in number() }, (0..<12).map { _ in number() })
    let (expected, expectedOther) = (Set(one), Set(other))
    let set = one.reduce(into: VariableSet()) { $0.insert($1) }
    let second = other.reduce(into: VariableSet()) { $0.insert($1) }
    #expect(Array(set) == expected.sorted())
    #expect((0..<400).allSatisfy { set.contains($0) == expected.contains($0) })
    #expect(Array(set.union(second)) == expected.union(expectedOther).sorted())
    #expect(set.isSubset(of: second) == expected.isSubset(of: expectedOther))
    #expect(set.isSubset(of: set.union(second)))
    #expect((set == second) == (expected == expectedOther))
    #expect(set.union(second) == second.union(set))
  }

  @Test("the first so many numbers, and none")
  func below() {
    #expect(Array(VariableSet(below: 70)) == Array(0..<70))
    #expect(VariableSet(below: 0).isEmpty)
    #expect(!VariableSet(below: 1).isEmpty)
  }
}
