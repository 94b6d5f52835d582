internal import Recommender

/// Makes an outline of the ways to a goal: what a reader of one language sees of it.
struct OutlineFromReach {
  private let found: Reachability
  private let locale: String
  private let words: ReachWords

  static func outline(_ found: Reachability, within: Double?, in locale: String) -> [OutlineNode] {
    let maker = OutlineFromReach(found, in: locale)
    guard !found.holdsAlready else {
      return [OutlineNode(maker.words.holdsAlready(maker.goal), ink: .bold)]
    }
    var nodes = [OutlineNode(maker.words.goal(maker.goal), ink: .bold)]
    nodes[0].details = [OutlineNode.Detail(text: maker.summary(within), ink: .dim)]
    nodes[0].children = maker.obstacles
    for (index, route) in found.routes.enumerated() { nodes.append(maker.route(route, index + 1)) }
    return nodes
  }

  /// `Data analysis 2 → 4 and Copywriting 3 → 4 (120 hours) would take this place away`
  static func margin(_ found: Reachability, in locale: String) -> String? {
    let maker = OutlineFromReach(found, in: locale)
    guard let route = found.routes.first else { return found.isExact ? maker.words.firm : nil }
    let changes = route.changes.map(maker.text).joined(separator: Words.of(locale).listSeparator)
    return maker.words.margin(changes, cost: maker.cost(route.cost))
  }

  /// `12 % of the search, 450 hours at least`
  static func progress(_ progress: Reachability.Progress, in locale: String) -> String {
    ReachWords(locale).searching(
      Bar.label(progress.share * 100), atLeast: cost(progress.bound, progress.unit, in: locale))
  }

  private init(_ found: Reachability, in locale: String) {
    self.found = found
    self.locale = locale
    words = ReachWords(locale)
  }

  private var goal: String { found.goal.safeForTerminal }

  private func summary(_ within: Double?) -> String {
    if found.routes.isEmpty {
      if !found.isExact { return words.nothingFound(found.bound.map(cost)) }
      if case .cost = found.obstacle, let within { return words.tooDear(cost(within)) }
      return words.unreachable
    }
    return found.isExact ? words.cheapest(found.routes.count) : words.notExact(found.bound.map(cost))
  }

  // MARK: Routes

  private func route(_ route: Route, _ number: Int) -> OutlineNode {
    var node = OutlineNode(
      words.route(
        number, of: found.routes.count, cost: cost(route.cost), changes: route.changes.count), ink: .bold)
    node.children = route.changes.map(change)
    return node
  }

  private func change(_ change: Route.Change) -> OutlineNode {
    let notes = [cost(change.cost), change.place.map(OutlineFromWhy.line)].compactMap(\.self)
    var node = OutlineNode(text(change), note: notes.joined(separator: Words.of(locale).listSeparator))
    guard change.steps.count > 1 else {
      node.details = change.steps.flatMap(details)
      return node
    }
    node.children = change.steps.map { step in
      var child = OutlineNode(
        words.change("", from: step.from.map(plain), to: step.to.map(plain)).trimmed, note: cost(step.cost))
      child.details = details(step)
      return child
    }
    return node
  }

  /// The cheapest way, and how many others there are.
  private func details(_ step: Route.Step) -> [OutlineNode.Detail] {
    guard let way = step.ways.first else { return [] }
    let rest = step.ways.count - 1
    return [
      OutlineNode.Detail(
        text: way.text?.text(in: locale).safeForTerminal ?? way.change.safeForTerminal, ink: .dim,
        note: rest > 0 ? words.others(rest) : nil)
    ]
  }

  private func text(_ change: Route.Change) -> String {
    let subject = change.subject.text(in: locale).safeForTerminal
    if case .bool(true)? = change.to, change.from == nil { return words.add(subject) }
    return words.change(subject, from: change.from.map(plain), to: change.to.map(plain))
  }

  private func plain(_ value: Value) -> String {
    if case .bool(let truth) = value { return truth ? Words.of(locale).yes : Words.of(locale).no }
    return OutlineFromWhy.plain(value)
  }

  /// `120 hours`
  private func cost(_ cost: Double) -> String {
    OutlineFromReach.cost(cost, found.unit, in: locale)
  }

  private static func cost(_ cost: Double, _ unit: Text?, in locale: String) -> String {
    let number = cost == cost.rounded() && cost.magnitude < 1e15 ? String(Int(cost)) : "\(cost)"
    return unit.map { "\(number) \($0.text(in: locale).safeForTerminal)" } ?? number
  }

  // MARK: Obstacles

  private var obstacles: [OutlineNode] {
    switch found.obstacle {
    case nil, .cost: []
    case .each(let fields): fields.map { OutlineNode(words.forbids(name($0), stated($0)), note: note($0)) }
    case .together(let fields): list(fields, below: words.together)
    case .without(let fields): list(fields, below: words.searched, words.standAlone)
    case .withoutAll(let fields): list(fields, below: words.searched, words.standTogether)
    case .rules: [OutlineNode(words.rules)]
    case .search: [OutlineNode(words.searched)]
    }
  }

  private func list(_ fields: [Reachability.Field], below heads: String...) -> [OutlineNode] {
    heads.map { OutlineNode($0) } + fields.map { OutlineNode(stated($0) ?? name($0), note: note($0)) }
  }

  private func name(_ field: Reachability.Field) -> String { field.path.safeForTerminal }

  /// `profile.years: 2`
  private func stated(_ field: Reachability.Field) -> String? {
    guard !field.stated.isEmpty else { return nil }
    let shown = field.stated.map { statement in
      if case .bool(true) = statement.value { return statement.path.safeForTerminal }
      return "\(statement.path.safeForTerminal)\(Words.of(locale).colon)\(plain(statement.value))"
    }.joined(separator: Words.of(locale).listSeparator)
    return field.more > 0 ? shown + words.more(field.more) : shown
  }

  private func note(_ field: Reachability.Field) -> String? {
    field.stated.first?.place.map(OutlineFromWhy.line)
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
