import Inference
import RuleLanguage
import SourceTree

/// Runs the tests that a pack carries.
enum TestRunner {
  static func run(_ pack: Pack) throws(DiagnosticError) -> [TestResult] {
    let (grounds, sources) = try read(pack)
    return grounds.flatMap { run($0, sources, limits: pack.limits) }
  }

  static func run(_ ground: TestGround, _ sources: SourceMap, limits: Limits) -> [TestResult] {
    let clock = ContinuousClock()
    return ground.tests.map { test in
      var failed: [Diagnostic] = []
      let duration = clock.measure { failed = failures(of: test, ground.pack, sources, limits) }
      return TestResult(
        name: test.name, place: sources.place(of: test.span), failures: failed, duration: duration)
    }
  }

  static func read(_ pack: Pack) throws(DiagnosticError) -> (grounds: [TestGround], sources: SourceMap) {
    if pack.files.isEmpty { throw ImageDiagnostics.noTests(pack.id) }
    return try TestsFromYAML.read(pack.files, for: pack.compiled, limits: pack.limits.source)
  }

  private static func failures(
    of test: ResolvedTest, _ pack: CompiledPack, _ sources: SourceMap, _ limits: Limits
  ) -> [Diagnostic] {
    do throws(DiagnosticError) {
      let answer = try Answer(of: pack, for: test.profile, limits.inference)
      var findings = Findings()
      for query in test.expectations where !holds(query, answer.outcome) {
        let (atom, found) = firstMissing(query, answer)
        findings.report(
          "expectation-failed", "expected this, and it does not hold", at: query.atomSpans[atom], help: found)
      }
      for query in test.rejections where holds(query, answer.outcome) {
        findings.report("rejection-failed", "this holds, and the test rejects it", at: query.atomSpans.last)
      }
      return findings.isEmpty ? [] : sources.error(findings).diagnostics
    } catch {
      return error.diagnostics
    }
  }

  /// Whether an outcome is as a test wants it.
  static func passes(_ test: ResolvedTest, _ outcome: Outcome) -> Bool {
    test.expectations.allSatisfy { holds($0, outcome) } && !test.rejections.contains { holds($0, outcome) }
  }

  private static func holds(_ query: ResolvedQuery, _ outcome: Outcome) -> Bool {
    !outcome.solutions(
      of: query.condition, unless: [], variables: query.variables.count,
      given: Array(repeating: nil, count: query.variables.count)
    ).isEmpty
  }

  private static func solutions(_ condition: Condition, _ query: ResolvedQuery, _ answer: Answer)
    -> [[Inference.Value]]
  {
    answer.outcome.answers(
      to: condition, unless: [], variables: query.variables.count,
      given: Array(repeating: nil, count: query.variables.count)
    ).solutions
  }

  // MARK: What was found instead

  /// The first atom which, with those before it, nothing matches; and what stands in its place.
  private static func firstMissing(_ query: ResolvedQuery, _ answer: Answer) -> (atom: Int, found: String) {
    let atoms = query.condition.atoms
    for count in 1...max(1, atoms.count) {
      let bound = Set(atoms.prefix(count).flatMap { variables(of: $0) })
      let tests = query.condition.tests.filter { test in
        test.code.allSatisfy {
          if case .variable(let variable) = $0 { bound.contains(variable) } else { true }
        }
      }
      if solutions(Condition(atoms: Array(atoms.prefix(count)), tests: tests), query, answer).isEmpty {
        return (count - 1, instead(of: atoms[count - 1], answer))
      }
    }
    return (atoms.count - 1, instead(of: atoms[atoms.count - 1], answer))
  }

  private static func variables(of atom: Atom) -> [Int] {
    (atom.keys + [atom.value]).compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }

  /// The facts of the atom's leaf that agree with its constant keys, a few of them.
  private static func instead(of atom: Atom, _ answer: Answer) -> String {
    let declared = answer.pack.shape[atom.leaf]
    let printer = answer.printer(answer.locales[0])
    let facts = answer.facts(insteadOf: atom)
    if facts.isEmpty { return "nothing was concluded for `\(declared.path)`" }
    let shown = facts.prefix(6).map { fact in
      let path = printer.path(fact.leaf, fact.keys)
      guard declared.hasValue else { return "`\(path)`" }
      let value = printer.data(fact.value, VariableType(declared.type)).json(pretty: false)
      return "`\(path): \(value)`"
    }
    return "found \(shown.joined(separator: ", "))" + (facts.count > 6 ? " and \(facts.count - 6) more" : "")
  }
}
