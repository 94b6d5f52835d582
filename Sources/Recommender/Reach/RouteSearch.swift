import Inference
import RuleLanguage
import SourceTree

/// Looks for routes to a goal, and tells them in the words of the pack.
struct RouteSearch {
  private static let statementsShown = 3

  private let answer: Answer
  private let goal: Condition
  private let variables: Int
  private let text: String
  private let isWanted: Bool
  private let printer: ValuePrinter

  init(_ answer: Answer, _ goal: Condition, variables: Int, goal text: String, isWanted: Bool = true) {
    self.answer = answer
    self.goal = goal
    self.variables = variables
    self.text = text
    self.isWanted = isWanted
    printer = answer.printer(answer.locales[0])
  }

  /// - Parameter isToldWhy: whether it is told what forbids a goal that cannot be reached.
  func reachability(
    count: Int, within: Double?, effort: Int, isToldWhy: Bool = true,
    while goesOn: (Reachability.Progress) -> Bool = { _ in true }
  ) throws(DiagnosticError) -> Reachability {
    let unit = answer.pack.costUnit.map(answer.text)
    func search(_ reach: Reach) -> Reach.Result {
      reach.search(max(1, count), within: limit, maxBoxes: max(1, effort)) { share, bound in
        goesOn(Reachability.Progress(share: share, bound: RouteSearch.number(bound), unit: unit))
      }
    }
    let limit = within.map { RouteSearch.millionths($0) } ?? .max
    var choices = try answer.choices(at: helpful)
    var reach = self.reach(choices)
    var found = search(reach)
    if found.hasFailed {
      choices = try answer.choices(at: nil)
      reach = self.reach(choices)
      found = search(reach)
    }
    var routes: [Route] = []
    for way in found.answers { routes.append(try route(way, choices)) }
    let isForbidden = isToldWhy && routes.isEmpty && found.isExact
    return Reachability(
      goal: text, routes: routes, isExact: found.isExact,
      bound: found.bound == .max ? nil : RouteSearch.number(found.bound),
      unit: unit,
      obstacle: isForbidden ? try obstacle(reach, isLimited: within != nil) : nil,
      answer: answer)
  }

  private func reach(_ choices: Choices) -> Reach {
    Reach(answer.outcome, choices: choices.choices, goal: goal, variables: variables, isWanted: isWanted)
  }

  /// The places at which a change may help.
  private var helpful: PlaceFilter {
    let movements = ChangeMovements(answer.pack).movements
    let polarity = Polarity(
      answer.outcome, goal: goal, variables: variables, isWanted: isWanted, movements: movements)
    var (leaves, places) = ([LeafID](), [ProfilePlace]())
    for leaf in Set(answer.pack.changes.map(\.head.leaf)) {
      guard let some = polarity.places(of: leaf) else {
        leaves.append(leaf)
        continue
      }
      places += some.map { ProfilePlace(leaf: leaf, keys: $0) }
    }
    return PlaceFilter(leaves: leaves, places: places)
  }

  private static func number(_ value: Inference.Value) -> Double {
    Double(value) / Double(Inference.Value.one)
  }

  private static func millionths(_ number: Double) -> Inference.Value {
    let scaled = (number * Double(Inference.Value.one)).rounded()
    return scaled >= Double(Inference.Value.max) ? .max : scaled <= 0 ? 0 : Inference.Value(scaled)
  }

  // MARK: Routes

  private func route(_ way: Reach.Answer, _ choices: Choices) throws(DiagnosticError) -> Route {
    let taken = way.options.indices.filter { way.options[$0] > 0 }.map {
      (choice: $0, option: way.options[$0] - 1)
    }
    let changed = try Answer(of: answer, for: choices.profile(answer.profile, taking: taken))
    let changes = taken.map { taken in
      (cost: choices.items[taken.choice].choice.options[taken.option].cost, taken: taken)
    }.sorted { one, other in one.cost != other.cost ? one.cost < other.cost : one.taken < other.taken }
    return Route(
      cost: RouteSearch.number(way.cost),
      changes: changes.map { change(choices.items[$0.taken.choice], $0.taken.option) },
      answer: changed)
  }

