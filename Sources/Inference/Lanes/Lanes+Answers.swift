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
    guard width > 0, let base = flat.baseAddress, flat.count > 0 else { return }
    // A division takes as long as many rows do.
    let count = width == 2 ? flat.count &>> 1 : flat.count / width
    // What is sorted by first decides most often: less comes first, of complements what is greater.
    let sorting = answer.pointee.order.range
    let first = sorting.isEmpty ? nil : orders?[sorting.lowerBound]
    let flip: Value = first?.descending ?? false ? -1 : 0
    let column = Int(first?.column ?? 0)
    order.count = 0
    let found = order.extend(by: count)
    func precedes(_ one: LaneRanked, _ other: LaneRanked) -> Bool {
      if one.first != other.first { return one.first < other.first }
      let (left, right) = (base + one.key, base + other.key)
      if let orders {
        for number in sorting.dropFirst() {
          let column = Int(orders[number].column)
          if left[column] != right[column] {
            return (left[column] < right[column]) != orders[number].descending
          }
        }
      }
      for column in 0..<width where left[column] != right[column] { return left[column] < right[column] }
      return false
    }
    var row = base
    for number in 0..<count {
      var place = number
      let own = LaneRanked(first: row[column] ^ flip, key: row - base)
      row += width
      if count <= LaneBuffers.few {
        while place > 0, precedes(own, found[place &- 1]) {
          found[place] = found[place &- 1]
          place &-= 1
        }
      }
      found[place] = own
    }
    if count > LaneBuffers.few {
      var all = UnsafeMutableBufferPointer(start: found, count: count)
      all.sort(by: precedes)
    }
    let limit = answer.pointee.limit
    var next = rows.extend(by: min(count, limit) &* width)
    var kept = 0
    for number in 0..<count {
      if number > 0, !precedes(found[number &- 1], found[number]) { continue }
      guard kept < limit else { break }
      kept &+= 1
      var place = base + found[number].key
      let end = place + width
      while place < end {
        next.pointee = place.pointee
        next += 1
        place += 1
      }
    }
    rows.count = kept &* width
  }
}
