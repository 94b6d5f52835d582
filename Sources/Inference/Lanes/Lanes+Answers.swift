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
    guard let base = flat.baseAddress, answer.pointee.width > 0, flat.count > 0 else { return }
    let comparison = RowComparison(base, answer.pointee, orders)
    let width = comparison.width
    let count = width == 2 ? flat.count &>> 1 : flat.count / width
    order.count = 0
    let found = order.extend(by: count)
    let column = base + comparison.column
    if count > LaneBuffers.few {
      comparison.sort(found, count)
    } else {
      var number = 0
      while number < count {
        let own = LaneRanked(first: column[number &* width] ^ comparison.flip, key: number &* width)
        var place = number
        while place > 0, comparison.precedes(own, found[place &- 1]) {
          found[place] = found[place &- 1]
          place &-= 1
        }
        found[place] = own
        number &+= 1
      }
    }
    let limit = min(count, answer.pointee.limit)
    let first = rows.extend(by: limit &* width)
    let last = first + limit &* width
    var next = first
    var number = 0
    while number < count, next < last {
      let own = found[number]
      number &+= 1
      if number > 1, comparison.isSame(found[number &- 2], own) { continue }
      let row = base + own.key
      next[0] = row[0]
      if width > 1 { comparison.copyRest(row, to: next) }
      next += width
    }
    rows.count = next - first
  }
}

/// How rows of an answer are put in order: by some columns, and then by all.
private struct RowComparison {
  let base: UnsafePointer<Value>
  let width: Int
  /// What is sorted by first decides most often.
  let column: Int
  /// Less comes first, of complements what is greater.
  let flip: Value
  private let orders: UnsafePointer<LaneOrder>?
  private let rest: Range<Int>

  init(_ base: UnsafePointer<Value>, _ answer: LaneAnswer, _ orders: UnsafePointer<LaneOrder>?) {
    self.base = base
    self.orders = orders
    width = Int(answer.width)
    rest = answer.order.range.dropFirst()
    if let orders, !answer.order.isEmpty {
      let first = orders[answer.order.range.lowerBound]
      column = Int(first.column)
      flip = first.descending ? -1 : 0
    } else {
      (column, flip) = (0, 0)
    }
  }

  @inline(__always)
  func precedes(_ one: LaneRanked, _ other: LaneRanked) -> Bool {
    one.first != other.first ? one.first < other.first : precedesByRest(one.key, other.key)
  }

  /// Whether a row that comes next is the same.
  @inline(__always)
  func isSame(_ one: LaneRanked, _ next: LaneRanked) -> Bool {
    one.first == next.first && !precedesByRest(one.key, next.key)
  }

  @inline(never)
  private func precedesByRest(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (base + one, base + other)
    if let orders {
      for number in rest {
        let column = Int(orders[number].column)
        if left[column] != right[column] {
          return (left[column] < right[column]) != orders[number].descending
        }
      }
    }
    for column in 0..<width where left[column] != right[column] { return left[column] < right[column] }
    return false
  }

  @inline(__always)
  func copyRest(_ row: UnsafePointer<Value>, to next: UnsafeMutablePointer<Value>) {
    next[1] = row[1]
    var column = 2
    while column < width {
      next[column] = row[column]
      column &+= 1
    }
  }

  @inline(never)
  func sort(_ found: UnsafeMutablePointer<LaneRanked>, _ count: Int) {
    for number in 0..<count {
      found[number] = LaneRanked(first: base[number &* width &+ column] ^ flip, key: number &* width)
    }
    var all = UnsafeMutableBufferPointer(start: found, count: count)
    all.sort(by: precedes)
  }
}
