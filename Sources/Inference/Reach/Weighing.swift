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
  private var may: [Bool]
  private var must: [Bool]
  private var values: [Interval]
  private var groups: [Part]
  /// The box that was weighed last, and what was known then: whatever reads the same as before needs no second look.
  private var box: Box?
  private var begun: (may: [Bool], must: [Bool], values: [Interval])
  private var results: [(may: Bool, must: Bool)]
  private var writes: [Interval]
  private var isDirty: [Bool]
  var frame: [Interval]
  private var boundBy: [Int]
  var scratch: [Interval] = []

  /// What a group contributes to its sum.
  struct Part {
    var may = false
    var must = false
    var value = Interval(0)
  }

  init(_ network: Network) {
    self.network = network
    let count = network.places.count
    may = Array(repeating: false, count: count)
    must = may
    values = Array(repeating: .all, count: count)
    groups = Array(repeating: Part(), count: network.groups.count)
    begun = (may, must, values)
    results = Array(repeating: (false, false), count: network.instances.count)
    writes = Array(repeating: .none, count: network.written.count)
    isDirty = may
    let variables = network.shapes.map(\.variables).max() ?? 0
    frame = Array(repeating: .all, count: variables)
    boundBy = Array(repeating: 0, count: variables)
  }

  // MARK: What is known

  /// Whether a place may hold something, a default with it.
  func mayHold(_ place: Int) -> Bool {
    let known = network.places[place]
    if known.fallback != nil || may[place] { return true }
    return known.unlessAt >= 0 && !must[known.unlessAt]
  }

  func surelyHolds(_ place: Int) -> Bool {
    let known = network.places[place]
    if known.fallback != nil || must[place] { return true }
    return known.unlessAt >= 0 && !may[known.unlessAt]
  }

  /// What it may read as, if it may hold something.
  func value(_ place: Int) -> Interval {
    guard let fallback = network.places[place].fallback else { return may[place] ? values[place] : .yes }
    if !may[place] { return Interval(fallback) }
    return must[place] ? values[place] : values[place].hull(Interval(fallback))
  }

  /// Whether something is stated or concluded at a place for sure: its default does not count.
  func isSurelyWritten(_ place: Int) -> Bool { must[place] }

  private func isFree(_ place: Network.Place) -> Bool {
    place.free != nil && freed.contains(place.leaf)
  }

  // MARK: The run

  mutating func run(_ box: Box) {
    let last = (may, must, values)
    begin(box)
    for (number, stage) in network.stages.enumerated() {
      if stage.isRecursive {
        runRecursive(stage)
      } else {
        clearGroups(stage)
        for instance in stage.instances { weigh(instance) }
      }
      for place in network.sums[number] { settleSum(place) }
      for place in network.ranks[stage.ranks] {
        rank(place)
        isDirty[place] =
          self.box == nil || may[place] != last.0[place] || must[place] != last.1[place]
          || values[place] != last.2[place]
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
          (begun.may[place], begun.must[place], begun.values[place]) = (
            may[place], must[place], values[place]
          )
          isDirty[place] = true
        }
      }
    } else {
      for place in network.places.indices { begin(place, box) }
      begun = (may, must, values)
      return
    }
    (may, must, values) = begun
  }

  /// What is stated at a place.
  mutating func begin(_ place: Int, _ box: Box) {
    let known = network.places[place]
    may[place] = false
    must[place] = false
    if let free = known.free, freed.contains(known.leaf) { write(place, true, false, free) }
    guard known.holds != .sum else {
      beginSum(place, box)
      return
    }
    for value in known.given { write(place, true, true, Interval(value)) }
    for statement in known.statements {
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
    guard may[place] else {
      may[place] = true
      must[place] = isSure
      values[place] = value
      return true
    }
    let (wasSure, old) = (must[place], values[place])
    switch network.places[place].holds {
    case .max:
      let low = isSure ? (wasSure ? max(old.low, value.low) : value.low) : old.low
      values[place] = Interval(
        wasSure || isSure ? low : min(old.low, value.low), max(old.high, value.high))
    case .min:
      let high = isSure ? (wasSure ? min(old.high, value.high) : value.high) : old.high
      values[place] = Interval(
        min(old.low, value.low), wasSure || isSure ? high : max(old.high, value.high))
    case .one, .member, .sum, .rank: values[place] = old.hull(value)
    }
    must[place] = wasSure || isSure
    return must[place] != wasSure || values[place] != old
  }

  /// Weighs a match, if what it reads has changed, and writes its heads.
  private mutating func weigh(_ instance: Int) {
    if readsChanged(instance) {
      let range = headRange(instance)
      let (old, oldWrites) = (results[instance], writes[range])
      look(instance)
      if old != results[instance] || oldWrites != writes[range] { markWritten(instance) }
    }
    write(instance)
  }

  /// Finds out whether a match fires, and what it writes then.
  private mutating func look(_ instance: Int) {
    results[instance] = fires(instance)
    guard results[instance].may else { return }
    let heads = network.shapes[network.instances[instance].shape].heads
    for (index, head) in zip(headRange(instance), heads) { writes[index] = value(of: head) }
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
    let instance = network.instances[number]
    let shape = network.shapes[instance.shape]
    for variable in shape.used { bind(variable, instance.bindings[variable]) }
    var isSure = true
    guard hold(shape.premises, instance.premises, &isSure), pass(withTests ? shape.tests : [], &isSure) else {
      return (false, false)
    }
    for (absence, matches) in zip(shape.absences, instance.absences) {
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
    let known = network.places[place]
    var (low, high) = (Int128(0), Int128(0))
    for value in known.given {
      low += Int128(value)
      high += Int128(value)
    }
    must[place] = !known.given.isEmpty
    may[place] = must[place] || isFree(known)
    for statement in known.statements {
      let range = box.low[statement.choice]...box.high[statement.choice]
      let parts = range.map { Int128(statement.values[$0] ?? 0) }
      low += parts.min() ?? 0
      high += parts.max() ?? 0
      if range.contains(where: { statement.values[$0] != nil }) { may[place] = true }
      if range.allSatisfy({ statement.values[$0] != nil }) { must[place] = true }
    }
    values[place] = isFree(known) ? .all : Interval(wide: low, high)
  }

  /// Adds what the groups contribute to what is stated.
  private mutating func settleSum(_ place: Int) {
    let known = network.places[place]
    var (low, high) = (Int128(values[place].low), Int128(values[place].high))
    for group in known.groups where groups[group].may {
      may[place] = true
      if groups[group].must { must[place] = true }
      let value = contribution(group)
      low += Int128(value.low)
      high += Int128(value.high)
    }
    values[place] = isFree(known) ? .all : Interval(wide: low, high)
  }

  /// What one group would contribute if a choice stood at an option and all else were as it is.
  mutating func contribution(of group: Int, _ choice: Int, at option: Int, _ box: Box) -> Interval {
    let saved = network.stated[choice].map { (may[$0], must[$0], values[$0]) }
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
      (may[place], must[place], values[place]) = state
    }
    return result
  }

  // MARK: Ranks

  private mutating func rank(_ place: Int) {
    let known = network.places[place]
    let ranking = network.rankings[known.ranking]
    let own = ranking.siblings[known.position]
    may[place] = own.terms.allSatisfy(mayHold)
    must[place] = own.terms.allSatisfy(surelyHolds)
    guard may[place] else { return }
    var (least, greatest) = (1, 1)
    for (position, sibling) in ranking.siblings.enumerated() where position != known.position {
      guard sibling.terms.allSatisfy(mayHold), mayPrecede(position, known.position, ranking) else { continue }
      greatest += 1
      if sibling.terms.allSatisfy(surelyHolds), surelyPrecedes(position, known.position, ranking) {
        least += 1
      }
    }
    values[place] = Interval(Value(least) * .one, Value(greatest) * .one)
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
