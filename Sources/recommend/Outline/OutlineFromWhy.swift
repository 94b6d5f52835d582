internal import Recommender

/// Makes an outline of an explanation: what a reader of one language sees of it.
struct OutlineFromWhy {
  private static let partsShown = 8

  let locale: String
  let words: ExplanationWords
  /// The numbers of facts that are referred to from further down.
  private var referred: Set<Int> = []
  /// Rules whose place was told.
  private var told: Set<String> = []
  private var isCut = false

  init(locale: String) {
    self.locale = locale
    words = ExplanationWords(locale)
  }

  static func outline(_ why: Why, in locale: String) -> [OutlineNode] {
    var maker = OutlineFromWhy(locale: locale)
    guard why.holds else {
      var node = OutlineNode(maker.words.holdsNot(why.goal.safeForTerminal), ink: .bold)
      node.details = [OutlineNode.Detail(text: maker.words.askWhyNot, ink: .dim)]
      return [node]
    }
    for explanation in why.explanations { maker.collect(explanation) }
    var nodes = why.explanations.map { explanation in
      var node = maker.node(explanation)
      node.ink = .bold
      return node
    }
    if why.more > 0 { nodes.append(OutlineNode(maker.words.moreFacts(why.more), ink: .dim)) }
    if maker.isCut { nodes.append(OutlineNode(maker.words.deeper, ink: .dim)) }
    return nodes
  }

  private mutating func collect(_ explanation: Explanation) {
    if explanation.extent == .above, let number = explanation.number { referred.insert(number) }
    for inner in explanation.conclusions.flatMap(\.premises)
      + (explanation.ranking?.terms.map(\.explanation) ?? [])
    {
      collect(inner)
    }
  }

  // MARK: Facts

  mutating func node(_ explanation: Explanation) -> OutlineNode {
    var node = OutlineNode(text(explanation.place), note: note(explanation))
    if let number = explanation.number, explanation.extent == .whole, referred.contains(number) {
      node.text = words.tag(number) + node.text
    }
    guard explanation.extent == .whole else {
      if explanation.extent == .cut { isCut = true }
      return node
    }
    if let ranking = explanation.ranking {
      add(ranking, to: &node)
    } else if let combines = explanation.combines, !explanation.conclusions.isEmpty {
      add(combines, explanation, to: &node)
    } else if explanation.conclusions.count == 1, explanation.more == 0,
      let only = explanation.conclusions.first
    {
      let (detail, children) = conclusion(only)
      node.details.append(detail)
      node.children += children
    } else {
      for conclusion in explanation.conclusions { node.children.append(self.node(conclusion, before: "")) }
      if explanation.more > 0 { node.children.append(OutlineNode(words.more(explanation.more), ink: .dim)) }
    }
    return node
  }

  func text(_ place: StatedPlace) -> String { place.text(in: locale).safeForTerminal }

  private func note(_ explanation: Explanation) -> String? {
    switch explanation.origin {
    case .profile, .pack: return explanation.source.map(OutlineFromWhy.line)
    case .assumed:
      guard !explanation.place.isProfile else { return words.assumed }
      return [words.byDefault, explanation.source.map(OutlineFromWhy.line)].compactMap(\.self)
        .joined(separator: words.listSeparator)
    case .rules, .rank:
      guard explanation.extent == .above, let number = explanation.number else { return nil }
      return words.above(number)
    }
  }

  /// `me.yaml:34`
  static func line(_ place: Place) -> String {
    let file = place.path.split(separator: "/").last.map(String.init) ?? place.path
    return "\(file):\(place.line)".safeForTerminal
  }

  // MARK: Rules

  /// What a rule says, with its name and, the first time, its place; and what stands below.
  ///
  /// - Parameter isRepeated: whether the rule was named just before.
  private mutating func conclusion(_ conclusion: Conclusion, isRepeated: Bool = false) -> (
    OutlineNode.Detail, [OutlineNode]
  ) {
    let name = ruleNote(conclusion.rule, conclusion.place)
    let isEnd =
      conclusion.premises.allSatisfy { $0.extent == .cut || $0.number == nil }
      && conclusion.premises.contains { $0.extent == .cut }
    if isEnd { isCut = true }
    let text = conclusion.because?.text(in: locale).safeForTerminal
    let detail = OutlineNode.Detail(
      text: text ?? words.rule(name), ink: text == nil ? .dim : .plain, note: text == nil ? nil : name)
    guard isEnd, text != nil else { return (isRepeated ? detail.without(name) : detail, below(conclusion)) }
    // Where the tree ends, the lines of the profile stand behind the reason.
    let lines = conclusion.premises.filter { $0.origin == .profile }.compactMap(\.source)
      .map(OutlineFromWhy.line)
    let notes = (isRepeated ? [] : [name]) + lines
    return (
      OutlineNode.Detail(
        text: detail.text, ink: detail.ink,
        note: notes.isEmpty ? nil : notes.joined(separator: words.listSeparator)), []
    )
  }

