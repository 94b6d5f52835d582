/// What `check`, `test` and `compile` say, in the language of the terminal.
struct SummaryWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  func rules(_ count: Int) -> String { counted(count, "rule", "rules", "条规则") }
  func changes(_ count: Int) -> String { counted(count, "change", "changes", "项改动") }
  func facts(_ count: Int) -> String { counted(count, "fact", "facts", "条事实") }
  func tests(_ count: Int) -> String { counted(count, "test", "tests", "个测试") }
  func packs(_ count: Int) -> String { counted(count, "pack", "packs", "个规则包") }

  var noTests: String { isChinese ? "没有测试" : "no tests" }

  // What `import` made, and what it left out.
  func occupations(_ count: Int) -> String { counted(count, "occupation", "occupations", "个职业") }
  func skills(_ count: Int) -> String { counted(count, "skill", "skills", "项技能") }
  func relations(_ count: Int) -> String { counted(count, "relation", "relations", "条关系") }

  func unknownRelations(_ count: Int) -> String {
    isChinese
      ? "\(relations(count))，职业或技能不在文件里"
      : "\(relations(count)) with an occupation or a skill that is not in the files"
  }

  func unlabelled(_ count: Int) -> String {
    counted(
      count, "occupation or skill without a label", "occupations and skills without a label", "个没有名称的职业或技能")
  }

  func repeated(_ count: Int) -> String {
    counted(count, "record that repeats another", "records that repeat another", "条重复的记录")
  }

  func leftOut(_ what: String) -> String { isChinese ? "没有采用：\(what)。" : "Left out: \(what)." }

  /// The last line of `check` when all is well.
  func noMistakes(packs count: Int) -> String {
    isChinese ? "没有发现错误，共 \(packs(count))。" : "No mistakes in \(packs(count))."
  }

  /// What stands above a profile that shows a fault.
  var witness: String { isChinese ? "这份档案就会碰上：" : "this profile shows it:" }

  /// The last line of `check` when the packs compile and their meaning is at fault.
  func found(faults: Int, warnings: Int, packs count: Int) -> String {
    isChinese
      ? "\(packs(count))：\(faults) 处毛病，\(warnings) 处提醒。"
      : "\(counted(faults, "fault", "faults", "")) and \(counted(warnings, "warning", "warnings", "")) in \(packs(count))."
  }

  func independent(_ path: String) -> String {
    isChinese ? "受保护的 \(path)：没有任何结果用到它" : "protected \(path): no result depends on it"
  }

  /// What is said of questions that were given up.
  func undecided(_ count: Int) -> String {
    isChinese
      ? "有 \(count) 个问题搜不完，没有定论；加大 --effort 可以再试。"
      : "\(counted(count, "question", "questions", "")) undecided, for the search had to stop; --effort looks further."
  }

  /// The last line of `check` on standard error.
  func mistakes(_ count: Int, packs packCount: Int) -> String {
    isChinese
      ? "\(packs(packCount))中共有 \(count) 处错误。"
      : "\(counted(count, "mistake", "mistakes", "")) in \(packs(packCount))."
  }

  /// The last line of `test`.
  func tested(_ count: Int, failed: Int) -> String {
    if count == 0 { return isChinese ? "没有测试。" : "No tests." }
    if failed == 0 { return isChinese ? "\(tests(count))全部通过。" : "\(tests(count)), all passed." }
    return isChinese
      ? "\(tests(count))：\(count - failed) 个通过，\(failed) 个失败。"
      : "\(tests(count)): \(count - failed) passed, \(failed) failed."
  }

  /// What `verify` says of a certificate that is accepted.
  func verified(steps: Int, applications: Int) -> String {
    isChinese
      ? "核验通过：\(steps) 个推导步骤，规则共适用 \(applications) 次，没有遗漏，结果相符。"
      : "Verified: \(counted(steps, "step", "steps", "")), "
        + "\(counted(applications, "application", "applications", "")) of rules, nothing left out, "
        + "and the result is what follows."
  }

  /// The last line of `verify` on standard error.
  func refused(_ count: Int) -> String {
    isChinese
      ? "核验不通过：\(count) 处不符。" : "Refused: \(counted(count, "reason", "reasons", ""))."
  }

  /// What `compile` says.
  func wrote(_ file: String, _ pack: String, rules ruleCount: Int, facts factCount: Int, size: Int) -> String
  {
    let (rules, facts, bytes) = (rules(ruleCount), facts(factCount), Self.bytes(size))
    return isChinese
      ? "已把 \(pack)（\(rules)，\(facts)）写入 \(file)，共 \(bytes)。"
      : "Wrote \(pack) (\(rules), \(facts)) to \(file): \(bytes)."
  }

  /// `512 bytes`, `77 KiB`, `9.8 MiB`.
  private static func bytes(_ count: Int) -> String {
    if count < 1 << 10 { return "\(count) bytes" }
    if count < 1 << 20 { return "\((count + 512) >> 10) KiB" }
    let tenths = (count * 10 + (1 << 19)) >> 20
    return "\(tenths / 10).\(tenths % 10) MiB"
  }

  private func counted(_ count: Int, _ one: String, _ many: String, _ chinese: String) -> String {
    isChinese ? "\(count) \(chinese)" : "\(count) \(count == 1 ? one : many)"
  }
}
