@testable import Recommender
@testable import RuleLanguage
import SourceTree
import TestSupport
import Testing

@Suite("Names in files") struct OccurrenceTests {
  @Test("of one meaning are those of all names that mean it")
  func ofOneSymbol() throws {
    let compiled = try Samples.pack.compiled
    let files = Array(compiled.roots.joined())
    let all = files.map { compiled.occurrences(in: $0) }
    let symbols = all.flatMap { names in stride(from: 0, to: names.count, by: 40).map { names[$0].symbol } }
    var asked: Set<Occurrence.Symbol> = []
    for symbol in symbols where asked.insert(symbol).inserted {
      for (file, names) in zip(files, all) {
        #expect(compiled.occurrences(of: symbol, in: file) == names.filter { $0.symbol == symbol })
      }
    }
    let kinds = Set(asked.map { String("\($0)".prefix { $0 != "(" }) })
    #expect(kinds == ["id", "kind", "place", "rule", "section", "variable"])
  }

  @Test("of one meaning are told in a profile as well")
  func inProfile() throws {
    let compiled = try Samples.pack.compiled
    let text = try Repository.text("Profiles/\(Samples.profiles[0])")
    let file = ParsedFile(path: "me.yaml", bytes: Array(text.utf8), limits: Limits.standard.source)
    let root = try #require(file.root)
    let all = compiled.occurrences(in: root, isProfile: true)
    #expect(!all.isEmpty)
    for symbol in Set(all.map(\.symbol)) {
      #expect(
        compiled.occurrences(of: symbol, in: root, isProfile: true) == all.filter { $0.symbol == symbol })
    }
  }
}
