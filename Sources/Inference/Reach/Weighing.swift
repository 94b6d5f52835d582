/// What is known of every place of a network within a box of choices: whether it may hold, whether it surely does, and
/// between which values.
///
/// It is an abstract interpretation (P. Cousot, R. Cousot, POPL 1977) over intervals and three truth values: what
/// holds under any choice within the box is within what is known. An evaluation that fails counts as any.
struct Weighing {
  let network: Network
  /// The leaves of the profile that may hold anything now, of those that are free in the network.
  var freed: Set<LeafID> = [] {
    didSet { box = nil }
  }
  private var known: [Known]
  private var groups: [Part]
  /// The box that was weighed last, and what was known then: whatever reads the same as before needs no second look.
  private var box: Box?
  private var begun: [Known]
  private var ranked: [Known]
  private var results: [(may: Bool, must: Bool)]
  private var writes: [Interval]
  private var isDirty: [Bool]
  var frame: [Interval]
  private var boundBy: [Int]
  var scratch: [Interval] = []

  /// What is known of a place.
  private struct Known: Equatable, BitwiseCopyable {
    var may = false
    var must = false
    var value = Interval.all
  }

  /// What a group contributes to its sum.
  struct Part {
    var may = false
    var must = false
    var value = Interval(0)
  }

  init(_ network: Network) {
    self.network = network
    let count = network.places.count
    known = Array(repeating: Known(), count: count)
    groups = Array(repeating: Part(), count: network.groups.count)
    begun = known
    ranked = Array(repeating: Known(), count: network.ranks.count)
    results = Array(repeating: (false, false), count: network.instances.count)
    writes = Array(repeating: .none, count: network.written.count)
    isDirty = Array(repeating: false, count: count)
    let variables = network.shapes.map(\.variables).max() ?? 0
    frame = Array(repeating: .all, count: variables)
    boundBy = Array(repeating: 0, count: variables)
  }

  // MARK: What is known

  /// Whether a place may hold something, a default with it.
  func mayHold(_ place: Int) -> Bool {
    if known[place].may || network.fallbacks[place] != nil { return true }
    let other = network.unlessAt[place]
    return other >= 0 && !known[other].must
  }

  func surelyHolds(_ place: Int) -> Bool {
    if known[place].must || network.fallbacks[place] != nil { return true }
    let other = network.unlessAt[place]
    return other >= 0 && !known[other].may
  }

  /// What it may read as, if it may hold something.
  func value(_ place: Int) -> Interval {
    let known = known[place]
    guard let fallback = network.fallbacks[place] else { return known.may ? known.value : .yes }
    if !known.may { return Interval(fallback) }
    return known.must ? known.value : known.value.hull(Interval(fallback))
  }

  /// Whether something is stated or concluded at a place for sure: its default does not count.
  func isSurelyWritten(_ place: Int) -> Bool { known[place].must }

  private func isFree(_ place: Network.Place) -> Bool {
    place.free != nil && freed.contains(place.leaf)
  }

  // MARK: The run

  mutating func run(_ box: Box) {
    // What ranks were: all else is compared as it is written.
    for (number, place) in network.ranks.enumerated() { ranked[number] = known[place] }
    begin(box)
    for (number, stage) in network.stages.enumerated() {
      if stage.isRecursive {
        runRecursive(stage)
      } else {
        clearGroups(stage)
        for instance in stage.instances { weigh(instance) }
      }
      for place in network.sums[number] { settleSum(place) }
      for number in stage.ranks {
        let place = network.ranks[number]
        rank(place)
        isDirty[place] = self.box == nil || known[place] != ranked[number]
      }
    }
    self.box = box
  }

  /// As many rounds as there are places suffice for what holds; values may go on growing.
  private mutating func runRecursive(_ stage: Network.Stage) {
    guard stage.instances.contains(where: readsChanged) else {
      clearGroups(stage)
      for instance in stage.instances { write(instance) }
      return
    }
    let old = stage.instances.map { (results[$0], Array(writes[headRange($0)])) }
    var rounds = 0
    while true {
      clearGroups(stage)
      var isChanged = false
      for instance in stage.instances {
        look(instance)
        if write(instance, isWide: rounds > 16) { isChanged = true }
      }
      rounds += 1
      if !isChanged { break }
    }
    for (instance, old) in zip(stage.instances, old)
    where old.0 != results[instance] || old.1 != Array(writes[headRange(instance)]) || rounds > 16 {
      markWritten(instance)
    }
  }

