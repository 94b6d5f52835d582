internal import Recommender

/// Makes an outline of what something lacks.
struct OutlineFromWhyNot {
  private static let contributionsShown = 5

  private let locale: String
  private let words: ExplanationWords
  private let style: Style
  private var facts: OutlineFromWhy
  /// The numbers of what is referred to from further down.
  private var referred: Set<Int> = []
  private var isCut = false

  private init(locale: String, style: Style) {
    self.locale = locale
    self.style = style
    words = ExplanationWords(locale)
    facts = OutlineFromWhy(locale: locale)
  }

  static func outline(_ whyNot: WhyNot, in locale: String, style: Style) -> [OutlineNode] {
    var maker = OutlineFromWhyNot(locale: locale, style: style)
    let goal = whyNot.goal.safeForTerminal
    guard !whyNot.holds else {
      var node = OutlineNode(maker.words.holds(goal), ink: .bold)
      node.details = [OutlineNode.Detail(text: maker.words.askWhy, ink: .dim)]
      return [node]
    }
    for miss in whyNot.misses { maker.collect(miss) }
    var nodes = [OutlineNode(maker.words.holdsNot(goal), ink: .bold)]
    for miss in whyNot.misses {
      nodes += maker.premises(miss)
    }
    if maker.isCut { nodes.append(OutlineNode(maker.words.deeper, ink: .dim)) }
    if whyNot.more > 0 { nodes.append(OutlineNode(maker.words.moreWays(whyNot.more), ink: .dim)) }
    if !whyNot.isComplete { nodes.append(OutlineNode(maker.words.incomplete, ink: .dim)) }
    return nodes
  }

  private mutating func collect(_ miss: NearMiss) {
    for absence in miss.failing.compactMap(\.absence) {
      if absence.isAbove { referred.insert(absence.number) }
      for way in absence.ways { collect(way) }
    }
  }

  // MARK: Ways

  /// What holds and what fails, the latter first.
  private mutating func premises(_ miss: NearMiss) -> [OutlineNode] {
    var nodes = miss.failing.map { failing($0) }
    nodes += miss.open.map {
      OutlineNode(words.besides($0.text(in: locale).safeForTerminal)).marked("?", .yellow)
    }
    nodes += miss.holding.map { mention($0).marked(passed, .green) }
    nodes += miss.passed.map { OutlineNode($0.text(in: locale).safeForTerminal).marked(passed, .green) }
    nodes += miss.absent.map { OutlineNode(facts.absent($0)).marked(passed, .green) }
    return nodes
  }

  private var passed: String { style.hasUnicode ? "✓" : "+" }
  private var failed: String { style.hasUnicode ? "✗" : "x" }

  private mutating func mention(_ explanation: Explanation) -> OutlineNode { facts.node(explanation) }

  private mutating func node(_ way: NearMiss) -> OutlineNode {
    var node = OutlineNode(
      way.rule.map { facts.ruleNote($0, way.place) } ?? "", note: words.fails(way.failing.count))
    node.children = premises(way)
    return node
  }

  // MARK: What fails

  private mutating func failing(_ premise: FailedPremise) -> OutlineNode {
    var node = OutlineNode(neededText(premise)).marked(failed, .red)
    switch premise.kind {
    case .pattern, .test:
      if premise.place != nil { node.details += there(premise) }
    case .unless:
      for found in premise.found { node.details.append(standing(found)) }
    case .value: break
    }
    if premise.isCut { isCut = true }
    if let absence = premise.absence { add(absence, to: &node) }
    return node
  }

  private func neededText(_ premise: FailedPremise) -> String {
    if let place = premise.place {
      let text = facts.text(place)
      return premise.kind == .unless ? words.forbids(text) : text
    }
    let (test, computed) = (
      premise.test?.text(in: locale).safeForTerminal ?? "",
      premise.computed?.text(in: locale).safeForTerminal ?? ""
    )
    return premise.kind == .value ? words.value(computed) : words.test(test, computed)
  }

