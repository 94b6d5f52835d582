import Inference
import RuleLanguage

/// Looks for the profile that states least of those under which a body matches.
struct ProfileSearch {
  enum Result {
    case found([Fact])
    /// No profile does it.
    case none
    case givenUp
    /// More may be stated than is ever looked through.
    case tooWide
  }

  private static let maxPlaces = 600
  private static let maxValues = 24
  private static let boxesWithoutBounds = 150

  private let pack: CompiledPack
  private let entries: EntryLeaves

  init(_ pack: CompiledPack) {
    self.pack = pack
    entries = EntryLeaves(pack.shape)
  }

  func witness(of body: Clause, effort: Int) -> Result {
    let probe = Probe(pack.program, body: body)
    var isWhole = true
    let choices = choices(probe, &isWhole)
    guard choices.count <= ProfileSearch.maxPlaces else { return .tooWide }
    guard let outcome = try? probe.program.evaluate([]) else { return .givenUp }
    let reach = Reach(outcome, choices: choices, goal: probe.goal, variables: 0)
    let boxes = reach.isBounded ? effort : min(effort, ProfileSearch.boxesWithoutBounds)
    let found = reach.search(maxBoxes: boxes)
    if let answer = found.answers.first { return .found(reach.facts(answer.options)) }
    return found.isExact && isWhole ? .none : .givenUp
  }

  // MARK: What may be stated

  private func choices(_ probe: Probe, _ isWhole: inout Bool) -> [Choice] {
    let constants = probe.program.constants
    var choices: [Choice] = []
    for (index, declared) in pack.shape.leaves.enumerated() {
      let leaf = LeafID(index)
      guard probe.isNeeded[index], pack.shape.isProfile(leaf),
        let values = values(declared, constants, &isWhole)
      else { continue }
      for keys in places(declared, leaf, probe, &isWhole) {
        let options = values.map { value in
          let fact = Fact(leaf: leaf, keys: keys, value: value)
          return Choice.Option(facts: [fact] + entries.facts(over: fact), cost: cost(value, declared))
        }.sorted { $0.cost < $1.cost }
        choices.append(Choice(stated: [], options: options))
      }
    }
    return choices
  }

  /// Each statement costs one; a whole number is a little easier to read than others.
  private func cost(_ value: Inference.Value, _ leaf: ShapeLeaf) -> Inference.Value {
    leaf.hasValue && leaf.type == .number && value % .one != 0 ? .one + 1 : .one
  }

  /// The values that may make a difference; nil for texts, which may be anything.
  func values(
    _ leaf: ShapeLeaf, _ constants: Set<Inference.Value>, _ isWhole: inout Bool
  ) -> [Inference.Value]? {
    guard leaf.hasValue else { return [1] }
    switch leaf.type {
    case .yesNo: return [0, 1]
    case .words(let words): return words.compactMap(pack.shape.word).sorted()
    case .id(let kind):
      let count = pack.vocabulary.count(of: kind)
      if count > ProfileSearch.maxPlaces { isWhole = false }
      return (0..<min(count, ProfileSearch.maxPlaces)).map(Inference.Value.init)
    case .text:
      isWhole = false
      return nil
    case .number: break
    }
    let bounds = pack.values(of: leaf)
    let step: Inference.Value = leaf.isWhole ? .one : 1
    if leaf.isWhole, let bounds = leaf.bounds,
      Int128(bounds.upperBound) - Int128(bounds.lowerBound) <= 20 * Int128(Inference.Value.one)
    {
      return Array(stride(from: bounds.lowerBound, through: bounds.upperBound, by: Int(Inference.Value.one)))
    }
    var values: Set<Inference.Value> = []
    for constant in constants {
      for value in [
        constant, constant.subtractingReportingOverflow(step).partialValue,
        constant.addingReportingOverflow(step).partialValue,
      ]
      where bounds.contains(value) && (!leaf.isWhole || value % .one == 0) { values.insert(value) }
    }
    if let bounds = leaf.bounds { values.formUnion([bounds.lowerBound, bounds.upperBound]) }
    if values.isEmpty { values = [0] }
    // Between two constants nothing changes for a comparison, but arithmetic may tell the values apart.
    isWhole = false
    return Array(values.sorted().prefix(ProfileSearch.maxValues))
  }

  private func places(
    _ leaf: ShapeLeaf, _ id: LeafID, _ probe: Probe, _ isWhole: inout Bool
  ) -> [[Int]] {
    var places: [[Int]] = [[]]
    for (column, key) in leaf.keys.enumerated() {
      guard case .kind(let kind) = key else {
        isWhole = false
        return []
      }
      let count = pack.vocabulary.count(of: kind)
      var keys = Array(0..<count)
      if places.count * count > ProfileSearch.maxPlaces {
        isWhole = false
        let named = probe.keys(of: id, column).map(Int.init)
        keys = Array(Set(keys.prefix(8) + named)).sorted()
        keys = Array(keys.prefix(max(1, ProfileSearch.maxPlaces / max(1, places.count))))
      }
      places = places.flatMap { place in keys.map { place + [$0] } }
    }
    return places
  }
}