  private func headRange(_ instance: Int) -> Range<Int> {
    network.firstWritten[instance]..<network.firstWritten[instance + 1]
  }

  private func readsChanged(_ instance: Int) -> Bool {
    if box == nil { return true }
    for index in network.firstRead[instance]..<network.firstRead[instance + 1]
    where isDirty[network.read[index]] {
      return true
    }
    return false
  }

  private mutating func markWritten(_ instance: Int) {
    for index in headRange(instance) { isDirty[network.written[index].place] = true }
  }

  private mutating func clearGroups(_ stage: Network.Stage) {
    for group in stage.groups { groups[group] = Part() }
  }

  /// Puts what is stated in all places, and marks those where it is not what it was.
  private mutating func begin(_ box: Box) {
    for place in isDirty.indices { isDirty[place] = self.box == nil }
    if let last = self.box {
      for choice in network.choices.indices
      where last.low[choice] != box.low[choice] || last.high[choice] != box.high[choice] {
        for place in network.stated[choice] {
          begin(place, box)
          begun[place] = known[place]
          isDirty[place] = true
        }
      }
    } else {
      for place in network.places.indices { begin(place, box) }
    }
    // In place: arrays that share their memory would be copied anew with the next write.
    if self.box == nil {
      begun.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: known) }
    } else {
      known.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: begun) }
    }
  }

  /// What is stated at a place.
  mutating func begin(_ place: Int, _ box: Box) {
    known[place] = Known(may: false, must: false, value: known[place].value)
    let own = network.places[place]
    if let free = own.free, freed.contains(own.leaf) { write(place, true, false, free) }
    guard own.holds != .sum else {
      beginSum(place, box)
      return
    }
    for value in own.given { write(place, true, true, Interval(value)) }
    for statement in own.statements {
      var (isThere, isMissing, value) = (false, false, Interval.none)
      for option in box.low[statement.choice]...box.high[statement.choice] {
        guard let stated = statement.values[option] else {
          isMissing = true
          continue
        }
        isThere = true
        value = value.hull(Interval(stated))
      }
      if isThere { write(place, true, !isMissing, value) }
    }
  }

  /// Lets what is written at a place hold, in the way of the leaf. Returns whether anything more may hold.
  @discardableResult
  private mutating func write(_ place: Int, _ isThere: Bool, _ isSure: Bool, _ value: Interval) -> Bool {
    guard isThere else { return false }
    let old = known[place]
    guard old.may else {
      known[place] = Known(may: true, must: isSure, value: value)
      return true
    }
    var new = old
    switch network.holds[place] {
    case .max:
      let low = isSure ? (old.must ? max(old.value.low, value.low) : value.low) : old.value.low
      new.value = Interval(
        old.must || isSure ? low : min(old.value.low, value.low), max(old.value.high, value.high))
    case .min:
      let high = isSure ? (old.must ? min(old.value.high, value.high) : value.high) : old.value.high
      new.value = Interval(
        min(old.value.low, value.low), old.must || isSure ? high : max(old.value.high, value.high))
    case .one, .sum, .rank: new.value = old.value.hull(value)
    }
    new.must = old.must || isSure
    known[place] = new
    return new != old
  }

  /// Weighs a match, if what it reads has changed, and writes its heads.
  private mutating func weigh(_ instance: Int) {
    if readsChanged(instance), look(instance) { markWritten(instance) }
    write(instance)
  }

  /// Finds out whether a match fires, and what it writes then. Returns whether that is another answer than before.
  @discardableResult
  private mutating func look(_ instance: Int) -> Bool {
    let result = fires(instance)
    var isChanged = result != results[instance]
    results[instance] = result
    guard result.may else { return isChanged }
    let first = network.firstWritten[instance]
    let shape = network.shapes[network.shapeOf[instance]]
    for number in shape.heads.indices {
      let value = value(of: shape.heads[number])
      if value != writes[first + number] {
        writes[first + number] = value
        isChanged = true
      }
    }
    return isChanged
  }

  /// Writes the heads of a match. Returns whether anything more may hold.
  @discardableResult
  private mutating func write(_ instance: Int, isWide: Bool = false) -> Bool {
    let (isThere, isSure) = results[instance]
    guard isThere else { return false }
    var isChanged = false
    for index in headRange(instance) {
      let value = writes[index]
      guard !value.isEmpty else { continue }
      let target = network.written[index]
      if target.group >= 0 {
        add(target.group, isSure, value)
      } else if write(target.place, true, isSure, isWide && value != .yes ? .all : value) {
        isChanged = true
      }
    }
    return isChanged
  }

  /// What a head writes for what is in the frame.
  mutating func value(of head: Network.Shape.Head) -> Interval {
    guard let value = head.value else { return .yes }
    return value.value(frame, &scratch).intersection(head.bounds)
  }

  // MARK: Matches

  /// Whether a match may fire and whether it surely does; the frame has its variables then.
  mutating func fires(_ number: Int, withTests: Bool = true) -> (may: Bool, must: Bool) {
    let shape = network.shapes[network.shapeOf[number]]
    let bindings = network.instances[number].bindings
    for variable in shape.used { bind(variable, bindings[variable]) }
    var isSure = true
    guard hold(shape.premises, network.instances[number].premises, &isSure),
      pass(withTests ? shape.tests : [], &isSure)
    else { return (false, false) }
    guard !shape.absences.isEmpty else { return (true, isSure) }
    for (absence, matches) in zip(shape.absences, network.instances[number].absences) {
      for match in matches {
        let (mayMatch, surelyMatches) = matchesAbsence(match, absence, shape)
        if surelyMatches { return (false, false) }
        if mayMatch { isSure = false }
      }
    }
    return (true, isSure)
  }

  private mutating func bind(_ variable: Int, _ value: Value) {
    boundBy[variable] = value == .unbound ? -1 : -2
    frame[variable] = value == .unbound ? .all : Interval(value)
  }

  private mutating func hold(
    _ premises: [Network.Shape.Premise], _ places: [Int], _ isSure: inout Bool
  ) -> Bool {
    for (premise, place) in zip(premises, places) {
      guard mayHold(place) else { return false }
      if !surelyHolds(place) { isSure = false }
      switch premise.value {
      case .any: continue
      case .constant(let constant):
        let value = value(place)
        guard value.contains(constant) else { return false }
        if !value.isSingle { isSure = false }
      case .variable(let variable):
        let value = value(place)
        let common = frame[variable].intersection(value)
        guard !common.isEmpty else { return false }
        let isSame = boundBy[variable] == -1 || boundBy[variable] == place
        if !isSame, !(value.isSingle && frame[variable].isSingle) { isSure = false }
        if boundBy[variable] == -1 { boundBy[variable] = place }
        frame[variable] = common
      }
    }
    return true
  }

  private mutating func pass(_ tests: [IntervalExpression], _ isSure: inout Bool) -> Bool {
    for test in tests {
      let truth = test.value(frame, &scratch)
      if truth == .no { return false }
      if truth.isTrue { continue }
      isSure = false
      if truth == Interval(0, 1), !test.narrow(&frame, to: .yes, &scratch) { return false }
    }
    return true
  }

  private mutating func matchesAbsence(
    _ match: Network.Match, _ absence: Network.Shape.Absence, _ shape: Network.Shape
  ) -> (may: Bool, must: Bool) {
    let saved = shape.used.map { (frame[$0], boundBy[$0]) }
    defer {
      for (variable, old) in zip(shape.used, saved) {
        frame[variable] = old.0
        boundBy[variable] = old.1
      }
    }
    var isSure = true
    for variable in shape.used {
      let value = match.bindings[variable]
      if absence.compared.contains(variable) {
        let common = frame[variable].intersection(Interval(value))
        guard !common.isEmpty else { return (false, false) }
        if !frame[variable].isSingle { isSure = false }
        frame[variable] = common
      } else if boundBy[variable] == -1 || value != .unbound && boundBy[variable] == -2 {
        if value != .unbound { bind(variable, value) }
      }
    }
    guard hold(absence.premises, match.premises, &isSure), pass(absence.tests, &isSure) else {
      return (false, false)
    }
    return (true, isSure)
  }

  // MARK: Sums

  private mutating func add(_ group: Int, _ isSure: Bool, _ value: Interval) {
    let old = groups[group]
    guard old.may else {
      groups[group] = Part(
        may: true, must: isSure, value: network.groups[group].isUniform ? value : part(value, isSure))
      return
    }
    groups[group].must = old.must || isSure
    if network.groups[group].isUniform {
      groups[group].value = old.value.hull(value)
    } else {
      let other = part(value, isSure)
      // Members may or may not contribute the same, which counts once.
      let low = Interval.clamped(Int128(old.value.low) + Int128(other.low))
      let high = Interval.clamped(Int128(old.value.high) + Int128(other.high))
      groups[group].value = Interval(
        min(old.value.low, other.low, low), max(old.value.high, other.high, high))
    }
  }

  private func part(_ value: Interval, _ isSure: Bool) -> Interval {
    isSure ? value : value.hull(Interval(0))
  }

  /// What a group adds to its sum: nothing, where it may not count.
  func contribution(_ group: Int) -> Interval {
    let part = groups[group]
    guard part.may else { return Interval(0) }
    return part.must ? part.value : part.value.hull(Interval(0))
  }

  /// The parts of a sum that are stated.
  private mutating func beginSum(_ place: Int, _ box: Box) {
    let own = network.places[place]
    var (low, high) = (Int128(0), Int128(0))
    for value in own.given {
      low += Int128(value)
      high += Int128(value)
    }
    var new = Known(may: !own.given.isEmpty || isFree(own), must: !own.given.isEmpty)
    for statement in own.statements {
      let range = box.low[statement.choice]...box.high[statement.choice]
      let parts = range.map { Int128(statement.values[$0] ?? 0) }
      low += parts.min() ?? 0
      high += parts.max() ?? 0
      if range.contains(where: { statement.values[$0] != nil }) { new.may = true }
      if range.allSatisfy({ statement.values[$0] != nil }) { new.must = true }
    }
    new.value = isFree(own) ? .all : Interval(wide: low, high)
    known[place] = new
  }

  /// Adds what the groups contribute to what is stated.
  private mutating func settleSum(_ place: Int) {
    var new = known[place]
    var (low, high) = (Int128(new.value.low), Int128(new.value.high))
    for group in network.places[place].groups where groups[group].may {
      new.may = true
      if groups[group].must { new.must = true }
      let value = contribution(group)
      low += Int128(value.low)
      high += Int128(value.high)
    }
    new.value = isFree(network.places[place]) ? .all : Interval(wide: low, high)
    known[place] = new
  }

  /// What one group would contribute if a choice stood at an option and all else were as it is.
  mutating func contribution(of group: Int, _ choice: Int, at option: Int, _ box: Box) -> Interval {
    let saved = network.stated[choice].map { known[$0] }
    let old = groups[group]
    var box = box
    box.low[choice] = option
    box.high[choice] = option
    for place in network.stated[choice] where network.places[place].holds != .sum { begin(place, box) }
    groups[group] = Part()
    for member in network.groups[group].members {
      let (isThere, isSure) = fires(member.instance)
      guard isThere else { continue }
      let shape = network.shapes[network.instances[member.instance].shape]
      let value = value(of: shape.heads[member.head])
      if !value.isEmpty { add(group, isSure, value) }
    }
    let result = contribution(group)
    groups[group] = old
    for (place, state) in zip(network.stated[choice], saved) {
      known[place] = state
    }
    return result
  }

  // MARK: Ranks

  private mutating func rank(_ place: Int) {
    let ranking = network.rankings[network.places[place].ranking]
    let own = network.places[place].position
    known[place].may = ranking.siblings[own].terms.allSatisfy(mayHold)
    known[place].must = ranking.siblings[own].terms.allSatisfy(surelyHolds)
    guard known[place].may else { return }
    var (least, greatest) = (1, 1)
    for (position, sibling) in ranking.siblings.enumerated() where position != own {
      guard sibling.terms.allSatisfy(mayHold), mayPrecede(position, own, ranking) else { continue }
      greatest += 1
      if sibling.terms.allSatisfy(surelyHolds), surelyPrecedes(position, own, ranking) { least += 1 }
    }
    known[place].value = Interval(Value(least) * .one, Value(greatest) * .one)
  }

  /// What a term of a sibling may be, the greater the better.
  func merit(_ ranking: Network.Ranking, _ position: Int, _ term: Int) -> Interval {
    let value = value(ranking.siblings[position].terms[term])
    return ranking.terms[term].descending ? value : Interval(-value.high, -value.low)
  }

  private func mayPrecede(_ one: Int, _ other: Int, _ ranking: Network.Ranking) -> Bool {
    for term in ranking.terms.indices {
      let (mine, theirs) = (merit(ranking, one, term), merit(ranking, other, term))
      if mine.high != theirs.low { return mine.high > theirs.low }
    }
    return one < other
  }

  func surelyPrecedes(_ one: Int, _ other: Int, _ ranking: Network.Ranking) -> Bool {
    for term in ranking.terms.indices {
      let (mine, theirs) = (merit(ranking, one, term), merit(ranking, other, term))
      if mine.low != theirs.high { return mine.low > theirs.high }
    }
    return one < other
  }
}