  private func change(_ item: Choices.Item, _ option: Int) -> Route.Change {
    let (place, steps) = (item.place, item.steps[option])
    let declared = answer.pack.shape[place.leaf]
    var subject = LocalizedText(declared.path.split(separator: ".").last.map(String.init) ?? declared.path)
    if let key = place.keys.last, case .kind(let kind)? = declared.keys.last {
      subject = answer.pack.vocabulary.name(key, of: kind)
    }
    return Route.Change(
      path: printer.path(place.leaf, place.keys), subject: answer.text(subject),
      from: steps.first.flatMap { value($0.from, place) }, to: steps.last.flatMap { value($0.to, place) },
      place: item.choice.stated.first.flatMap { answer.profile.facts.span(of: $0) }.map(
        answer.profile.sources.place),
      cost: RouteSearch.number(item.choice.options[option].cost),
      steps: steps.map { step($0, place) })
  }

  private func step(_ step: ChangeStep, _ place: ProfilePlace) -> Route.Step {
    Route.Step(
      from: value(step.from, place), to: value(step.to, place), cost: RouteSearch.number(step.cost),
      ways: step.ways.map { way in
        let rule = answer.pack.changes[way.change].rule
        return Route.Way(
          change: rule.name, text: rule.because.map { answer.text($0, way.bindings) },
          cost: RouteSearch.number(way.cost), place: answer.pack.sources.place(of: rule.span))
      })
  }

  private func value(_ value: Inference.Value?, _ place: ProfilePlace) -> Value? {
    guard let value else { return nil }
    let declared = answer.pack.shape[place.leaf]
    return declared.hasValue ? printer.data(value, VariableType(declared.type)) : .bool(true)
  }

  // MARK: Obstacles

  private func obstacle(
    _ reach: Reach, isLimited: Bool
  ) throws(DiagnosticError) -> Reachability.Obstacle {
    // What seems of no help now may help with a field that is free.
    let choices = try answer.choices(at: nil)
    let changeable = Set(choices.items.map { field(answer.pack.shape[$0.place.leaf].path) })
    var fields: [(path: String, leaves: [LeafID])] = []
    for (index, leaf) in answer.pack.shape.leaves.enumerated() {
      guard answer.pack.shape.isProfile(LeafID(index)), leaf.path != Shape.profile else { continue }
      let path = field(leaf.path)
      if changeable.contains(path) { continue }
      if fields.last?.path == path {
        fields[fields.count - 1].leaves.append(LeafID(index))
      } else {
        fields.append((path, [LeafID(index)]))
      }
    }
    switch reach.obstacles(among: fields.map(\.leaves), all: choices.choices) {
    case .each(let found): return .each(found.map { self.field(fields[$0]) })
    case .together(let found): return .together(found.map { self.field(fields[$0]) })
    case .none: return .rules
    case .unknown: return isLimited ? .cost : standing(reach, choices)
    }
  }

  /// The statements that stand in the way of changes that were all tried.
  private func standing(_ reach: Reach, _ choices: Choices) -> Reachability.Obstacle {
    let changed = Set(reach.searched.flatMap(\.stated))
    var groups = choices.items.map {
      (path: printer.path($0.place.leaf, $0.place.keys), facts: $0.choice.stated)
    }
    let grouped = Set(groups.flatMap(\.facts))
    for fact in answer.profile.facts.facts where !grouped.contains(fact) {
      let path = field(answer.pack.shape[fact.leaf].path)
      if groups.last?.path == path {
        groups[groups.count - 1].facts.append(fact)
      } else {
        groups.append((path, [fact]))
      }
    }
    groups.removeAll { group in group.facts.isEmpty || group.facts.contains(where: changed.contains) }
    guard let found = reach.openings(without: groups.map(\.facts)) else { return .search }
    let fields = found.groups.map { statements(groups[$0].path, groups[$0].facts) }
    return found.isEachEnough ? .without(fields) : .withoutAll(fields)
  }

  /// `profile.years` of `profile.years`, `profile.skills` of `profile.skills.$skill`.
  private func field(_ path: String) -> String { path.split(separator: ".").prefix(2).joined(separator: ".") }

  private func field(_ field: (path: String, leaves: [LeafID])) -> Reachability.Field {
    statements(field.path, answer.profile.facts.facts.filter { field.leaves.contains($0.leaf) })
  }

  private func statements(_ path: String, _ facts: [Fact]) -> Reachability.Field {
    Reachability.Field(
      path: path,
      stated: facts.prefix(RouteSearch.statementsShown).map { fact in
        let declared = answer.pack.shape[fact.leaf]
        return Reachability.Statement(
          path: printer.path(fact.leaf, fact.keys),
          value: declared.hasValue ? printer.data(fact.value, VariableType(declared.type)) : .bool(true),
          place: answer.profile.facts.span(of: fact).map(answer.profile.sources.place))
      }, more: max(0, facts.count - RouteSearch.statementsShown))
  }
}
