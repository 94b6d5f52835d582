/// What `why` and `why-not` say, in the language of the page.
struct ExplanationWords: Sendable {
  let isChinese: Bool

  init(_ locale: String) {
    isChinese = LocaleChoice.language(of: locale) == "zh"
  }

  private func say(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }

  // MARK: Where a fact comes from

  var assumed: String { say("没写，按默认算", "not stated, assumed") }
  var byDefault: String { say("默认", "by default") }
  func above(_ number: Int) -> String { say("理由见上文〔\(number)〕", "explained above, see [\(number)]") }
  func tag(_ number: Int) -> String { say("〔\(number)〕", "[\(number)] ") }
  func rule(_ name: String) -> String { say("规则 \(name)", "by the rule \(name)") }
  func nothing(_ pattern: String) -> String { say("没有出现：\(pattern)", "nothing found for \(pattern)") }
  var also: String { say("，并且 ", ", together with ") }
  func more(_ count: Int) -> String {
    say("另有 \(count) 条理由", count == 1 ? "and 1 more reason" : "and \(count) more reasons")
  }
  func moreFacts(_ count: Int) -> String {
    say("另有 \(count) 条也符合，用 --limit 可以多看几条", "and \(count) more; --limit shows more of them")
  }
  var deeper: String { say("再往下看：加大 --depth", "there is more below: raise --depth") }

  // MARK: Sums and ranks

  func sum(_ count: Int) -> String { say("\(count) 项相加，从大到小：", "the sum of \(parts(count)), largest first:") }
  func greatest(_ count: Int) -> String { say("\(count) 个数里取最大：", "the greatest of \(count):") }
  func least(_ count: Int) -> String { say("\(count) 个数里取最小：", "the least of \(count):") }
  func moreParts(_ count: Int) -> String {
    say("还有 \(count) 项", count == 1 ? "and 1 more part" : "and \(count) more parts")
  }

  private func parts(_ count: Int) -> String { count == 1 ? "1 part" : "\(count) parts" }

  func sorted(by terms: [(name: String, descending: Bool)]) -> String {
    let named = terms.map { term in
      say(
        "\(term.name) \(term.descending ? "大" : "小")的在前",
        "\(term.name), \(term.descending ? "greatest" : "least") first")
    }
    return say(
      "排名：先看 " + named.joined(separator: "，再看 "), "ranked by " + named.joined(separator: "; then by "))
  }

  var first: String { say("前面没有别人", "nobody stands before it") }
  var last: String { say("后面没有别人", "nobody stands behind it") }

  func neighbour(_ rank: Int, _ name: String, isBefore: Bool, values: String, by: String?) -> String {
    let tie = say("完全并列，按 id 排", "equal in all, so the order of ids decides")
    return say(
      "\(isBefore ? "前" : "后")一名：第 \(rank) \(name)（\(values)），\(by ?? tie)",
      "\(isBefore ? "before it" : "behind it"): \(rank). \(name) (\(values)), \(by ?? tie)")
  }

  func distance(_ term: String, _ distance: String) -> String {
    say("\(term) 差 \(distance)", "\(distance) apart in \(term)")
  }

  func differs(_ term: String) -> String { say("差在 \(term)", "they differ in \(term)") }

  // MARK: Why not

  func holdsNot(_ goal: String) -> String { say("不成立：\(goal)", "This does not hold: \(goal)") }
  func holds(_ goal: String) -> String { say("成立：\(goal)", "This holds: \(goal)") }
  var askWhyNot: String { say("想知道为什么不成立，用 recommend why-not", "ask recommend why-not for what it lacks") }
  var askWhy: String { say("想知道为什么成立，用 recommend why", "ask recommend why for its reasons") }
  var needed: String { say("要", "needed") }

  func isThere(_ text: String) -> String { say("现在：\(text)", "there is \(text)") }
  func stands(_ value: String) -> String { say("现在是 \(value)", "it is \(value)") }
  var nothingThere: String { say("现在什么也没有", "nothing is there") }
  var notInProfile: String { say("档案里没写", "your profile does not state it") }
  func counts(_ value: String) -> String {
    say("档案里没写，按 \(value) 算", "your profile does not state it, so it counts as \(value)")
  }
  func standsByDefault(_ value: String) -> String {
    say("没有别的结论，按默认是 \(value)", "nothing says otherwise, so it is \(value)")
  }
  func moreAhead(_ count: Int) -> String { say("中间还有 \(count) 个", "and \(count) more between them") }
  func moreThere(_ count: Int) -> String { say("，等", ", and \(count) more") }
  var listSeparator: String { say("、", ", ") }
  func forbids(_ pattern: String) -> String { say("不能有：\(pattern)", "must not be there: \(pattern)") }
  func test(_ test: String, _ computed: String) -> String {
    say("要满足 \(test)，现在是 \(computed)", "\(test) is not so: \(computed)")
  }
  func value(_ test: String) -> String {
    say("得出的是别的值：\(test) 不成立", "it would conclude another value: \(test) is not so")
  }
  func besides(_ test: String) -> String { say("还要满足 \(test)", "besides, \(test)") }
  func fails(_ count: Int) -> String {
    say("差 \(count) 个条件", count == 1 ? "1 premise fails" : "\(count) premises fail")
  }
  func moreWays(_ count: Int) -> String {
    say("另有 \(count) 条路", count == 1 ? "and 1 more way" : "and \(count) more ways")
  }
  var noWay: String { say("没有规则会得出它", "no rule concludes it") }
  var incomplete: String {
    say(
      "可能的路太多，没有全部找完；列出来的都对。",
      "There are too many ways to look at all of them; those that are listed are right.")
  }

  func rank(_ rank: Int) -> String { say("现在排第 \(rank)", "its rank is \(rank)") }
  func ahead(_ rank: Int, _ name: String, _ values: String, isBefore: Bool) -> String {
    let shown = values.isEmpty ? "" : say("（\(values)）", " (\(values))")
    return say(
      "\(isBefore ? "排在前面" : "排在后面")：第 \(rank) \(name)\(shown)",
      "\(isBefore ? "before it" : "behind it"): \(rank). \(name)\(shown)")
  }

  func compared(_ name: String, _ term: String, own: String, other: String) -> String {
    say(
      "和 \(name) 比，差在 \(term)：自己 \(own)，对方 \(other)",
      "against \(name), \(term) decides: \(own) here, \(other) there")
  }
  var contributions: String { say("差别最大的几项：", "what makes the difference:") }
  func contribution(_ sum: String, _ subject: String, own: String, other: String, _ difference: String)
    -> String
  {
    let name = subject.isEmpty ? "" : say("\(subject)：", "\(subject): ")
    return say(
      "\(name)\(sum) 自己 \(own)，对方 \(other)（\(difference)）",
      "\(name)\(sum) \(own) here, \(other) there (\(difference))")
  }
  func moreContributions(_ count: Int) -> String { say("还有 \(count) 项不同", "and \(count) more that differ") }
}
