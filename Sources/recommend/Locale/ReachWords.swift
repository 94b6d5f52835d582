/// What `reach` says, in the language of the page.
struct ReachWords: Sendable {
  let isChinese: Bool

  init(_ locale: String) {
    isChinese = LocaleChoice.language(of: locale) == "zh"
  }

  func holdsAlready(_ goal: String) -> String {
    isChinese ? "现在就满足：\(goal)" : "It holds already: \(goal)"
  }

  /// While the search goes on.
  func searching(_ share: String, atLeast cost: String) -> String {
    isChinese ? "已查 \(share)，至少要 \(cost)" : "\(share) of the search, \(cost) at least"
  }

  func goal(_ goal: String) -> String { isChinese ? "目标：\(goal)" : "Goal: \(goal)" }

  func route(_ number: Int, of count: Int, cost: String, changes: Int) -> String {
    let name =
      count == 1
      ? (isChinese ? "怎么走" : "The way there") : (isChinese ? "第 \(number) 条路" : "Way \(number)")
    return isChinese
      ? "\(name)：一共 \(cost)，改 \(changes) 处"
      : "\(name): \(cost) in all, \(changes) \(changes == 1 ? "change" : "changes")"
  }

  func cheapest(_ count: Int) -> String {
    if count == 1 { return isChinese ? "没有更省的路。" : "No way is cheaper." }
    return isChinese ? "按省到费排，没有漏掉更省的。" : "The cheapest first; none that is cheaper is missing."
  }

  func notExact(_ bound: String?) -> String {
    guard let bound else {
      return isChinese ? "没有全部试完，可能还有更省的。" : "Not everything was tried, so there may be cheaper ways."
    }
    return isChinese
      ? "没有全部试完，可能还有更省的，但不会低于 \(bound)。"
      : "Not everything was tried: there may be cheaper ways, but none below \(bound)."
  }

  func nothingFound(_ bound: String?) -> String {
    let rest =
      bound.map { isChinese ? "；真有的话，至少要 \($0)" : "; if there is a way, it costs \($0) at least" } ?? ""
    return isChinese ? "还没找到路，也没有全部试完\(rest)。" : "No way was found, and not everything was tried\(rest)."
  }

  func change(_ subject: String, from: String?, to: String?) -> String {
    switch (from, to) {
    case (let from?, let to?): "\(subject) \(from) → \(to)"
    case (nil, let to?): "\(subject) → \(to)"
    case (_, nil): isChinese ? "去掉 \(subject)" : "without \(subject)"
    }
  }

  func add(_ subject: String) -> String { isChinese ? "加上 \(subject)" : "with \(subject)" }

  func others(_ count: Int) -> String {
    isChinese ? "另有 \(count) 种练法" : count == 1 ? "1 other way" : "\(count) other ways"
  }

  var afterwards: String { isChinese ? "做完以后" : "Afterwards" }

  // MARK: No way

  var unreachable: String { isChinese ? "到不了。" : "There is no way there." }

  func forbids(_ path: String, _ stated: String?) -> String {
    guard let stated else {
      return isChinese ? "\(path) 没有填写，而这一项不能改" : "\(path) is not stated, and it may not change"
    }
    return isChinese ? "卡在 \(stated)，这一项不能改" : "\(stated) forbids it, and may not change"
  }

  var together: String {
    isChinese ? "下面几项合在一起卡住了，都不能改：" : "These forbid it together, and none of them may change:"
  }

  var rules: String {
    isChinese ? "不管怎么填，规则都不会推到那里。" : "Whatever a profile states, no rule leads there."
  }

  var searched: String {
    isChinese ? "能改的都试过了，没有一种行得通。" : "All changes that there are were tried, and none leads there."
  }

  var standAlone: String {
    isChinese
      ? "下面随便哪一条，没有它就到得了，可它改不掉："
      : "Without any one of these there would be a way, but no change takes it away:"
  }

  var standTogether: String {
    isChinese
      ? "没有下面这几条就到得了，可它们都改不掉：" : "Without all of these there would be a way, but no change takes them away:"
  }

  func tooDear(_ limit: String) -> String {
    isChinese ? "\(limit) 以内到不了。" : "There is no way within \(limit)."
  }

  func more(_ count: Int) -> String { isChinese ? "等，另有 \(count) 项" : " and \(count) more" }

  // MARK: Margins

  func margin(_ changes: String, cost: String) -> String {
    isChinese ? "\(changes)（\(cost)），这个位次就让出去了" : "\(changes) (\(cost)) would take this place away"
  }

  var firm: String { isChinese ? "能改的都改，也不会丢掉这个位次" : "no change that may be made takes this place away" }
}
