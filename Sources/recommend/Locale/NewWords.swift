internal import Recommender

/// What `new` asks, says and writes into comments, in the language of the terminal.
struct NewWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  private func choose(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }

  // MARK: Questions

  var askName: String { choose("Name of the new one, in letters, digits and hyphens:", "取个 id（字母、数字、连字符）：") }
  var askZh: String { choose("Name in Chinese (empty: none):", "中文名（不要就直接回车）：") }
  var askEn: String { choose("Name in English (empty: none):", "英文名（不要就直接回车）：") }
  var askWhen: String {
    choose("When, such as profile: { years: 2.. }:", "什么条件下（when），比如 profile: { years: 2.. }：")
  }
  var askThen: String { choose("Then, such as targets: first-role:", "那么（then），比如 targets: first-role：") }
  func askField(_ name: String, _ what: String) -> String {
    choose("\(name) — \(what):", "\(name)（\(what)）：")
  }

  // MARK: What was done

  func wrote(_ paths: [String]) -> String {
    choose("Wrote:\n", "已写好：\n") + paths.map { "  \($0)\n" }.joined()
  }

  func next(_ commands: [String]) -> String {
    choose("\nNext:\n", "\n接下来：\n") + commands.map { "  \($0)\n" }.joined()
  }

  func noFields(_ kind: String) -> String {
    choose("the section of `\(kind)` holds no records to fill in", "`\(kind)` 那一节没有可填的字段")
  }

  var badName: String { choose("a name has letters, digits and hyphens", "id 只能用字母、数字和连字符") }

  func badNeed(_ text: String) -> String {
    choose("'\(text)' is no need; write '--need skill=level:importance'", "'\(text)' 不对，应写成 --need 技能=等级:重要度")
  }

  func badValue(_ text: String) -> String {
    choose("'\(text)' is no value; write '--set field=value'", "'\(text)' 不对，应写成 --set 字段=值")
  }

  // MARK: Comments of a pack

  var packComment: String { choose("What the pack is called and what it builds on.", "规则包叫什么，建立在什么上面。") }
  var fieldComment: String { choose("What the work is, its paths and chains.", "这一行是什么，有哪几条路、哪几个环节。") }
  var definitionComment: String { choose("in a sentence or two", "用一两句话说清楚") }
  var pathComment: String {
    choose("The ways of doing this work that a person chooses between.", "做这一行有哪几条路可选。")
  }
  var chainComment: String { choose("The stretches of work that roles belong to.", "角色所在的环节。") }
  var skillComment: String { choose("What the roles need.", "角色要用到的技能。") }
  var roleComment: String { choose("A role, and what it takes.", "一个角色，以及它要什么。") }
  var needsComment: String {
    choose(
      "level: how good, 1 to 5; importance: how much it matters, 1 to 10",
      "level：要到几级，1 到 5；importance：有多要紧，1 到 10")
  }
  var dutyComment: String { choose("What people in the role do, and with which skills.", "这个角色做的事，用到哪些技能。") }
  var testComment: String {
    choose("What must hold for certain profiles: recommend test", "什么样的档案该得出什么：recommend test")
  }
  var shapeComment: String {
    choose("The tree of the pack. Change the names to those of your field.", "规则包的整棵树。把名字换成你这一行的。")
  }
  var statedComment: String { choose("what the pack states", "规则包写的") }
  var profileComment: String { choose("what a person states", "个人档案写的") }
  var concludedComment: String { choose("what follows", "推出来的") }
  var optionComment: String { choose("What is recommended, and by which traits.", "推荐什么，按什么特点。") }
  var ruleComment: String { choose("When the tree looks like this, it also holds that.", "树上是这样，就也有那样。") }
  var reportComment: String { choose("What a person reads.", "给人看的东西。") }
  func entryComment(_ kind: String) -> String {
    choose("One \(kind). Lines behind # may be filled in.", "一个 \(kind)。带 # 的行按需要填。")
  }
  var becauseComment: String { choose("why, for the person who reads the result", "为什么，给看结果的人读") }
  var sourceComment: String { choose("a book, a standard, an article, or ours", "书、标准、文章，自己定的写 ours") }
  var mayRead: String { choose("Of a person, rules may read:", "个人档案里，规则可以读：") }
  var mayConclude: String { choose("Rules conclude into:", "规则可以写入：") }

  // MARK: A profile

  func profileHead(_ title: String) -> String { choose("A profile for \(title).", "\(title)：个人档案。") }
  var profileHow: String {
    choose(
      "Take the # away from the lines that are yours, and change their values.", "属于你的行，把前面的 # 去掉，再改成你的值。")
  }
  var comma: String { choose(", ", "，") }

  /// What a field holds.
  func describe(_ field: PackIndex.Field) -> String {
    describe(field.form) + (field.fallback.map { choose(" (if not stated: \($0))", "（不写按 \($0) 算）") } ?? "")
  }

  private func describe(_ form: PackIndex.Field.Form) -> String {
    switch form {
    case .text: return choose("a text", "文字")
    case .number(let low?, let high?, let isWhole):
      return isWhole
        ? choose("a whole number from \(low) to \(high)", "\(low) 到 \(high) 的整数")
        : choose("a number from \(low) to \(high)", "\(low) 到 \(high) 的数")
    case .number: return choose("a number", "数")
    case .yesNo: return choose("yes or no", "yes 或 no")
    case .words(let words): return words.joined(separator: choose(" or ", " 或 "))
    case .id(let kind): return choose("one \(kind.name)", "一个 \(kind.name)")
    case .ids(let kind): return choose("any of the \(kind.section)", "\(kind.section) 里的若干个")
    case .texts: return choose("texts", "若干条文字")
    case .names: return choose("other names", "别的叫法")
    case .map(let kind, let form):
      let value = describe(form)
      return choose("for each \(kind.name): \(value)", "每个 \(kind.name)：\(value)")
    case .record(let fields): return fields.map(\.name).joined(separator: choose(", ", "、"))
    }
  }
}
