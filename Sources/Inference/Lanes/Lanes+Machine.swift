extension Lanes {
  /// Tells the general machine what a lane holds of a leaf.
  mutating func push(_ leaf: LeafID, _ memory: UnsafeMutablePointer<UInt64>, to machine: inout Machine) {
    let index = leaf.index
    if leaves[index].isStatic {
      let rows = tables.statics.relations[index].rows
      for row in 0..<rows.count where machine.store.relations[index].row(at: rows.keys[row]) < 0 {
        machine.append(index, rows.keys[row], rows.values[row])
      }
    } else if places[index].rank >= 0 {
      pushRank(index, memory, to: &machine)
    } else if places[index].values >= 0 || places[index].bits >= 0 {
      forEachStored(index, memory) { key, natural in
        if machine.frozen.packRow(index, at: UInt64(key)) >= 0 { return }
        let value = natural &* leaves[index].unit
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

  private mutating func pushRank(
    _ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>, to machine: inout Machine
  ) {
    for (key, position) in positions(leaf, memory)
    where machine.store.relations[leaf].row(at: UInt64(key)) < 0 {
      machine.append(leaf, UInt64(key), Value(position) * .one)
    }
  }

  /// Takes over what the general machine holds of a leaf. Returns whether the lane can hold it.
  mutating func pull(_ leaf: LeafID, _ memory: UnsafeMutablePointer<UInt64>, from machine: Machine) -> Bool {
    let index = leaf.index
    guard places[index].rank < 0, places[index].bits >= 0 else { return true }
    let rows = machine.store.relations[index].rows
    for row in 0..<rows.count {
      let key = Int(rows.keys[row])
      guard leaves[index].isMember || leaves[index].holds(rows.values[row]) else { return false }
      memory[Int(places[index].bits) + key >> 6] |= 1 &<< UInt64(key & 63)
      if !leaves[index].isMember { setNatural(index, key, rows.values[row] / leaves[index].unit, memory) }
    }
    return true
  }

  /// Whether a lane holds what something wanted asks for.
  func canAnswer(_ number: Int, _ wanted: Wanted) -> Bool {
    switch wanted {
    case .facts(let leaf): places[leaf.index].bits >= 0 || places[leaf.index].values >= 0
    case .rows: tables.answers[number] != nil
    case .outcome: true
    }
  }

  /// Appends keys and values of what is stored in a leaf, the least key first.
  func collectStored(
    _ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>, _ unit: Value, into rows: inout [Value]
  ) {
    for number in 0..<(leaves[leaf].places &+ 63) &>> 6 {
      var bits = word(leaf, number, memory)
      while bits != 0 {
        let key = number &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        rows.append(Value(key))
        rows.append(leaves[leaf].isMember ? 1 : natural(leaf, key, memory) &* unit)
      }
    }
  }

  /// Goes through the stored places of a leaf, the least key first.
  func forEachStored(
    _ leaf: Int, _ memory: UnsafeMutablePointer<UInt64>, _ body: (_ key: Int, _ natural: Value) -> Void
  ) {
    for number in 0..<(leaves[leaf].places + 63) >> 6 {
      var bits = word(leaf, number, memory)
      while bits != 0 {
        let key = number * 64 + bits.trailingZeroBitCount
        bits &= bits &- 1
        body(key, leaves[leaf].isMember ? 1 : natural(leaf, key, memory))
      }
    }
  }
}
