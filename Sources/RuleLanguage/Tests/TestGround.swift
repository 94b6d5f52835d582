/// Tests that stand on the same facts: those of the pack, and what the file of the tests states besides.
package struct TestGround: Sendable {
  package let pack: CompiledPack
  package let tests: [ResolvedTest]

  package init(pack: CompiledPack, tests: [ResolvedTest]) {
    self.pack = pack
    self.tests = tests
  }
}
