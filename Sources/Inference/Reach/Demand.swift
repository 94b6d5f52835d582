/// What a goal costs at least within a box, found backwards from the goal: which sums must reach what, and what the
/// choices that contribute to them cost.
///
/// For a sum that must grow by so much it is the bound of the fractional knapsack (G. B. Dantzig, "Discrete-variable
/// extremum problems", Operations Research 5, 1957): options by what they contribute for their cost, the last in part.
/// Of premises that must all hold the dearest counts, of ways that lead to a place the cheapest.
struct Demand {
  /// More than the box costs already.
  struct Bound {
    var cost: Value
    /// Where the box is best cut: options of a choice up to this one, and those behind it.
    var cut: (choice: Int, option: Int)?

    static let free = Bound(cost: 0)
    static let impossible = Bound(cost: .max)
    var isPossible: Bool { cost < .max }
  }

  let network: Network
  let tariff: Tariff
  var weighing: Weighing
  var box: Box
  /// Whether `box` has become smaller.
  private(set) var isNarrowed = false
  /// Whether nothing of it is left.
  private var isEmpty = false
  private var steps = 0

  private static let maxDepth = 24
  private static let maxSteps = 20_000

  init(_ network: Network, _ tariff: Tariff, _ weighing: Weighing, _ box: Box) {
    self.network = network
    self.tariff = tariff
    self.weighing = weighing
    self.box = box
  }

  /// Weighs a box, and narrows it as long as that helps.
  ///
  /// - Returns: what the goal costs beyond the least options of the narrowed box.
  mutating func bound(_ start: Box, isWanted: Bool) -> Bound {
    box = start
    for _ in 0..<8 {
      weighing.run(box)
      isNarrowed = false
      isEmpty = false
      steps = 0
      let bound = isWanted ? goal() : absence()
      if isEmpty { return .impossible }
      guard bound.isPossible, isNarrowed else { return bound }
    }
    weighing.run(box)
    isNarrowed = false
    return .free
  }

  /// Whether the goal may come out as it is wanted within the box that was weighed last.
  func mayHold(isWanted: Bool) -> Bool {
    isWanted ? weighing.mayHold(network.goal) : !weighing.surelyHolds(network.goal)
  }

  private mutating func goal() -> Bound {
    weighing.mayHold(network.goal) ? place(network.goal, .yes, isForced: true, 0) : .impossible
  }

  // MARK: Places

  /// What it costs at least that a place holds something out of an interval.
  ///
  /// - Parameter isForced: whether there is no other way, so that options that do not serve may go.
  private mutating func place(_ place: Int, _ need: Interval, isForced: Bool, _ depth: Int) -> Bound {
    guard weighing.mayHold(place) else { return .impossible }
    let value = weighing.value(place)
    guard !value.intersection(need).isEmpty else { return .impossible }
    if weighing.surelyHolds(place), value.isInside(need) { return .free }
    steps += 1
    guard depth < Demand.maxDepth, steps < Demand.maxSteps else { return .free }
    if let fallback = network.fallbacks[place], need.contains(fallback), !weighing.isSurelyWritten(place) {
      return .free
    }
    let other = network.unlessAt[place]
    if other >= 0, !weighing.isSurelyWritten(other) { return .free }
    switch network.holds[place] {
    case .sum: return sum(place, need, isForced: isForced)
    case .rank: return rank(place, need, isForced: isForced, depth)
    case .max where need.high < value.high && need.contains(value.low): return .free
    case .min where need.low > value.low && need.contains(value.high): return .free
    case .one, .max, .min: return written(place, need, isForced: isForced, depth)
    }
  }

  /// The cheapest way to write something wanted.
  private mutating func written(_ place: Int, _ need: Interval, isForced: Bool, _ depth: Int) -> Bound {
    let known = network.places[place]
    if known.given.contains(where: need.contains) { return .free }
    let ways = known.writers.filter { way in
      guard weighing.fires(way.instance).may else { return false }
      // A greatest or least value that is wanted comes from one of the ways, too.
      let head = network.shapes[network.shapeOf[way.instance]].heads[way.head]
      return !weighing.value(of: head).intersection(need).isEmpty
    }
    let statements = known.statements.filter { statement in
      (box.low[statement.choice]...box.high[statement.choice]).contains { option in
        statement.values[option].map(need.contains) ?? false
      }
    }
    let isOnly = isForced && ways.count + statements.count == 1
    var best = Bound.impossible
    for statement in statements {
      let bound = stated(statement, need, isForced: isOnly)
      if bound.cost < best.cost { best = bound }
    }
    for way in ways {
      let bound = instance(way.instance, way.head, need, isForced: isOnly, depth)
      if bound.cost < best.cost || !best.isPossible { best = bound }
      if best.cost == 0, best.cut != nil { break }
    }
    return best
  }

