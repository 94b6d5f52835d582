/// What `show` says, in the language of the page.
struct ShowWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  private func choose(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }

  var kinds: String { choose("Kinds", "种类") }
  var derived: String { choose("What follows", "推出的结果") }
  var report: String { choose("Report", "报告") }
  var uses: String { choose("uses", "依赖") }
  var names: String { choose("names", "名称") }
  var declared: String { choose("declared", "声明在") }
  var type: String { choose("holds", "存放") }
  var stated: String { choose("stated", "规则包已写") }
  var writes: String { choose("writes", "写入") }
  var reads: String { choose("reads", "读取") }
  var writtenBy: String { choose("Written by", "由这些规则写入") }
  var readBy: String { choose("Read by", "被这些规则读取") }
  var shownIn: String { choose("Shown in", "出现在报告的") }
  var usedBy: String { choose("Named by", "被这些地方提到") }
  var inRules: String { choose("Named in rules", "规则里提到它的") }
  var source: String { choose("source", "出处") }
  var because: String { choose("because", "说明") }
  var stratum: String { choose("stratum", "层") }
  var variables: String { choose("variables", "变量") }
  var unless: String { choose("unless", "除非") }
  var complete: String { choose("when complete", "等它算完") }
  var nobody: String { choose("no rule", "没有规则") }
  var profile: String { choose("stated by a person", "由个人档案填写") }
  var facts: String { choose("facts", "条事实") }
  var waits: String { choose("after", "要等") }
  var strataHead: String {
    choose(
      "Rules of a stratum run when all that they must find complete is complete.",
      "一层里的规则，要等它们必须读全的东西都算完才开始。")
  }

  func stratum(_ number: Int, of count: Int) -> String {
    choose("Stratum \(number) of \(count)", "第 \(number) 层，共 \(count) 层")
  }
  func line(_ number: Int) -> String { choose("line \(number)", "第 \(number) 行") }
  func inBrackets(_ text: String) -> String { choose(" (\(text))", "（\(text)）") }
  func rows(_ count: Int) -> String { choose("\(count) rows", "\(count) 行") }
  func ids(_ count: Int) -> String { choose(count == 1 ? "1 id" : "\(count) ids", "\(count) 个") }
  func more(_ count: Int) -> String { choose("and \(count) more", "还有 \(count) 处") }

  func counts(rules: Int, facts: Int, strata: Int) -> String {
    choose("\(rules) rules in \(strata) strata, \(facts) facts", "\(rules) 条规则，分 \(strata) 层；\(facts) 条事实")
  }

  // MARK: Names that are not there

  func noRule(_ name: String) -> String { choose("there is no rule `\(name)`", "没有叫 `\(name)` 的规则") }
  func noLeaf(_ path: String) -> String {
    choose("there is no place `\(path)` in the shape", "结构里没有 `\(path)`")
  }
  func noKind(_ name: String) -> String { choose("there is no kind `\(name)`", "没有 `\(name)` 这个种类") }
  func noID(_ id: String, _ kind: String) -> String {
    choose("there is no \(kind) `\(id)`", "\(kind) 里没有 `\(id)`")
  }
  func nothingNamed(_ name: String) -> String {
    choose("nothing in the pack is called `\(name)`", "规则包里没有叫 `\(name)` 的东西")
  }

  func nearest(_ name: String?) -> String {
    name.map { choose(": did you mean `\($0)`?", "；是不是想写 `\($0)`？") } ?? ""
  }

  // MARK: The drawing

  var legend: String {
    choose(
      "A box is a section of the shape with the rules that conclude into it. Solid: read as it comes; dashed: read when complete, or through unless.",
      "方框是结构里的一节，里面是写入它的规则。实线：随时读；虚线：等它算完再读，或用在 unless 里。")
  }
  var legendReduced: String {
    choose(
      "What follows from other lines is left out. Grey: sections that no rule concludes.",
      "能由其他连线推出的连线省去。灰字：不由规则推出的部分。")
  }
}
