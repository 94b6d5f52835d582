extension Lanes {
  /// Tells the general machine what a lane holds of a leaf.
  func push(
    _ leaf: LeafID, _ statics: Store, _ memory: UnsafeMutablePointer<UInt64>, to machine: inout Machine
  ) {
    let index = leaf.index
    let access = access + index
    if !access.pointee.isKept {
      let rows = statics.relations[index].rows
      for row in 0..<rows.count where machine.store.relations[index].row(at: rows.keys[row]) < 0 {
        machine.append(index, rows.keys[row], rows.values[row])
      }
    } else if access.pointee.rank >= 0 {
      pushRank(index, memory, to: &machine)
    } else {
      forEachStored(access, memory) { key, natural in
        if machine.frozen.packRow(index, at: UInt64(key)) >= 0 { return }
        let value = natural &* access.pointee.unit
        let row = machine.store.relations[index].row(at: UInt64(key))
        if row < 0 {
          machine.append(index, UInt64(key), value)
        } else {
          machine.store.relations[index].replace(value, at: row)
        }
      }
    }
    machine.store.relations[index].publish()
  }

  private func pushRank(_ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>, to machine: inout Machine) {
    for (key, position) in positions(leaf, memory)
    where machine.store.relations[leaf].row(at: UInt64(key)) < 0 {
      machine.append(leaf, UInt64(key), Value(position) * .one)
    }
  }

  /// Takes over what the general machine holds of a leaf. Returns whether the lane can hold it.
  func pull(_ leaf: LeafID, _ memory: UnsafeMutablePointer<UInt64>, from machine: Machine) -> Bool {
    let index = leaf.index
    let access = access + index
    guard access.pointee.rank < 0, access.pointee.bits >= 0 else { return true }
    let rows = machine.store.relations[index].rows
    for row in 0..<rows.count {
      let key = Int(rows.keys[row])
      memory[Int(access.pointee.bits) + key >> 6] |= 1 &<< UInt64(key & 63)
      guard !access.pointee.isMember else { continue }
      let natural = rows.values[row] / access.pointee.unit
      guard !access.pointee.isNarrow || natural * access.pointee.unit == rows.values[row] else {
        return false
      }
      setNatural(access, key, natural, memory)
    }
    return true
  }

  /// Appends keys and values of what is stored in a leaf, the least key first.
  func collectStored(
    _ leaf: UnsafePointer<LaneAccess>, _ memory: UnsafeMutablePointer<UInt64>,
    into rows: inout LaneBuffer<Value>
  ) {
    let unit = leaf.pointee.unit
    forEachStored(leaf, memory) { key, natural in
      let row = rows.extend(by: 2)
      row[0] = Value(key)
      row[1] = natural &* unit
    }
  }

  /// Goes through the stored places of a leaf, the least key first.
  @inline(__always)
  func forEachStored(
    _ leaf: UnsafePointer<LaneAccess>, _ memory: UnsafeMutablePointer<UInt64>,
    _ body: (_ key: Int, _ natural: Value) -> Void
  ) {
    for number in 0..<(Int(leaf.pointee.places) + 63) >> 6 {
      var bits = word(leaf, number, memory)
      while bits != 0 {
        let key = number * 64 + bits.trailingZeroBitCount
        bits &= bits &- 1
        body(key, leaf.pointee.isMember ? 1 : natural(leaf, key, memory))
      }
    }
  }
}