  private mutating func stated(_ statement: Network.Statement, _ need: Interval, isForced: Bool) -> Bound {
    let choice = statement.choice
    let range = box.low[choice]...box.high[choice]
    let serving = range.filter { statement.values[$0].map(need.contains) ?? false }
    guard let first = serving.first, let last = serving.last else { return .impossible }
    if isForced {
      narrow(choice, first...last)
      return .free
    }
    let cost = network.cost(choice, first) - network.cost(choice, range.lowerBound)
    return Bound(cost: cost, cut: first > range.lowerBound ? (choice, first - 1) : nil)
  }

  private mutating func narrow(_ choice: Int, _ range: ClosedRange<Int>) {
    let (low, high) = (max(box.low[choice], range.lowerBound), min(box.high[choice], range.upperBound))
    guard low <= high else {
      isEmpty = true
      return
    }
    if low > box.low[choice] || high < box.high[choice] { isNarrowed = true }
    box.low[choice] = low
    box.high[choice] = high
  }

  // MARK: Matches

  /// What it costs at least that a match fires and a head writes something wanted.
  private mutating func instance(
    _ number: Int, _ head: Int, _ need: Interval, isForced: Bool, _ depth: Int
  ) -> Bound {
    guard weighing.fires(number).may else { return .impossible }
    let instance = network.instances[number]
    let shape = network.shapes[instance.shape]
    for _ in 0..<2 {
      for test in shape.tests {
        let truth = test.value(weighing.frame, &weighing.scratch)
        if truth == .no { return .impossible }
        if truth == Interval(0, 1), !narrow(test, to: .yes) { return .impossible }
      }
      if let value = shape.heads[head].value, !narrow(value, to: need) { return .impossible }
    }
    return all(shape.premises, instance.premises, isForced: isForced, depth)
  }

  private mutating func narrow(_ expression: IntervalExpression, to wanted: Interval) -> Bool {
    expression.narrow(&weighing.frame, to: wanted, &weighing.scratch)
  }

  /// What it costs at least that all premises hold, with the values that the frame leaves.
  private mutating func all(
    _ premises: [Network.Shape.Premise], _ places: [Int], isForced: Bool, _ depth: Int
  ) -> Bound {
    let needs = premises.map { premise in
      switch premise.value {
      case .any: Interval.all
      case .constant(let value): Interval(value)
      case .variable(let variable): weighing.frame[variable]
      }
    }
    var dearest = Bound.free
    for (place, need) in zip(places, needs) {
      let bound = self.place(place, need, isForced: isForced, depth + 1)
      if bound.cost > dearest.cost || dearest.cut == nil && bound.cost == dearest.cost { dearest = bound }
      if !dearest.isPossible { break }
    }
    return dearest
  }

  // MARK: Sums

  /// The bound of the fractional knapsack, and options that are needed or out of the question.
  private mutating func sum(_ place: Int, _ need: Interval, isForced: Bool) -> Bound {
    let value = weighing.value(place)
    var bound = Bound.free
    if value.low < need.low {
      bound = knapsack(place, need.low, isForced: isForced) { $0.high }
    }
    if value.high > need.high {
      let other = knapsack(place, need.high == .max ? .max : -need.high, isForced: isForced) { -$0.low }
      if other.cost > bound.cost || bound.cut == nil { bound = other }
    }
    return bound
  }

  private struct Item {
    let choice: Int
    let option: Int
    let gain: Int128
    let cost: Int128
  }

  /// Beyond these, products of gains and costs may not fit.
  private static let largest: Int128 = 1 << 60

