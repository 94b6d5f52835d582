/// The cheapest changes after which a goal holds.
///
/// ```swift
/// let reach = Reach(outcome, choices: choices, goal: condition, variables: 2)
/// let found = reach.search()
/// found.answers.first?.options   // by choice, 0 where all stays as it is
/// ```
///
/// The answer is exact: of all combinations of options none that is cheaper leads to the goal. It is a branch and bound,
/// best first (A. H. Land, A. G. Doig, "An automatic method of solving discrete programming problems", Econometrica 28,
/// 1960), whose bounds come from `Demand`; that a goal holds is told by the evaluator alone.
package struct Reach: Sendable {
  /// One set of changes.
  package struct Answer: Sendable, Hashable {
    /// By choice, which option is taken; 0 leaves all as it is, 1 is the first of `Choice.options`.
    package var options: [Int]
    package var cost: Value
  }

  package struct Result: Sendable, Hashable {
    /// The cheapest first. None of the others is a part of another that is not dearer.
    package var answers: [Answer]
    /// Whether the answers are the cheapest, and none is missing but for the number that was asked for.
    package var isExact: Bool
    /// What every answer that is not listed costs at least; `Value.max` if there is none.
    package var bound: Value
    /// How many boxes were looked at.
    package var boxes: Int
    /// Whether changes were come across after which the profile cannot be evaluated. Then choices that were not given,
    /// for they seemed of no help, may help all the same.
    package var hasFailed = false
  }

  package let choices: [Choice]
  let outcome: Outcome
  let goal: Clause
  let isWanted: Bool
  private let isReduced: Bool
  /// The choices that the search goes through: those that may help, with the options of theirs that may.
  package let searched: [Choice]
  /// By choice that is searched: its number, and those of its options, with 0 for none first.
  private let numbers: [(choice: Int, options: [Int])]
  let network: Network?

  /// - Parameters:
  ///   - outcome: of the profile as it is.
  ///   - variables: how many variables the goal has.
  ///   - isWanted: false to look for changes after which the goal does not hold.
  ///   - isReduced: whether options that cannot help are left out of the search. They could help only where the
  ///     profile without them cannot be evaluated; the search says whether that came up.
  package init(
    _ outcome: Outcome, choices: [Choice], goal: Condition, variables: Int, isWanted: Bool = true,
    isReduced: Bool = true
  ) {
    self.outcome = outcome
    self.choices = choices
    self.isWanted = isWanted
    let goal = Clause(variables: variables, named: 0, when: goal, heads: [])
    self.goal = goal
    let polarity =
      isReduced
      ? Polarity(outcome, goal: goal, isWanted: isWanted, movements: outcome.movements(by: choices)) : nil
    var (searched, numbers) = ([Choice](), [(choice: Int, options: [Int])]())
    for (number, choice) in choices.enumerated() {
      let helpful = choice.options.indices.filter {
        polarity?.mayHelp(choice.options[$0], of: choice) ?? true
      }
      guard !helpful.isEmpty else { continue }
      searched.append(Choice(stated: choice.stated, options: helpful.map { choice.options[$0] }))
      numbers.append((number, [0] + helpful.map { $0 + 1 }))
    }
    (self.searched, self.numbers, self.isReduced) = (searched, numbers, isReduced)
    network = try? Network(Grounding(Relaxation(outcome, searched, goal: goal)))
  }

  /// Whether bounds could be worked out, so that the search need not try everything.
  package var isBounded: Bool { network != nil }

  /// Whether the goal, as it is wanted, holds under some options.
  package func holds(_ options: [Int]) -> Bool {
    var evaluator = Evaluator(outcome.frozen)
    return holds(choices, options, &evaluator) ?? false
  }

  /// The same; nil where the changed profile cannot be evaluated.
  private func holds(_ choices: [Choice], _ options: [Int], _ evaluator: inout Evaluator) -> Bool? {
    holds(facts(choices, options), &evaluator)
  }

  /// Whether it holds for a profile.
  func holds(_ facts: [Fact], _ evaluator: inout Evaluator) -> Bool? {
    guard let changed = try? evaluator.evaluate(facts, limits: outcome.limits) else { return nil }
    let answers = changed.answers(to: goal.when, variables: goal.variables)
    guard answers.isComplete else { return false }
    return isWanted ? !answers.solutions.isEmpty : answers.solutions.isEmpty && answers.failures.isEmpty
  }

  /// What the profile states under some options.
  package func facts(_ options: [Int]) -> [Fact] { facts(choices, options) }

  private func facts(_ choices: [Choice], _ options: [Int]) -> [Fact] {
    var gone: Set<Fact> = []
    var new: [Fact] = []
    for (choice, option) in zip(choices, options) where option > 0 {
      gone.formUnion(choice.stated)
      new += choice.options[option - 1].facts
    }
    var facts = outcome.stated.filter { !gone.contains($0) }
    var known = Set(facts)
    for fact in new where known.insert(fact).inserted { facts.append(fact) }
    return facts
  }

  package func cost(_ options: [Int]) -> Value { Reach.cost(choices, options) }

  private static func cost(_ choices: [Choice], _ options: [Int]) -> Value {
    let cost = zip(choices, options).reduce(Int128(0)) { sum, entry in
      sum + (entry.1 == 0 ? 0 : Int128(entry.0.options[entry.1 - 1].cost))
    }
    return Interval.clamped(cost)
  }

  /// All choices that may help, as far as they go.
  var best: [Int] { numbered(searched.map(\.options.count)) }

  /// Options of the choices that are searched as options of all choices.
  private func numbered(_ options: [Int]) -> [Int] {
    var all = Array(repeating: 0, count: choices.count)
    for (known, option) in zip(numbers, options) { all[known.choice] = known.options[option] }
    return all
  }

  // MARK: Search

  /// - Parameters:
  ///   - count: how many answers are wanted, none of which holds all changes of another.
  ///   - within: what an answer may cost at most.
  ///   - maxBoxes: how many boxes are looked at before the search stops with what it has. Where many matches take part, a
  ///     box counts as several, so that the time is about the same.
  ///   - goesOn: is told again and again how much of that is used up, and what every further answer costs at least;
  ///     false stops the search with what it has.
  package func search(
    _ count: Int = 1, within: Value = .max, maxBoxes: Int = 20_000,
    while goesOn: (_ share: Double, _ bound: Value) -> Bool = { _, _ in true }
  ) -> Result {
    var search = Search(self, network)
    var result = search.run(count, within: within, maxBoxes: maxBoxes, goesOn)
    guard isReduced, result.hasFailed, searched != choices else {
      for index in result.answers.indices {
        result.answers[index].options = numbered(result.answers[index].options)
      }
      return result
    }
    let whole = Reach(
      outcome, choices: choices, goal: goal.when, variables: goal.variables, isWanted: isWanted,
      isReduced: false)
    return whole.search(count, within: within, maxBoxes: maxBoxes, while: goesOn)
  }

  fileprivate struct Node {
    let box: Box
    let bound: Value
    let cut: (choice: Int, option: Int)?
    /// Whether the least options of the box were found not to do.
    let isCornerTried: Bool
    let number: Int
  }

  fileprivate struct Search {
    private let reach: Reach
    private let network: Network?
    private var demand: Demand?
    private var evaluator: Evaluator
    private var nodes: [Node] = []
    private var boxes = 0
    private var numbered = 0
    private var answers: [Answer] = []
    private var hasFailed = false
    /// All costs are multiples of it.
    private let grain: Value
    /// As how many a box counts.
    private let weight: Int
    /// So many matches make a box count as one more.
    private static let matchesPerBox = 500

    init(_ reach: Reach, _ network: Network?) {
      self.reach = reach
      self.network = network
      evaluator = Evaluator(reach.outcome.frozen)
      grain = reach.searched.flatMap(\.options).reduce(0) { Search.divisor($0, $1.cost) }
      weight = 1 + (network?.work ?? 0) / Search.matchesPerBox
      if let network {
        var weighing = Weighing(network)
        weighing.run(Box(network.choices))
        let tariff = Tariff(&weighing)
        demand = Demand(network, tariff, weighing, Box(network.choices))
      }
    }

    mutating func run(
      _ count: Int, within: Value, maxBoxes: Int, _ goesOn: (_ share: Double, _ bound: Value) -> Bool
    ) -> Result {
      var start = Box(reach.searched)
      if let network {
        for choice in reach.searched.indices where !network.isRelevant[choice] { start.high[choice] = 0 }
      }
      add(start, isCornerTried: false, within)
      while let node = popLeast() {
        let share = Double(boxes * weight) / Double(maxBoxes)
        guard share < 1, goesOn(share, node.bound) else { return stopped(node, count, within) }
        guard !answers.contains(where: { $0.isWithin(node.box.low) }) else { continue }
        if !node.isCornerTried, cost(node.box.low) == node.bound, mayHold(node.box.low),
          holds(node.box.low)
        {
          answers.append(Answer(options: node.box.low, cost: cost(node.box.low)))
          if answers.count == count {
            return Result(
              answers: answers, isExact: true, bound: node.bound, boxes: boxes, hasFailed: hasFailed)
          }
          continue
        }
        split(node, within)
      }
      return Result(answers: answers, isExact: true, bound: .max, boxes: boxes, hasFailed: hasFailed)
    }

    private func cost(_ options: [Int]) -> Value { Reach.cost(reach.searched, options) }

    /// Whether the goal holds at a point, as the evaluator tells.
    private mutating func holds(_ options: [Int]) -> Bool {
      let holds = reach.holds(reach.searched, options, &evaluator)
      if holds == nil { hasFailed = true }
      return holds ?? false
    }

    /// Whether the goal may hold at a point.
    private mutating func mayHold(_ options: [Int]) -> Bool {
      guard var demand = self.demand else { return true }
      self.demand = nil
      defer { self.demand = demand }
      demand.weighing.run(Box(options))
      return demand.mayHold(isWanted: reach.isWanted)
    }

    private mutating func split(_ node: Node, _ within: Value) {
      let box = node.box
      var cut = node.cut
      if let known = cut, !(box.low[known.choice]..<box.high[known.choice]).contains(known.option) {
        cut = nil
      }
      if cut == nil, let choice = box.low.indices.first(where: { box.low[$0] < box.high[$0] }) {
        cut = (choice, box.low[choice])
      }
      guard let cut else { return }
      var lower = box
      lower.high[cut.choice] = cut.option
      var upper = box
      upper.low[cut.choice] = cut.option + 1
      add(lower, isCornerTried: true, within)
      add(upper, isCornerTried: false, within)
    }

    private mutating func add(_ box: Box, isCornerTried: Bool, _ within: Value) {
      boxes += 1
      var narrowed = box
      var extra = Demand.Bound.free
      if var demand = self.demand {
        self.demand = nil
        extra = demand.bound(box, isWanted: reach.isWanted)
        narrowed = demand.box
        self.demand = demand
      }
      guard extra.isPossible else { return }
      let least = Int128(cost(narrowed.low)) + Int128(extra.cost)
      let bound = Interval.clamped(
        grain > 1 ? (least + Int128(grain) - 1) / Int128(grain) * Int128(grain) : least)
      guard bound <= within else { return }
      let isTried = isCornerTried && narrowed.low == box.low
      if isTried, narrowed.isPoint { return }
      push(Node(box: narrowed, bound: bound, cut: extra.cut, isCornerTried: isTried, number: numbered))
      numbered += 1
    }

    /// The answers so far, and one more that need not be the cheapest.
    private mutating func stopped(_ node: Node, _ count: Int, _ within: Value) -> Result {
      if answers.count < count, let answer = dive(node, within) { answers.append(answer) }
      return Result(answers: answers, isExact: false, bound: node.bound, boxes: boxes, hasFailed: hasFailed)
    }

    /// Goes down from a box to a point at which the goal holds, and takes back what is not needed.
    private mutating func dive(_ node: Node, _ within: Value) -> Answer? {
      nodes = []
      push(node)
      var options = Box(reach.searched).high
      if let network {
        for choice in reach.searched.indices where !network.isRelevant[choice] { options[choice] = 0 }
      }
      for _ in 0..<1_000 {
        guard let next = nodes.popLast() else { break }
        if mayHold(next.box.low), holds(next.box.low) {
          options = next.box.low
          break
        }
        // Depth first, the cheaper half last put in.
        let rest = nodes
        nodes = []
        split(next, .max)
        nodes = rest + nodes.sorted { $1.isBefore($0) }
      }
      guard holds(options) else { return nil }
      for choice in options.indices where options[choice] > 0 {
        for option in 0..<options[choice] {
          var fewer = options
          fewer[choice] = option
          if holds(fewer) {
            options = fewer
            break
          }
        }
      }
      let answer = Answer(options: options, cost: cost(options))
      return answer.cost <= within && !answers.contains { $0.isWithin(options) } ? answer : nil
    }

    // MARK: The nodes, a heap by what they cost at least

    private mutating func push(_ node: Node) {
      nodes.append(node)
      var index = nodes.count - 1
      while index > 0, nodes[index].isBefore(nodes[(index - 1) / 2]) {
        nodes.swapAt(index, (index - 1) / 2)
        index = (index - 1) / 2
      }
    }

    private mutating func popLeast() -> Node? {
      guard let last = nodes.popLast() else { return nil }
      guard let least = nodes.first else { return last }
      nodes[0] = last
      var index = 0
      while true {
        var child = 2 * index + 1
        guard child < nodes.count else { break }
        if child + 1 < nodes.count, nodes[child + 1].isBefore(nodes[child]) { child += 1 }
        guard nodes[child].isBefore(nodes[index]) else { break }
        nodes.swapAt(index, child)
        index = child
      }
      return least
    }

    private static func divisor(_ one: Value, _ other: Value) -> Value {
      other == 0 ? one : divisor(other, one % other)
    }
  }
}

extension Reach.Node {
  /// The cheaper first; of equals the one that was there later, which is further down.
  fileprivate func isBefore(_ other: Reach.Node) -> Bool {
    bound != other.bound ? bound < other.bound : number > other.number
  }
}

extension Reach.Answer {
  /// Whether options go at least as far in everything that this answer changes.
  func isWithin(_ other: [Int]) -> Bool {
    zip(options, other).allSatisfy { $0 == 0 || $1 >= $0 }
  }
}
