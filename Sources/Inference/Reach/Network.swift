/// The ground program behind a goal: every place that choices may influence, and every match of a clause that may
/// conclude something there.
///
/// For a box of choices (for each a range of options) `Weighing` tells of each place whether it may hold, whether it
/// surely does, and between which values; `Demand` tells what a goal costs at least.
final class Network: Sendable {
  /// What is stated at a place under some options of a choice.
  struct Statement: Sendable {
    let choice: Int
    /// By option, the one that leaves all as it is first: what is stated; nil for nothing.
    let values: [Value?]
  }

  struct Place: Sendable {
    let leaf: LeafID
    var keys: [Int] = []
    /// Of a keyed leaf, the value that it stands for; nil for the place as a whole.
    var keyed: Value?
    let holds: Leaf.Holds
    /// What it reads as where there is nothing.
    var fallback: Value?
    /// A place of a keyed value that a default stands for: it holds where that place has nothing.
    var unlessAt = -1
    var given: [Value] = []
    var statements: [Statement] = []
    /// What a leaf of the profile that is free may hold here.
    var free: Interval?
    /// The matches that write it, and with which head.
    var writers: [(instance: Int, head: Int)] = []
    /// Of a sum, its groups.
    var groups: [Int] = []
    /// Of a rank, where its siblings stand in `siblings`, and its own place among them.
    var ranking = -1
    var position = 0
  }

  /// A clause, as far as it is weighed. A class, for its parts are looked at together, and often.
  final class Shape: Sendable {
    struct Premise: Sendable {
      let value: Term
    }
    struct Head: Sendable {
      /// nil for what writes 1.
      let value: IntervalExpression?
      /// Beyond these an evaluation fails.
      let bounds: Interval

      static let presence = Head(value: nil, bounds: .yes)
    }
    struct Absence: Sendable {
      let premises: [Premise]
      let tests: [IntervalExpression]
      /// Variables that are open in `when` and known in a match of the absence.
      let compared: [Int]
    }
    let variables: Int
    let premises: [Premise]
    let tests: [IntervalExpression]
    let heads: [Head]
    let absences: [Absence]
    /// The variables that tests, heads and premises use.
    let used: [Int]

    init(
      variables: Int, premises: [Premise], tests: [IntervalExpression], heads: [Head], absences: [Absence],
      used: [Int]
    ) {
      (self.variables, self.premises, self.tests) = (variables, premises, tests)
      (self.heads, self.absences, self.used) = (heads, absences, used)
    }
  }

  /// A match of a clause.
  struct Instance: Sendable {
    let shape: Int
    /// `Value.unbound` for values of dynamic places.
    let bindings: [Value]
    /// By premise of the shape.
    let premises: [Int]
    /// By head of the shape: the place, -1 where nobody reads it, and the group for a sum.
    var heads: [(place: Int, group: Int)] = []
    /// By absence of the shape, its matches.
    var absences: [[Match]] = []
  }

  struct Match: Sendable {
    let bindings: [Value]
    let premises: [Int]
  }

  /// The contributions of a clause to a sum that count once together, for they have the same bindings.
  struct Group: Sendable {
    let place: Int
    var members: [(instance: Int, head: Int)] = []
    /// Whether all members contribute the same value.
    var isUniform = true
  }

  struct Ranking: Sendable {
    /// In the order of their ids.
    var siblings: [Sibling] = []
    let terms: [RankTerm]
  }

  struct Sibling: Sendable {
    let terms: [Int]
  }

  /// A run of instances, and what is settled when all have run.
  struct Stage: Sendable {
    var instances: Range<Int>
    var isRecursive: Bool
    var groups: Range<Int> = 0..<0
    var ranks: Range<Int> = 0..<0
  }

  let places: [Place]
  let shapes: [Shape]
  let instances: [Instance]
  let groups: [Group]
  let rankings: [Ranking]
  /// The places of ranks that are read, by stage.
  let ranks: [Int]
  let stages: [Stage]
  /// By place and by instance, what is asked most: `Place` and `Instance` have it too.
  let fallbacks: [Value?]
  let unlessAt: [Int]
  let holds: [WriteMode]
  let shapeOf: [Int]
  let goal: Int
  /// The places that the goal is reached from; of others the ranks are not known.
  let behindGoal: Set<Int>
  let choices: [Choice]
  /// Instance by instance, all places that it reads, and where those of each begin.
  let read: [Int]
  let firstRead: [Int]
  /// Instance by instance, the place and the group of each head, and where those of each begin.
  let written: [(place: Int, group: Int)]
  let firstWritten: [Int]
  /// By stage, the sums that its groups contribute to.
  let sums: [[Int]]
  /// By choice, the places that it states.
  let stated: [[Int]]
  /// By choice, whether the goal depends on it.
  let isRelevant: [Bool]

  init(_ grounding: Grounding) {
    places = grounding.places
    shapes = grounding.shapes
    instances = grounding.instances
    fallbacks = places.map(\.fallback)
    unlessAt = places.map(\.unlessAt)
    holds = places.map { WriteMode($0.holds) }
    shapeOf = instances.map(\.shape)
    groups = grounding.groups
    rankings = grounding.rankings
    ranks = grounding.ranks
    stages = grounding.stages
    goal = grounding.goal
    choices = grounding.relaxation.choices
    var (read, firstRead, written, firstWritten) = ([Int](), [0], [(place: Int, group: Int)](), [0])
    for instance in instances {
      for place in instance.premises + instance.absences.joined().flatMap(\.premises) {
        read.append(place)
        if places[place].unlessAt >= 0 { read.append(places[place].unlessAt) }
      }
      firstRead.append(read.count)
      written += instance.heads
      firstWritten.append(written.count)
    }
    (self.read, self.firstRead, self.written, self.firstWritten) = (read, firstRead, written, firstWritten)
    let groups = grounding.groups
    sums = grounding.stages.map { stage in Set(stage.groups.map { groups[$0].place }).sorted() }
    var stated = Array(repeating: [Int](), count: choices.count)
    for (number, place) in places.enumerated() {
      for statement in place.statements { stated[statement.choice].append(number) }
    }
    self.stated = stated
    behindGoal = grounding.behindGoal
    var isRelevant = Array(repeating: false, count: choices.count)
    for place in behindGoal {
      for statement in places[place].statements { isRelevant[statement.choice] = true }
    }
    self.isRelevant = isRelevant
  }

  /// How many matches, and siblings of ranks, are looked at for a box.
  var work: Int {
    instances.count + ranks.reduce(0) { $0 + rankings[places[$1].ranking].siblings.count }
  }

  /// How many options a choice has, with the one that leaves all as it is.
  func options(_ choice: Int) -> Int { choices[choice].options.count + 1 }

  func cost(_ choice: Int, _ option: Int) -> Value {
    option == 0 ? 0 : choices[choice].options[option - 1].cost
  }
}