  /// What it costs at least that a sum, seen from one side, is `need` or more.
  private mutating func knapsack(
    _ place: Int, _ need: Value, isForced: Bool, _ side: (Interval) -> Value
  ) -> Bound {
    let known = network.places[place]
    guard known.statements.isEmpty else { return .free }
    var base = Int128(0)
    for value in known.given { base += Int128(side(Interval(value))) }
    for group in known.groups where !tariff.isShared[group] {
      base += Int128(side(weighing.contribution(group)))
    }
    let shares = tariff.shares[place] ?? []
    var most = base
    var greatest: [Int128] = []
    for share in shares {
      base += Int128(side(share.contributions[box.low[share.choice]]))
      let range = box.low[share.choice]...box.high[share.choice]
      let best = range.map { Int128(side(share.contributions[$0])) }.max() ?? 0
      greatest.append(best)
      most += best
    }
    guard most >= Int128(need) else { return .impossible }
    // What is contributed comes in multiples of something, so the rest of the way does, too.
    let grain = grain(shares, side)
    var deficit = Int128(need) - base
    if grain > 1, deficit > 0 { deficit = (deficit + grain - 1) / grain * grain }
    if isForced {
      for (share, best) in zip(shares, greatest) {
        let range = box.low[share.choice]...box.high[share.choice]
        let serving = range.filter {
          most - best + Int128(side(share.contributions[$0])) >= Int128(need)
        }
        if let first = serving.first, let last = serving.last { narrow(share.choice, first...last) }
      }
      // The box is weighed again.
      if isNarrowed { return .free }
    }
    guard deficit > 0 else { return .free }
    var items: [Item] = []
    for share in shares {
      guard let steps = self.items(share, side) else { return .free }
      items += steps
    }
    // By what they give for their cost; ties by choice and option, so that the answer is one.
    items.sort { one, other in
      let (left, right) = (one.gain * other.cost, other.gain * one.cost)
      return left != right ? left > right : (one.choice, one.option) < (other.choice, other.option)
    }
    var cost = Int128(0)
    for item in items {
      if item.gain >= deficit {
        let part = (item.cost * deficit + item.gain - 1) / item.gain
        return Bound(cost: Interval.clamped(cost + part), cut: (item.choice, item.option - 1))
      }
      deficit -= item.gain
      cost += item.cost
    }
    return .impossible
  }

  /// What all contributions beyond those of the least options are multiples of.
  private func grain(_ shares: [Tariff.Share], _ side: (Interval) -> Value) -> Int128 {
    var grain = Int128(0)
    for share in shares {
      let least = Int128(side(share.contributions[box.low[share.choice]]))
      for option in box.low[share.choice]...box.high[share.choice] {
        var rest = abs(Int128(side(share.contributions[option])) - least)
        while rest != 0 { (grain, rest) = (rest, grain % rest) }
      }
    }
    return grain
  }

  /// The steps of the upper hull of what a choice contributes over what it costs.
  private func items(_ share: Tariff.Share, _ side: (Interval) -> Value) -> [Item]? {
    var hull: [(option: Int, cost: Int128, gain: Int128)] = []
    for option in box.low[share.choice]...box.high[share.choice] {
      let (cost, gain) = (
        Int128(network.cost(share.choice, option)), Int128(side(share.contributions[option]))
      )
      guard cost < Demand.largest, gain.magnitude < Demand.largest.magnitude else { return nil }
      if let last = hull.last, gain <= last.gain { continue }
      // What costs no more and gives more takes the place of the one before.
      if let last = hull.last, hull.count > 1, cost == last.cost { hull.removeLast() }
      while hull.count > 1 {
        let (one, two) = (hull[hull.count - 2], hull[hull.count - 1])
        guard (two.gain - one.gain) * (cost - two.cost) <= (gain - two.gain) * (two.cost - one.cost) else {
          break
        }
        hull.removeLast()
      }
      hull.append((option, cost, gain))
    }
    return hull.indices.dropFirst().map { index in
      Item(
        choice: share.choice, option: hull[index].option, gain: hull[index].gain - hull[index - 1].gain,
        cost: hull[index].cost - hull[index - 1].cost)
    }
  }

  // MARK: Ranks

  private mutating func rank(_ place: Int, _ need: Interval, isForced: Bool, _ depth: Int) -> Bound {
    let known = network.places[place]
    let ranking = network.rankings[known.ranking]
    let value = weighing.value(place)
    var bound = Bound.free
    if value.high > need.high {
      let others = ranking.siblings.indices.filter { other in
        other != known.position && ranking.siblings[other].terms.allSatisfy(weighing.surelyHolds)
      }
      bound = rise(
        known.position, ranking, among: others, term: 0, to: Int(need.high / .one), isForced: isForced, depth)
    }
    if value.low < need.low, bound.isPossible {
      let other = fall(known.position, ranking, behind: Int((need.low - 1) / .one), depth)
      if other.cost > bound.cost || bound.cut == nil { bound = other }
    }
    return bound
  }