  private mutating func below(_ conclusion: Conclusion) -> [OutlineNode] {
    conclusion.premises.map { node($0) } + conclusion.absent.map { OutlineNode(absent($0), ink: .dim) }
  }

  func absent(_ absent: AbsentPattern) -> String {
    words.nothing(absent.patterns.map(text).joined(separator: words.also))
  }

  private mutating func node(_ conclusion: Conclusion, before: String, isRepeated: Bool = false)
    -> OutlineNode
  {
    let (detail, children) = self.conclusion(conclusion, isRepeated: isRepeated)
    var node = OutlineNode(before + detail.text, note: detail.note, ink: detail.ink)
    node.children = children
    return node
  }

  mutating func ruleNote(_ rule: String, _ place: Place?) -> String {
    let name = rule.safeForTerminal
    guard let place, told.insert(rule).inserted else { return name }
    return "\(name), \(OutlineFromWhy.line(place))"
  }

  // MARK: Sums

  private mutating func add(
    _ combines: Explanation.Combination, _ explanation: Explanation, to node: inout OutlineNode
  ) {
    let count = explanation.stated.count + explanation.conclusions.count + explanation.more
    let heading =
      switch combines {
      case .sum: words.sum(count)
      case .max: words.greatest(count)
      case .min: words.least(count)
      }
    node.details.append(OutlineNode.Detail(text: heading, ink: .dim))
    for stated in explanation.stated { node.children.append(self.node(stated)) }
    let shown = explanation.conclusions.prefix(OutlineFromWhy.partsShown)
    let cells = shown.map { DisplayWidth.of(number($0, combines)) }.max() ?? 0
    var last: String?
    for part in shown {
      node.children.append(
        self.node(
          part, before: number(part, combines).rightAligned(in: cells) + "  ", isRepeated: part.rule == last))
      last = part.rule
    }
    let rest = explanation.conclusions.count - shown.count + explanation.more
    if rest > 0 { node.children.append(OutlineNode(words.moreParts(rest), ink: .dim)) }
  }

  private func number(_ part: Conclusion, _ combines: Explanation.Combination) -> String {
    guard case .number(let number)? = part.contribution else { return "" }
    return combines == .sum && !number.hasPrefix("-") ? "+\(number)" : number
  }

  // MARK: Ranks

  private mutating func add(_ ranking: Ranking, to node: inout OutlineNode) {
    let names = ranking.terms.map { OutlineFromWhy.field($0.explanation.place) }
    node.details.append(
      OutlineNode.Detail(
        text: words.sorted(by: zip(names, ranking.terms).map { ($0, $1.descending) }), ink: .dim))
    node.details.append(OutlineNode.Detail(text: neighbour(ranking.before, names, isBefore: true)))
    node.details.append(OutlineNode.Detail(text: neighbour(ranking.behind, names, isBefore: false)))
    node.children += ranking.terms.map { self.node($0.explanation) }
  }

  private func neighbour(_ neighbour: Ranking.Neighbour?, _ names: [String], isBefore: Bool) -> String {
    guard let neighbour else { return isBefore ? words.first : words.last }
    let by = neighbour.decidedBy.map { term in
      neighbour.distance.map { words.distance(names[term], OutlineFromWhy.plain($0)) }
        ?? words.differs(names[term])
    }
    return words.neighbour(
      neighbour.rank, neighbour.name.text(in: locale).safeForTerminal, isBefore: isBefore,
      values: OutlineFromWhy.values(neighbour, names, words), by: by)
  }

  /// `percent 78, ready 3`
  static func values(_ neighbour: Ranking.Neighbour, _ names: [String], _ words: ExplanationWords) -> String {
    zip(names, neighbour.values).map { "\($0) \(plain($1))" }.joined(separator: words.listSeparator)
  }

  /// The field at the end of a path.
  static func field(_ place: StatedPlace) -> String {
    (place.path.split(separator: ".").last.map(String.init) ?? place.path).safeForTerminal
  }

  static func plain(_ value: Value) -> String {
    switch value {
    case .text(let text), .number(let text): text.safeForTerminal
    case .bool(let truth): truth ? "yes" : "no"
    case .list, .object: ""
    }
  }
}

extension StatedPlace {
  /// Whether it belongs to what the person states.
  var isProfile: Bool { path == "profile" || path.hasPrefix("profile.") }
}
