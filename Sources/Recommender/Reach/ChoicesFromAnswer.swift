import Inference
import RuleLanguage
import SourceTree

/// Walks from what a profile states along the changes of its pack.
struct ChoicesFromAnswer {
  /// More values at one place come from a change that knows no end.
  private static let maxValues = 1_000

  private let answer: Answer
  private let filter: PlaceFilter?
  private let entries: EntryLeaves
  private var source: StepSource
  private var ways: [ProfilePlace: PlaceWays] = [:]
  /// Values that were reached and not yet walked on from, with their places.
  private var open: [LeafID: [Inference.Value?: Set<ProfilePlace>]] = [:]
  private var problems: ChangeDiagnostics

  init(_ answer: Answer, _ filter: PlaceFilter?) {
    self.answer = answer
    self.filter = filter
    entries = EntryLeaves(answer.pack.shape)
    source = StepSource(answer)
    problems = ChangeDiagnostics(answer)
  }

  mutating func items() throws(DiagnosticError) -> [Choices.Item] {
    let wanted = answer.pack.changes.indices.filter {
      filter?.mayContain(answer.pack.changes[$0].head.leaf) ?? true
    }
    for number in wanted {
      let leaf = answer.pack.changes[number].head.leaf
      walk(number, from: .asStated, at: filter?.places(of: leaf))
    }
    while !open.isEmpty {
      let reached = open
      open = [:]
      for number in wanted {
        let leaf = answer.pack.changes[number].head.leaf
        for (value, places) in (reached[leaf] ?? [:]).sorted(by: { ($0.key ?? .min) < ($1.key ?? .min) }) {
          walk(number, from: .reading(value ?? fallback(of: leaf)), stated: value, at: places)
        }
      }
    }
    if let endless = source.endless { problems.tooMany(endless) }
    let below = factsBelowEntries()
    let items = ways.keys.sorted().compactMap { item($0, below) }
    try problems.stop()
    return items
  }

  private func fallback(of leaf: LeafID) -> Inference.Value? { answer.pack.shape[leaf].fallback }

  // MARK: Walking

  /// Takes the steps of one change.
  ///
  /// - Parameters:
  ///   - value: what is stated at these places; what the profile states, where it is left out.
  ///   - places: nil for all.
  private mutating func walk(
    _ number: Int, from beginning: StepSource.Beginning, stated value: Inference.Value?? = nil,
    at places: Set<ProfilePlace>?
  ) {
    let found = source.found(number, from: beginning, at: places)
    for place in places?.sorted() ?? found.keys.sorted() {
      guard let (bindings, failures) = found[place] else { continue }
      for bindings in failures { problems.notComputable(number, "where", bindings) }
      for bindings in bindings { step(number, bindings, from: value ?? stated(place), at: place) }
    }
  }

  private func stated(_ place: ProfilePlace) -> Inference.Value? {
    answer.profile.facts.contains(place.leaf, place.keys)
      ? answer.outcome.value(place.leaf, place.keys) : nil
  }

  private mutating func step(
    _ number: Int, _ bindings: [Inference.Value], from: Inference.Value?, at place: ProfilePlace
  ) {
    let change = answer.pack.changes[number]
    let leaf = answer.pack.shape[place.leaf]
    var to: Inference.Value?
    if !change.isDrop {
      let value = leaf.hasValue ? change.head.value.value { bindings[$0] } : 1
      guard value != .unbound else { return problems.notComputable(number, "then", bindings) }
      // What is read already, and what the place can't hold, is no step.
      guard leaf.canHold(value), value != from ?? leaf.fallback else { return }
      to = value
    }
    if to == from { return }
    let cost = change.cost.value { bindings[$0] }
    guard cost != .unbound else { return problems.notComputable(number, "cost", bindings) }
    guard cost >= 0 else { return problems.negative(number, cost, bindings) }
    let way = ChangeStep.Way(change: number, bindings: bindings, cost: cost)
    let beginning = stated(place)
    let isNew = ways[place, default: PlaceWays(from: beginning)].add(way, from: from, to: to)
    guard isNew, let count = ways[place]?.values.count else { return }
    if count > ChoicesFromAnswer.maxValues {
      problems.tooManyValues(number, place, ChoicesFromAnswer.maxValues)
    } else {
      open[place.leaf, default: [:]][to, default: []].insert(place)
    }
  }

  // MARK: Options

  private mutating func item(_ place: ProfilePlace, _ below: [LeafID: [[Int]: [Fact]]]) -> Choices.Item? {
    guard let ways = ways[place] else { return nil }
    guard let paths = ways.paths(fallback: fallback(of: place.leaf)) else {
      problems.tooDear(place)
      return nil
    }
    var stated: [Fact] = []
    if let value = ways.beginning {
      stated =
        [Fact(leaf: place.leaf, keys: place.keys, value: value)] + (below[place.leaf]?[place.keys] ?? [])
    }
    let options = paths.map { path in
      guard let value = path.value else { return (Choice.Option(facts: [], cost: path.cost), path.steps) }
      let fact = Fact(leaf: place.leaf, keys: place.keys, value: value)
      return (Choice.Option(facts: [fact] + entries.facts(over: fact), cost: path.cost), path.steps)
    }
    return Choices.Item(
      place: place, choice: Choice(stated: stated, options: options.map(\.0)), steps: options.map(\.1))
  }

  /// Who takes an entry of a map away takes what stands below it: by entry leaf and keys, what that is.
  private func factsBelowEntries() -> [LeafID: [[Int]: [Fact]]] {
    var below: [LeafID: [[Int]: [Fact]]] = [:]
    let shape = answer.pack.shape
    let dropped = Set(answer.pack.changes.filter(\.isDrop).map(\.head.leaf)).filter { leaf in
      if case .entry = shape[leaf].holds { ways.keys.contains { $0.leaf == leaf } } else { false }
    }
    guard !dropped.isEmpty else { return [:] }
    for fact in answer.profile.facts.facts {
      for entry in dropped where shape.isBelow(fact.leaf, entry: entry) {
        below[entry, default: [:]][Array(fact.keys.prefix(shape[entry].keys.count)), default: []].append(fact)
      }
    }
    return below
  }
}

extension ShapeLeaf {
  /// Whether a number is one that may be stated here.
  fileprivate func canHold(_ value: Inference.Value) -> Bool {
    guard hasValue, type == .number else { return true }
    return bounds?.contains(value) ?? true && (!isWhole || value % .one == 0)
  }
}

extension Shape {
  /// Whether a leaf belongs to the entries of a map.
  fileprivate func isBelow(_ leaf: LeafID, entry: LeafID) -> Bool {
    let (path, above) = (self[leaf].path, self[entry].path)
    return leaf != entry && self[leaf].keys.starts(with: self[entry].keys)
      && (path == above || path.hasPrefix(above + "."))
  }
}
