/// The files of a new pack: small, with a comment on each part, and complete enough for a first recommendation.
///
/// Names such as `first-role` hold the place of those of the field; nothing about a field is made up.
struct NewPack {
  let name: String
  let title: NewTitle
  let uses: [String]
  let words: NewWords

  /// By path below the folder of packs.
  var files: [String: String] {
    var files = ["pack.yaml": manifest]
    if uses.contains("career-method") {
      files["field.yaml"] = field
      files["skills.yaml"] = skills
      files["roles/first-role.yaml"] = role("first", "一", zh: "第一个角色", en: "First role", levels: [4, 3])
      files["roles/second-role.yaml"] = role("second", "二", zh: "第二个角色", en: "Second role", levels: [2, 4])
      files["tests/first.yaml"] = methodTests
    } else if uses.isEmpty {
      files["shape.yaml"] = shape
      files["options.yaml"] = options
      files["rules.yaml"] = rules
      files["report.yaml"] = report
      files["tests/first.yaml"] = ownTests
    }
    return Dictionary(uniqueKeysWithValues: files.map { ("\(name)/\($0)", $1) })
  }

  /// A profile that shows something at once.
  var profile: String {
    if uses.contains("career-method") {
      return "{ years: 2, does: [first-duty], skills: { first-skill: 3, second-skill: 1 } }"
    }
    return uses.isEmpty ? "{ likes: [first-trait] }" : "{}"
  }

  private var manifest: String {
    """
    # \(words.packComment)
    pack: \(name)
    version: 0.1.0
    title: \(title.yaml())
    \(uses.isEmpty ? "" : "uses: [\(uses.joined(separator: ", "))]\n")locales: [\(title.locales.joined(separator: ", "))]

    """
  }

  // MARK: A field of work for career-method

  private var field: String {
    """
    # \(words.fieldComment)
    frame:
      definition: \(title.yaml())   # \(words.definitionComment)

    # \(words.pathComment)
    paths:
      first-path:
        name: \(title.text(zh: "第一条路", en: "First path"))
        meaning: \(title.text(zh: "这条路是做什么的", en: "What this path is about"))

    # \(words.chainComment)
    chains:
      first-chain: { name: \(title.text(zh: "第一个环节", en: "First chain")), path: first-path }

    """
  }

  private var skills: String {
    """
    # \(words.skillComment)
    skills:
      first-skill:
        name: \(title.text(zh: "第一项技能", en: "First skill"))
        practice: \(title.text(zh: "练什么，写在这里", en: "What to practise stands here"))
        sign: \(title.text(zh: "练成什么样算会，写在这里", en: "How to see that it is learnt stands here"))
      second-skill:
        name: \(title.text(zh: "第二项技能", en: "Second skill"))
        practice: \(title.text(zh: "练什么，写在这里", en: "What to practise stands here"))
        sign: \(title.text(zh: "练成什么样算会，写在这里", en: "How to see that it is learnt stands here"))

    """
  }

  private func role(_ id: String, _ number: String, zh: String, en: String, levels: [Int]) -> String {
    """
    # \(words.roleComment)
    roles:
      \(id)-role:
        name: \(title.text(zh: zh, en: en))
        chain: first-chain
        # \(words.needsComment)
        needs:
          first-skill: { level: \(levels[0]), importance: 8 }
          second-skill: { level: \(levels[1]), importance: 6 }

    # \(words.dutyComment)
    duties:
      \(id)-duty:
        name: \(title.text(zh: "第\(number)项职责", en: "\(id == "first" ? "First" : "Second") duty"))
        role: \(id)-role
        uses: [first-skill]

    """
  }

  private var methodTests: String {
    """
    # \(words.testComment)
    tests:
      - test: a duty points to its role
        profile: \(profile)
        expect: { present: first-role, gaps: { second-skill: { missing: 2 } } }
        reject: { present: second-role }

    """
  }

  // MARK: A pack with a shape of its own

  private var shape: String {
    """
    # \(words.shapeComment)
    kinds:
      option: options
      trait: traits

    shape:
      # \(words.statedComment)
      options:
        $option: { name: text, also: [alias], traits: [trait] }
      traits:
        $trait: { name: text }
      # \(words.profileComment)
      profile:
        likes: [trait]
      # \(words.concludedComment)
      fits:
        $option: { score: sum = 0, rank: by score }

    """
  }

  private var options: String {
    """
    # \(words.optionComment)
    options:
      first-option: { name: \(title.text(zh: "第一个选项", en: "First option")), traits: [first-trait] }
      second-option: { name: \(title.text(zh: "第二个选项", en: "Second option")), traits: [second-trait] }
    traits:
      first-trait: { name: \(title.text(zh: "第一个特点", en: "first trait")) }
      second-trait: { name: \(title.text(zh: "第二个特点", en: "second trait")) }

    """
  }

  private var rules: String {
    """
    # \(words.ruleComment)
    rules:
      - rule: you-like-it
        when:
          profile: { likes: $trait }
          options: { $option: { traits: $trait } }
        then: { fits: { $option: { score: 1 } } }
        because: \(title.text(zh: "你喜欢$trait，$option正是。", en: "You like the $trait, and the $option has it."))

    """
  }

  private var report: String {
    """
    # \(words.reportComment)
    report:
      - section: options
        title: \(title.text(zh: "适合你的", en: "What suits you"))
        each: { fits: { $option: { rank: $rank, score: $score } } }
        where: $score > 0
        order: $rank
        text: $option
        empty: \(title.text(zh: "还没有合适的。", en: "Nothing suits you yet."))

    questions:
      - question: what-you-like
        sets: likes
        text: \(title.text(zh: "你喜欢哪些特点？", en: "Which traits do you like?"))

    """
  }

  private var ownTests: String {
    """
    # \(words.testComment)
    tests:
      - test: what you like comes first
        profile: { likes: [first-trait] }
        expect: { fits: { first-option: { rank: 1, score: 1 } } }

    """
  }
}
