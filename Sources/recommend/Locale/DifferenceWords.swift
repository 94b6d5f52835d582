internal import Recommender

/// What `diff` says, in the language of its page.
struct DifferenceWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  var edits: String { isChinese ? "改了哪些规则" : "What was edited" }
  var noEdits: String { isChinese ? "两个版本说的一样。" : "Both versions say the same." }
  var noFiles: String {
    isChinese
      ? "有一个版本是编译好的文件，里面没有规则原文，所以查不出是哪处改动。"
      : "One version is a compiled file without the text of its rules, so that edits cannot be told."
  }
  var refusedBefore: String { isChinese ? "旧版本给不出结果：" : "The older version has no answer:" }
  var refusedNow: String { isChinese ? "新版本给不出结果：" : "The newer version has no answer:" }

  func counts(different: Int, same: Int, bad: Int) -> String {
    let all = different + same + bad
    if isChinese {
      let rest = bad > 0 ? "，\(bad) 份两个版本都读不了" : ""
      return different == 0
        ? "\(all) 份档案，结果都没有变\(rest)。" : "\(all) 份档案，\(different) 份结果变了，\(same) 份没变\(rest)。"
    }
    let rest = bad > 0 ? ", \(bad) that neither version can read" : ""
    let profiles = all == 1 ? "1 profile" : "\(all) profiles"
    return different == 0
      ? "\(profiles), no answer differs\(rest)."
      : "\(profiles): \(different) with another answer, \(same) with the same\(rest)."
  }

  func unexplained(_ count: Int) -> String {
    isChinese
      ? "有 \(count) 份没有找到原因（--tries 可以多试几次）。"
      : "For \(count) the cause was not found; a greater --tries lets the search go on."
  }

  func capped(_ count: Int) -> String {
    isChinese
      ? "有 \(count) 份没查完，列出的改动可能多了（--tries 可以多试几次）。"
      : "For \(count) the search ended at its limit: fewer edits may do; a greater --tries lets it go on."
  }

  /// `rule fit-in-percent changed`
  func edit(_ edit: PackEdit) -> String {
    isChinese
      ? "\(kind(edit.kind))\(subject(edit.subject)) \(edit.name)"
      : "\(subject(edit.subject)) \(edit.name) \(edit.kind.rawValue)"
  }

  private func subject(_ subject: PackEdit.Subject) -> String {
    guard isChinese else {
      switch subject {
      case .rule: return "rule"
      case .row: return "row"
      case .fact: return "fact"
      case .shape: return "shape"
      case .section: return "section"
      case .question: return "question"
      case .manifest: return "pack.yaml"
      }
    }
    switch subject {
    case .rule: return "规则"
    case .row: return "表格行"
    case .fact: return "事实"
    case .shape: return "结构"
    case .section: return "报告栏目"
    case .question: return "提问"
    case .manifest: return "pack.yaml"
    }
  }

  private func kind(_ kind: PackEdit.Kind) -> String {
    switch kind {
    case .added: "新增"
    case .removed: "删除"
    case .changed: "修改"
    }
  }

  func causes(_ count: Int) -> String {
    if isChinese { return count == 0 ? "没有影响到谁" : "影响 \(count) 份档案" }
    return count == 0
      ? "changes nobody's answer" : count == 1 ? "changes 1 answer" : "changes \(count) answers"
  }

  func cause(_ number: Int, _ edit: PackEdit) -> String {
    isChinese
      ? "\(number)（\(subject(edit.subject)) \(edit.name)）"
      : "\(number) (\(subject(edit.subject)) \(edit.name))"
  }

  func because(_ edits: [String]) -> String {
    if isChinese { return "原因：改动 " + edits.joined(separator: " 和 ") + (edits.count > 1 ? "，缺一不可" : "") }
    return edits.count == 1
      ? "Cause: edit \(edits[0])" : "Cause: edits \(edits.joined(separator: " and ")), all of them"
  }

  func moreLines(_ count: Int) -> String { isChinese ? "…… 还有 \(count) 行" : "… and \(count) more lines" }

  func moreEdits(_ count: Int) -> String { isChinese ? "还有 \(count) 处改动。" : "and \(count) more edits" }

  func morePeople(_ count: Int) -> String {
    if isChinese { return "还有 \(count) 份结果变了，没有逐一列出（--details）。" }
    return
      "\(count) more with another answer \(count == 1 ? "is" : "are") counted above; --details tells them, too."
  }
}
