extension FrozenFacts {
  func write(to image: inout ImageWriter, _ leaves: [Leaf]) {
    image.append(Array(zip(rows, leaves))) { image, entry in
      image.append(flat: entry.0.keys)
      if entry.1.holds != .member { image.append(flat: entry.0.values) }
    }
    image.append(places) { $0.append(flat: $1.slots) }
    image.append(parts) { image, part in
      part.leaf.write(to: &image)
      image.append(part.keys) { $0.append(count: $1) }
      image.append(part.value)
    }
  }

  /// Checks every row and every slot, in one pass over each array.
  ///
  /// - Parameter limits: by leaf, what its values are below; nil for numbers, which may be any.
  init(
    from image: inout ImageReader, _ leaves: [Leaf], _ packings: [Packing], limits: [Value?]
  ) throws(ImageProblem) {
    guard try image.count() == leaves.count else { throw .damaged }
    var rows: [FrozenRows] = []
    for leaf in leaves {
      let keys = try image.flat(of: UInt64.self)
      let values = leaf.holds == .member ? FlatArray() : try image.flat(of: Value.self)
      guard keys.count < Int32.max, leaf.holds == .member || values.count == keys.count else {
        throw .damaged
      }
      rows.append(FrozenRows(keys: keys, values: values))
    }
    let slots = try image.list { image throws(ImageProblem) in try image.flat(of: Int32.self) }
    let parts = try image.list { image throws(ImageProblem) in
      Fact(
        leaf: try LeafID(from: &image),
        keys: try image.list { image throws(ImageProblem) in try image.count() }, value: try image.value())
    }
    guard slots.count == leaves.count else { throw .damaged }
    for part in parts {
      guard part.leaf.index < leaves.count, leaves[part.leaf.index].isSummedUp,
        packings[part.leaf.index].key(part.keys) != nil, part.value != .unbound
      else { throw .damaged }
    }
    let places = leaves.indices.map {
      FrozenTable(mask: packings[$0].mask, isValued: false, slots: slots[$0], rows: rows[$0].count)
    }
    self.init(rows, leaves, packings, places: places, parts: parts)
    for leaf in leaves.indices {
      guard self.rows[leaf].isSound(for: leaves[leaf], packings[leaf], limit: limits[leaf]),
        places[leaf].isSound(for: self.rows[leaf])
      else { throw .damaged }
    }
  }
}

extension FrozenRows {
  /// Whether rows that were read from an image are sorted and distinct, with keys and values of the leaf's domains.
  fileprivate func isSound(for leaf: Leaf, _ packing: Packing, limit: Value?) -> Bool {
    guard count > 0 else { return true }
    switch leaf.holds {
    case .one:
      if let limit {
        guard values.isWithin(0..<limit) else { return false }
      } else {
        guard !values.buffer.contains(.unbound) else { return false }
      }
    case .member: break
    case .sum, .max, .min, .rank: return false
    }
    let keys = keys.base
    guard keys[count - 1] <= packing.mask else { return false }
    // The sign of a difference tells which of two numbers below 2^63 is greater, and many are looked at together.
    var signs = keys[0]
    for row in 1..<max(1, count) {
      signs |= keys[row] | (keys[row] &- keys[row - 1] &- 1)
    }
    for column in packing.columns where column.size <= column.mask {
      let (greatest, shift, mask) = (column.size &- 1, column.shift, column.mask)
      for row in 0..<count {
        signs |= greatest &- (keys[row] &>> shift & mask)
      }
    }
    return signs &>> 63 == 0
  }
}

extension Leaf {
  /// Whether what several state is made one value.
  fileprivate var isSummedUp: Bool {
    switch holds {
    case .sum, .max, .min: true
    case .one, .member, .rank: false
    }
  }
}
