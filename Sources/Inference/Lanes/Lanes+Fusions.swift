/// Steps that do in one loop what a generator and the steps behind it did.
extension Lanes {
  /// Notes a row for each place.
  func note(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let fusion = fusions + Int(step.pointee.target)
    let first = outlets + fusion.pointee.outlets.range.lowerBound
    let end = outlets + fusion.pointee.outlets.range.upperBound
    let leaf = access + Int(fusion.pointee.leaf)
    forEach(fusion, memory) { key, rank in
      var note = state.pointee.noted.extend(by: end - first)
      var outlet = first
      while outlet < end {
        switch outlet.pointee.source {
        case .key: note.pointee = Value(key)
        case .value:
          note.pointee =
            rank > 0
            ? Value(rank) &* outlet.pointee.unit : natural(leaf, key, memory) &* leaf.pointee.unit
        case .other:
          let other = access + Int(outlet.pointee.leaf)
          note.pointee = natural(other, key, memory) &* other.pointee.unit
        case .presence: note.pointee = 1
        }
        note += 1
        outlet += 1
      }
    }
  }

  /// Writes heads for each place, whose keys are its key.
  func copy(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let fusion = fusions + Int(step.pointee.target)
    let first = outlets + fusion.pointee.outlets.range.lowerBound
    let end = outlets + fusion.pointee.outlets.range.upperBound
    var isWritten = true
    forEach(fusion, memory) { key, rank in
      var outlet = first
      while outlet < end {
        let leaf = access + Int(outlet.pointee.leaf)
        let value = outlet.pointee.source == .presence ? 1 : Value(rank) &* outlet.pointee.unit
        if !write(leaf, key, value, memory) { isWritten = false }
        outlet += 1
      }
    }
    if !isWritten { fail() }
  }

  /// Goes through the places of a fused step; a rank is 0 for what is not ranked.
  @inline(__always)
  private func forEach(
    _ fusion: UnsafePointer<LaneFusion>, _ memory: UnsafeMutablePointer<UInt64>,
    _ body: (_ key: Int, _ rank: Int) -> Void
  ) {
    let leaf = Int(fusion.pointee.leaf)
    guard fusion.pointee.isRank else {
      forEachKey(access + leaf, memory) { key in
        state.pointee.instances &+= 1
        body(key, 0)
      }
      return
    }
    let (order, count) = ranked(leaf, upTo: min(Int(fusion.pointee.limit), state.pointee.enough), memory)
    state.pointee.instances &+= count
    for entry in 0..<count { body(Int(order[entry]), entry &+ 1) }
  }

  /// Writes what a table holds for the places of one leaf, or for those of two together.
  func nest(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let nest = nests + Int(step.pointee.target)
    let found = access + Int(max(0, nest.pointee.found))
    let isFound = nest.pointee.found >= 0
    let inner = access + Int(max(0, nest.pointee.inner))
    let isNested = nest.pointee.inner >= 0
    let stride = Int(nest.pointee.innerStride)
    forEachKey(access + Int(nest.pointee.outer), memory) { key in
      var cell = Int(nest.pointee.writes) &+ key &* Int(nest.pointee.outerStride)
      if isFound {
        let natural = natural(found, key, memory) &- Value(nest.pointee.foundLeast)
        cell &+= Int(natural) &* Int(nest.pointee.foundStride)
      }
      if isNested {
        forEachKey(inner, memory) { write(cell &+ $0 &* stride, memory) }
      } else {
        write(cell, memory)
      }
    }
  }

  /// Goes through the keys of the stored places of a leaf, the least first.
  @inline(__always)
  private func forEachKey(
    _ leaf: UnsafePointer<LaneAccess>, _ memory: UnsafeMutablePointer<UInt64>, _ body: (_ key: Int) -> Void
  ) {
    for number in 0..<(Int(leaf.pointee.places) &+ 63) &>> 6 {
      var bits = word(leaf, number, memory)
      while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        body(key)
      }
    }
  }
}
