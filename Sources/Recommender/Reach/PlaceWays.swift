import Inference

/// The steps that lead from value to value at one place.
struct PlaceWays {
  /// What the profile states there.
  let beginning: Inference.Value?
  /// By value before and after.
  private var ways: [Inference.Value?: [Inference.Value?: [ChangeStep.Way]]] = [:]
  /// The values that are known so far.
  private(set) var values: Set<Inference.Value?>

  init(from beginning: Inference.Value?) {
    self.beginning = beginning
    values = [beginning]
  }

  /// - Returns: whether the step leads to a value that was not known.
  mutating func add(_ way: ChangeStep.Way, from: Inference.Value?, to: Inference.Value?) -> Bool {
    ways[from, default: [:]][to, default: []].append(way)
    return values.insert(to).inserted
  }

  /// Where a place may come to, and how.
  struct Path {
    let value: Inference.Value?
    let cost: Inference.Value
    let steps: [ChangeStep]
  }

  /// The cheapest path to each value, by cost, then in the order of values; of equal ones the shortest.
  ///
  /// Source: E. W. Dijkstra, "A note on two problems in connexion with graphs", Numer. Math. 1 (1959). Values are few, so
  /// the nearest is looked for by going through all.
  ///
  /// - Parameter fallback: what is read where nothing is stated.
  /// - Returns: nil where the costs of a path leave the range of numbers.
  func paths(fallback: Inference.Value?) -> [Path]? {
    var paths: [Path] = []
    var open: [Inference.Value?: Path] = [beginning: Path(value: beginning, cost: 0, steps: [])]
    var done: Set<Inference.Value?> = []
    while let next = open.values.min(by: PlaceWays.precedes) {
      open[next.value] = nil
      done.insert(next.value)
      paths.append(next)
      for (to, ways) in ways[next.value] ?? [:] where !done.contains(to) {
        let step = ChangeStep(from: next.value ?? fallback, to: to, ways: ways.sorted())
        let (cost, isOverflow) = next.cost.addingReportingOverflow(step.cost)
        if isOverflow { return nil }
        let path = Path(value: to, cost: cost, steps: next.steps + [step])
        if open[to].map({ PlaceWays.precedes(path, $0) }) ?? true { open[to] = path }
      }
    }
    return paths.dropFirst().sorted { one, other in
      one.cost == other.cost ? (one.value ?? .min) < (other.value ?? .min) : one.cost < other.cost
    }
  }

  private static func precedes(_ one: Path, _ other: Path) -> Bool {
    if one.cost != other.cost { return one.cost < other.cost }
    if one.steps.count != other.steps.count { return one.steps.count < other.steps.count }
    guard one.value == other.value else { return (one.value ?? .min) < (other.value ?? .min) }
    return one.values.lexicographicallyPrecedes(other.values)
  }
}

extension PlaceWays.Path {
  /// What is read on the way, to tell equal paths apart.
  fileprivate var values: [Inference.Value] { steps.map { $0.from ?? .min } }
}
