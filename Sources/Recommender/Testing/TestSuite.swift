import RuleLanguage
import SourceTree

/// The tests of one or several packs, to be run, to be measured, and to be put to the test themselves.
///
///     let suite = try TestSuite([Pack(at: "Rules/career-method"), Pack(at: "Rules/ecommerce-operations")])
///     for result in suite.results().flatMap(\.self) where !result.passed { print(result.name) }
///     print(suite.coverage().packs.map { ($0.id, $0.rules.count { $0.isCovered }) })
///     print(suite.mutations().score ?? 100)
///
/// A rule is covered by whichever tests of the suite reach it: those of a pack that uses another one count for the rules
/// of both.
public struct TestSuite: Sendable {
  /// The packs whose tests these are.
  public let packs: [Pack]
  let files: [TestFiles]

  /// What the test files of a pack say.
  struct TestFiles: Sendable {
    let grounds: [TestGround]
    let sources: SourceMap
  }

  /// Reads the tests of packs.
  ///
  /// - Throws: the mistakes in all test files, and `no-tests-in-image` for a pack of which only an image is known.
  public init(_ packs: [Pack]) throws(DiagnosticError) {
    var files: [TestFiles] = []
    var mistakes: [Diagnostic] = []
    for pack in packs {
      do throws(DiagnosticError) {
        let (grounds, sources) = try TestRunner.read(pack)
        files.append(TestFiles(grounds: grounds, sources: sources))
      } catch {
        for diagnostic in error.diagnostics where !mistakes.contains(diagnostic) {
          mistakes.append(diagnostic)
        }
      }
    }
    if !mistakes.isEmpty { throw DiagnosticError(mistakes) }
    self.packs = packs
    self.files = files
  }

  /// How many tests there are.
  public var count: Int { files.reduce(0) { $0 + $1.grounds.reduce(0) { $0 + $1.tests.count } } }

  /// Runs all tests.
  ///
  /// - Returns: by pack, the results in the order in which its files state them.
  public func results() -> [[TestResult]] {
    zip(packs, files).map { pack, files in
      files.grounds.flatMap { TestRunner.run($0, files.sources, limits: pack.limits) }
    }
  }

  /// Which rules, rows and conditions the tests reach, and why not the others.
  ///
  /// It evaluates each test once. A test whose evaluation fails covers nothing.
  public func coverage() -> Coverage { CoverageFromTests(self).coverage }
}
