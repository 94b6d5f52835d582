/// Steps that do in one loop what a generator and the steps behind it did.
extension Lanes {
  /// Notes a row for each place.
  func note(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let fusion = fusions + Int(step.pointee.target)
    let (keys, count) = keys(of: fusion, memory)
    let first = outlets + fusion.pointee.outlets.range.lowerBound
    let end = outlets + fusion.pointee.outlets.range.upperBound
    var note = state.pointee.noted.extend(by: count &* (end - first))
    var row = 0
    while row < count {
      let key = Int(keys[row])
      var outlet = first
      while outlet < end {
        let values = UnsafeRawPointer(memory + Int(outlet.pointee.place))
        switch outlet.pointee.source {
        case .key: note.pointee = Value(key)
        case .rank: note.pointee = Value(row &+ 1) &* outlet.pointee.unit
        case .presence: note.pointee = 1
        case .short:
          note.pointee = Value(values.load(fromByteOffset: key &* 2, as: Int16.self)) &* outlet.pointee.unit
        case .narrow:
          note.pointee = Value(values.load(fromByteOffset: key &* 4, as: Int32.self)) &* outlet.pointee.unit
        case .wide:
          note.pointee = values.load(fromByteOffset: key &* 8, as: Value.self) &* outlet.pointee.unit
        }
        note += 1
        outlet += 1
      }
      row &+= 1
    }
  }

  /// Writes heads for each place, whose keys are its key.
  func copy(_ step: UnsafePointer<LaneStep>, _ memory: UnsafeMutablePointer<UInt64>) {
    let fusion = fusions + Int(step.pointee.target)
    let (keys, count) = keys(of: fusion, memory)
    var isWritten = true
    var outlet = outlets + fusion.pointee.outlets.range.lowerBound
    let end = outlets + fusion.pointee.outlets.range.upperBound
    while outlet < end {
      let leaf = access + Int(outlet.pointee.leaf)
      if outlet.pointee.source == .presence {
        let bits = memory + Int(leaf.pointee.bits)
        var row = 0
        while row < count {
          let key = UInt64(truncatingIfNeeded: keys[row])
          bits[Int(key &>> 6)] |= 1 &<< (key & 63)
          row &+= 1
        }
      } else {
        var row = 0
        while row < count {
          let rank = Value(row &+ 1) &* outlet.pointee.unit
          if !write(leaf, Int(keys[row]), rank, memory) { isWritten = false }
          row &+= 1
        }
      }
      outlet += 1
    }
    if !isWritten { fail() }
  }

  /// The places of a fused step, which are counted: by their ranks, or the least first.
  @inline(__always)
  private func keys(of fusion: UnsafePointer<LaneFusion>, _ memory: UnsafeMutablePointer<UInt64>) -> (
    keys: UnsafePointer<Int32>, count: Int
  ) {
    let leaf = Int(fusion.pointee.leaf)
    var found: (keys: UnsafeMutablePointer<Int32>, count: Int)
    if fusion.pointee.isRank {
      found = ranked(leaf, upTo: min(Int(fusion.pointee.limit), state.pointee.enough), memory)
    } else {
      found = (UnsafeMutableRawPointer(ranked).assumingMemoryBound(to: Int32.self), 0)
      forEachKey(access + leaf, memory) { key in
        found.keys[found.count] = Int32(truncatingIfNeeded: key)
        found.count &+= 1
      }
    }
    state.pointee.instances &+= found.count
    return (UnsafePointer(found.keys), found.count)
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