  /// What stands there instead of what was needed.
  private mutating func there(_ premise: FailedPremise) -> [OutlineNode.Detail] {
    guard let first = premise.found.first else {
      let isProfile = premise.place?.isProfile == true
      return [OutlineNode.Detail(text: isProfile ? words.notInProfile : words.nothingThere, ink: .dim)]
    }
    guard premise.found.count > 1 || first.place.path != premise.place?.path || first.isMember else {
      return [value(first)]
    }
    let shown = premise.found.map { found in
      found.place.path == premise.place?.path
        ? found.place.valueText?.text(in: locale).safeForTerminal ?? "" : facts.text(found.place)
    }.joined(separator: words.listSeparator)
    let more = premise.foundMore > 0 ? words.moreThere(premise.foundMore) : ""
    return [
      OutlineNode.Detail(
        text: words.isThere(shown + more), ink: .dim, note: premise.found.count == 1 ? reason(first) : nil)
    ]
  }

  /// Where a fact is stated, or why it follows.
  private func reason(_ found: Explanation) -> String? {
    if let source = found.source { return OutlineFromWhy.line(source) }
    guard found.origin == .rules else { return nil }
    let reason = found.sentence(in: locale).safeForTerminal
    return reason == facts.text(found.place) ? nil : reason
  }

  private func value(_ found: Explanation) -> OutlineNode.Detail {
    let value = found.place.valueText?.text(in: locale).safeForTerminal ?? ""
    switch found.origin {
    case .assumed:
      return OutlineNode.Detail(
        text: found.place.isProfile ? words.counts(value) : words.standsByDefault(value), ink: .dim)
    case .profile, .pack, .rank, .rules:
      return OutlineNode.Detail(text: words.stands(value), ink: .dim, note: reason(found))
    }
  }

  /// What an `unless` found.
  private func standing(_ found: Explanation) -> OutlineNode.Detail {
    OutlineNode.Detail(text: words.isThere(facts.text(found.place)), ink: .dim, note: reason(found))
  }

  // MARK: What no rule concluded

  private mutating func add(_ absence: Absence, to node: inout OutlineNode) {
    guard !absence.isAbove else {
      node.note = words.above(absence.number)
      return
    }
    if referred.contains(absence.number) { node.text = words.tag(absence.number) + node.text }
    if let rank = absence.rank {
      add(rank, to: &node)
      return
    }
    // What a rank lacks are values to sort by, and no rule stands between.
    for way in absence.ways { node.children += way.rule == nil ? premises(way) : [self.node(way)] }
    if absence.more > 0 { node.children.append(OutlineNode(words.moreWays(absence.more), ink: .dim)) }
    if absence.ways.isEmpty { node.details.append(OutlineNode.Detail(text: words.noWay, ink: .dim)) }
  }

  private func add(_ gap: RankGap, to node: inout OutlineNode) {
    let names = gap.terms.map { OutlineFromWhy.field($0.place) }
    for other in gap.between {
      node.details.append(
        OutlineNode.Detail(
          text: words.ahead(
            other.rank, other.name.text(in: locale).safeForTerminal,
            OutlineFromWhy.values(other, names, words),
            isBefore: other.rank < gap.rank)))
    }
    if gap.more > 0 { node.details.append(OutlineNode.Detail(text: words.moreAhead(gap.more), ink: .dim)) }
    guard let rival = gap.rival, let decided = gap.decidedBy, decided < gap.terms.count else { return }
    let term = gap.terms[decided]
    var compared = OutlineNode(
      words.compared(
        rival.name.text(in: locale).safeForTerminal, names[decided], own: OutlineFromWhy.plain(term.own),
        other: OutlineFromWhy.plain(term.other)))
    for contribution in gap.contributions.prefix(OutlineFromWhyNot.contributionsShown) {
      let difference = OutlineFromWhy.plain(contribution.difference)
      compared.children.append(
        OutlineNode(
          words.contribution(
            OutlineFromWhy.field(contribution.sum), contribution.subject.text(in: locale).safeForTerminal,
            own: OutlineFromWhy.plain(contribution.own), other: OutlineFromWhy.plain(contribution.other),
            difference.hasPrefix("-") ? difference : "+\(difference)")))
    }
    let rest =
      gap.contributionsMore + max(0, gap.contributions.count - OutlineFromWhyNot.contributionsShown)
    if rest > 0 { compared.children.append(OutlineNode(words.moreContributions(rest), ink: .dim)) }
    node.children.append(compared)
  }
}
