/// How a leaf takes what is written: `Leaf.Holds` without its terms, and with members as places that hold one value.
enum WriteMode: UInt8, Sendable {
  case one, sum, max, min, rank

  init(_ holds: Leaf.Holds) {
    self =
      switch holds {
      case .one, .member: .one
      case .sum: .sum
      case .max: .max
      case .min: .min
      case .rank: .rank
      }
  }
}