  /// A place among the first few of some siblings that tie in the terms before: the merit must reach that of the first
  /// sibling that must not stand before it, and where it just does, the next terms must decide well.
  private mutating func rise(
    _ position: Int, _ ranking: Network.Ranking, among siblings: [Int], term: Int, to place: Int,
    isForced: Bool, _ depth: Int
  ) -> Bound {
    guard place > 0 else { return .impossible }
    guard siblings.count >= place else { return .free }
    guard term < ranking.terms.count else {
      return siblings.count(where: { $0 < position }) < place ? .free : .impossible
    }
    let merits = siblings.map { weighing.merit(ranking, $0, term).low }
    let limit = merits.sorted(by: >)[place - 1]
    let equal = zip(siblings, merits).filter { $1 == limit }.map(\.0)
    let above = merits.count { $0 > limit }
    let first = merit(ranking, position, term, atLeast: limit, isForced: isForced, depth)
    guard first.isPossible, weighing.merit(ranking, position, term).low <= limit else { return first }
    let tied = rise(
      position, ranking, among: equal, term: term + 1, to: place - above, isForced: false, depth)
    if tied.cost <= first.cost { return first }
    let better = merit(ranking, position, term, atLeast: limit + 1, isForced: false, depth)
    let other = better.cost < tied.cost ? better : tied
    return other.cost > first.cost || first.cut == nil ? other : first
  }

  /// A place behind so many others: that many must reach what its own merit is at least.
  private mutating func fall(
    _ position: Int, _ ranking: Network.Ranking, behind count: Int, _ depth: Int
  ) -> Bound {
    let own = weighing.merit(ranking, position, 0).low
    var bounds: [Bound] = []
    for other in ranking.siblings.indices where other != position {
      guard ranking.siblings[other].terms.allSatisfy(weighing.mayHold) else { continue }
      let bound = merit(ranking, other, 0, atLeast: own, isForced: false, depth)
      if bound.isPossible { bounds.append(bound) }
    }
    guard bounds.count >= count, count > 0 else { return count > 0 ? .impossible : .free }
    bounds.sort { $0.cost < $1.cost }
    return bounds[count - 1]
  }

  private mutating func merit(
    _ ranking: Network.Ranking, _ position: Int, _ term: Int, atLeast merit: Value, isForced: Bool,
    _ depth: Int
  ) -> Bound {
    let need = ranking.terms[term].descending ? Interval(merit, .max) : Interval(-Value.max, -merit)
    return place(ranking.siblings[position].terms[term], need, isForced: isForced, depth + 1)
  }

  // MARK: Goals that must not hold

  /// What it costs at least that no match of the goal holds.
  private mutating func absence() -> Bound {
    guard !weighing.surelyHolds(network.goal) else { return .impossible }
    var dearest = Bound.free
    for way in network.places[network.goal].writers where weighing.fires(way.instance).may {
      let bound = failure(way.instance)
      if bound.cost > dearest.cost || dearest.cut == nil { dearest = bound }
    }
    return dearest
  }

  /// The cheapest way in which a match fails.
  private mutating func failure(_ number: Int) -> Bound {
    let instance = network.instances[number]
    let shape = network.shapes[instance.shape]
    guard shape.absences.isEmpty else { return .free }
    var best = Bound.impossible
    var open: [Int: Int] = [:]
    for (premise, place) in zip(shape.premises, instance.premises) {
      guard weighing.surelyHolds(place) else { return .free }
      let wanted: Value
      switch premise.value {
      case .any: continue
      case .constant(let value): wanted = value
      case .variable(let variable):
        wanted = instance.bindings[variable]
        if wanted == .unbound {
          // Two places that must be equal may differ in many ways.
          guard open.updateValue(place, forKey: variable) == nil else { return .free }
          continue
        }
      }
      let now = weighing.value(place)
      for way in [Interval(-Value.max, wanted - 1), Interval(wanted + 1, Value.max)]
      where !way.intersection(now).isEmpty {
        let bound = self.place(place, way, isForced: false, 0)
        if bound.cost < best.cost { best = bound }
      }
    }
    for test in shape.tests {
      _ = weighing.fires(number, withTests: false)
      guard narrow(test, to: .no) else { continue }
      let frame = weighing.frame
      var dearest = Bound.free
      for (variable, place) in open.sorted(by: { $0.key < $1.key }) {
        let bound = self.place(place, frame[variable], isForced: false, 0)
        if bound.cost > dearest.cost || dearest.cut == nil { dearest = bound }
      }
      if dearest.cost < best.cost { best = dearest }
    }
    return best
  }
}
