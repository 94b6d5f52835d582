internal import Recommender

/// What `test` says of coverage and of changes, in the language of the terminal.
struct TestWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  // MARK: Coverage

  var coverage: String { isChinese ? "测试覆盖" : "What the tests reach" }

  func rules(_ covered: Int, of all: Int) -> String {
    isChinese ? "规则和表格行 \(covered)/\(all)" : "\(covered) of \(all) rules and rows"
  }

  func outcomes(_ covered: Int, of all: Int) -> String {
    isChinese ? "条件的两种结果 \(covered)/\(all)" : "\(covered) of \(all) outcomes of conditions"
  }

  var used: String { isChinese ? "（被引用）" : " (used)" }

  func reason(_ reason: RuleCoverage.Reason) -> [String] {
    switch reason {
    case .noTests: [isChinese ? "没有可用的测试" : "there are no tests that could reach it"]
    case .nothingStates(let path):
      [isChinese ? "没有规则包写、也没有规则推出 \(path)" : "no pack states \(path), and no rule concludes it"]
    case .packsDecide(let premises):
      [
        isChinese ? "规则包写明的内容不满足，档案怎么写都一样：" : "what the packs state never meets this, whatever the profile:"
      ] + premises.map { "  \($0)" }
    case .nearest(let test, let failing):
      [isChinese ? "最接近的测试是“\(test)”，那里不满足：" : "the nearest test is “\(test)”, where this fails:"]
        + failing.map { "  \($0)" }
    }
  }

  /// What is missing about a condition of a rule that applies.
  func never(_ condition: ConditionCoverage) -> String {
    switch condition.kind {
    case .premise, .comparison:
      isChinese ? "没有测试只因它不成立而不适用" : "no test in which it alone fails"
    case .exception:
      isChinese ? "没有测试只因它而被挡住" : "no test in which it alone stops the rule"
    }
  }

  // MARK: Changes

  var missed: String { isChinese ? "没有测试察觉的改动" : "Changes that no test notices" }
  var without: String { isChinese ? "去掉" : "left out" }
  var wouldNotice: String { isChinese ? "这个测试能察觉：" : "this test would notice:" }

  func inFile(_ file: String) -> String {
    isChinese ? "这个测试能察觉（放进 \(file)，要用那里的 facts）：" : "this test would notice, in \(file) with its facts:"
  }

  var noWitness: String {
    isChinese ? "没找到能察觉的档案；也许改不改都一样。" : "no profile was found that tells it apart; it may make no difference."
  }

  func changes(_ caught: Int, of all: Int, score: Double) -> String {
    let percent = TestWords.percent(score)
    return isChinese
      ? "\(all) 处改动，测试察觉 \(caught) 处，没察觉 \(all - caught) 处（\(percent)%）。"
      : "\(all) \(all == 1 ? "change" : "changes"): \(caught) noticed, \(all - caught) not (\(percent)%)."
  }

  func sampled(_ tried: Int, of all: Int) -> String {
    isChinese ? "从 \(all) 处里抽了 \(tried) 处。" : "A sample of \(tried) out of \(all)."
  }

  var noChanges: String { isChinese ? "没有可改动的规则。" : "There is no rule to change." }

  var failuresFirst: String {
    isChinese ? "有测试没通过，先不试改动。" : "Some tests fail; no changes are tried before they pass."
  }

  func below(_ what: String, _ share: Double, _ least: Double) -> String {
    let (share, least) = (TestWords.percent(share), TestWords.percent(least))
    return isChinese
      ? "\(what)只有 \(share)%，要求 \(least)%。" : "\(what): \(share)%, and \(least)% are asked for."
  }

  var coverageShare: String { isChinese ? "规则覆盖率" : "Rules and rows reached" }
  var mutationShare: String { isChinese ? "改动察觉率" : "Changes noticed" }

  func trying(_ done: Int, of all: Int, left: Int?) -> String {
    let time = left.map { isChinese ? "  还要 \($0) 秒" : "  \($0) s left" } ?? ""
    return isChinese ? "试改动 \(done)/\(all)\(time)" : "\(done) of \(all) changes\(time)"
  }

  func wrote(_ count: Int, _ file: String) -> String {
    isChinese
      ? "已把 \(count) 个测试写入 \(file)，改好名字再放进 tests/。"
      : "Wrote \(count) \(count == 1 ? "test" : "tests") to \(file): name them well before they go into tests/."
  }

  // MARK: Watching

  var watching: String {
    isChinese ? "等着文件改动；按 Ctrl-C 结束。" : "Waiting for a file to change; Ctrl-C ends."
  }

  var interrupted: String { isChinese ? "已中断。" : "Interrupted." }

  /// Rounded down to a tenth, so that only all is 100.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 10 + 1e-9).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
