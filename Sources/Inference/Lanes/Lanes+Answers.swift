extension Lanes {
  /// Reads something wanted of a lane, which is valid until the next is read; nil for what lanes do not hold.
  /// `isComplete` tells whether it is all of it.
  func answer(
    _ number: Int, _ lane: Int, _ buffers: UnsafeMutablePointer<LaneBuffers>, _ limits: Limits
  ) -> (rows: UnsafeBufferPointer<Value>, isComplete: Bool)? {
    let answer = answers + number
    let memory = memory(lane)
    buffers.pointee.rows.count = 0
    switch answer.pointee.kind {
    case .facts:
      collectStored(access + Int(answer.pointee.target), memory, into: &buffers.pointee.rows)
    case .ranks:
      for (key, position) in positions(Int(answer.pointee.target), memory) {
        buffers.pointee.rows.append(Value(key))
        buffers.pointee.rows.append(Value(position) * .one)
      }
    case .rows:
      state.pointee.isFailed = false
      state.pointee.noted.count = 0
      state.pointee.instances = 0
      state.pointee.enough = answer.pointee.isOrdered ? answer.pointee.limit : .max
      let isComputed = run(Int(answer.pointee.target), memory)
      state.pointee.enough = .max
      guard isComputed, state.pointee.instances <= limits.maxInstances else {
        return (buffers.pointee.rows.elements, false)
      }
      guard !answer.pointee.isOrdered else { return (state.pointee.noted.elements, true) }
      buffers.pointee.sort(state.pointee.noted.elements, answer, orders)
    case .general: return nil
    }
    return (buffers.pointee.rows.elements, true)
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
    let width = Int(answer.pointee.width)
    guard width > 0, let first = flat.baseAddress, flat.count > 0 else { return }
    let count = flat.count / width
    let sorting = answer.pointee.order.range
    func precedes(_ one: Int, _ other: Int) -> Bool {
      let (left, right) = (first + one &* width, first + other &* width)
      if let orders {
        for number in sorting {
          let column = Int(orders[number].column)
          if left[column] != right[column] {
            return (left[column] < right[column]) != orders[number].descending
          }
        }
      }
      for column in 0..<width where left[column] != right[column] { return left[column] < right[column] }
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
      for column in 0..<width { rows.append(first[row &* width &+ column]) }
    }
  }
}
