extension Lanes {
  /// Reads something wanted of a lane into `buffers.rows`. Returns whether it is all of it.
  func answer(
    _ answer: UnsafePointer<LaneAnswer>, _ orders: UnsafePointer<LaneOrder>, _ lane: Int,
    _ buffers: UnsafeMutablePointer<LaneBuffers>, _ limits: Limits
  ) -> Bool {
    switch answer.pointee.kind {
    case .facts:
      collectStored(access + Int(answer.pointee.target), memory(lane), into: &buffers.pointee.rows)
      return true
    case .ranks:
      for (key, position) in positions(Int(answer.pointee.target), memory(lane)) {
        buffers.pointee.rows.append(Value(key))
        buffers.pointee.rows.append(Value(position) * .one)
      }
      return true
    case .rows: return collectRows(answer, orders, lane, buffers, limits)
    case .general: return false
    }
  }

  /// Asks all lanes a question, so that their rows can be read one lane after the other.
  func ask(_ answer: UnsafePointer<LaneAnswer>, lanes count: Int, _ rows: UnsafeMutablePointer<LaneRows>) {
    state.pointee.noted.count = 0
    state.pointee.instances = 0
    run(Int(answer.pointee.target), lanes: count)
    rows.pointee.isComplete = state.pointee.instances <= Limits.standard.maxInstances
    // A row begins with its lane, and lanes come in order.
    let width = Int(answer.pointee.width) &+ 1
    let noted = state.pointee.noted.elements
    rows.pointee.values.count = 0
    rows.pointee.values.append(noted)
    var row = 0
    for lane in 0..<count {
      rows.pointee.starts[lane] = row
      while row < noted.count, noted[row] == Value(lane) { row &+= width }
    }
    rows.pointee.starts[count] = row
  }

  private func collectRows(
    _ answer: UnsafePointer<LaneAnswer>, _ orders: UnsafePointer<LaneOrder>, _ lane: Int,
    _ buffers: UnsafeMutablePointer<LaneBuffers>, _ limits: Limits
  ) -> Bool {
    state.pointee.noted.count = 0
    state.pointee.instances = 0
    state.pointee.enough = answer.pointee.isOrdered ? answer.pointee.limit : .max
    run(Int(answer.pointee.target), lane: lane)
    state.pointee.enough = .max
    guard !failed[lane], state.pointee.instances <= limits.maxInstances else {
      failed[lane] = false
      return false
    }
    put(state.pointee.noted.elements, answer, orders, buffers)
    return true
  }

  /// Puts the rows of one lane in order, without the lane at the front of each.
  func put(
    _ noted: UnsafeBufferPointer<Value>, _ answer: UnsafePointer<LaneAnswer>,
    _ orders: UnsafePointer<LaneOrder>,
    _ buffers: UnsafeMutablePointer<LaneBuffers>
  ) {
    guard answer.pointee.isOrdered else { return buffers.pointee.sort(noted, answer, orders) }
    let width = Int(answer.pointee.width) &+ 1
    var row = 0
    while row < noted.count {
      for column in 1..<width { buffers.pointee.rows.append(noted[row &+ column]) }
      row &+= width
    }
  }
}

/// The rows that all lanes answered to one question.
struct LaneRows {
  /// A lane, and a value for each column.
  var values = LaneBuffer<Value>(capacity: 1024)
  /// Where each lane's rows begin, and where the last ones end.
  let starts: UnsafeMutablePointer<Int>
  var isComplete = true

  init(lanes: Int) {
    starts = .allocate(capacity: lanes + 1)
    starts.initialize(repeating: 0, count: lanes + 1)
  }

  func deallocate() {
    values.deallocate()
    starts.deallocate()
  }
}

extension LaneBuffers {
  /// Up to so many rows are put in order by insertion.
  private static let few = 32

  /// Puts rows in order, each once, up to the limit.
  mutating func sort(
    _ flat: UnsafeBufferPointer<Value>, _ answer: UnsafePointer<LaneAnswer>,
    _ orders: UnsafePointer<LaneOrder>?
  ) {
    // A lane stands at the front of each row.
    let width = Int(answer.pointee.width) &+ 1
    guard width > 1, let first = flat.baseAddress, flat.count > 0 else { return }
    let count = flat.count / width
    let sorting = answer.pointee.order.range
    func precedes(_ one: Int, _ other: Int) -> Bool {
      let (left, right) = (first + one &* width, first + other &* width)
      if let orders {
        for number in sorting {
          let column = Int(orders[number].column) &+ 1
          if left[column] != right[column] {
            return (left[column] < right[column]) != orders[number].descending
          }
        }
      }
      for column in 1..<width where left[column] != right[column] { return left[column] < right[column] }
      return false
    }
    order.count = 0
    for row in 0..<count { order.append(row) }
    let numbers = order.base
    if count <= LaneBuffers.few {
      for row in 1..<max(1, count) {
        var place = row
        while place > 0, precedes(row, numbers[place &- 1]) {
          numbers[place] = numbers[place &- 1]
          place &-= 1
        }
        numbers[place] = row
      }
    } else {
      var all = UnsafeMutableBufferPointer(start: numbers, count: count)
      all.sort(by: precedes)
    }
    var kept = 0
    for number in 0..<count {
      let row = numbers[number]
      if number > 0, !precedes(numbers[number &- 1], row) { continue }
      if kept == answer.pointee.limit { return }
      kept &+= 1
      for column in 1..<width { rows.append(first[row &* width &+ column]) }
    }
  }
}
