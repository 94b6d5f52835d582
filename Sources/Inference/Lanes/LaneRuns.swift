/// What a profile states in the form in which lanes take it in: runs of facts of one leaf, in words of 64 bits.
///
/// A run begins with a word that has the leaf in its lower half and the number of facts in its upper one. A fact is a word
/// with the key and the natural value; of a leaf whose values may be wider or that holds something beforehand it is two.
enum LaneRuns {
  /// How many words so many facts take at most.
  static func mostWords(_ facts: Int) -> Int { 3 &* facts }

  /// Writes the runs of facts, without those that lanes need not know. Returns how many words these are, -1 where a lane
  /// cannot hold what is stated.
  static func write(
    _ stated: UnsafeBufferPointer<PackedFact>, _ access: UnsafePointer<LaneAccess>,
    to words: UnsafeMutablePointer<UInt64>
  ) -> Int {
    guard var fact = stated.baseAddress else { return 0 }
    let end = fact + stated.count
    var next = words
    while fact < end {
      let id = fact.pointee.leaf
      let leaf = access + id.index
      let intake = leaf.pointee.intake
      guard intake != .ignored else {
        repeat { fact += 1 } while fact < end && fact.pointee.leaf == id
        continue
      }
      guard intake != .refused else { return -1 }
      let head = next
      next += 1
      var count: UInt64 = 0
      if intake == .other {
        repeat {
          guard fact.pointee.key < UInt64(truncatingIfNeeded: leaf.pointee.places),
            let natural = natural(fact.pointee.value, leaf)
          else { return -1 }
          next[0] = fact.pointee.key
          next[1] = UInt64(bitPattern: natural)
          next += 2
          count &+= 1
          fact += 1
        } while fact < end && fact.pointee.leaf == id
      } else {
        let places = UInt64(truncatingIfNeeded: leaf.pointee.places)
        let isMember = intake == .member
        let least = isMember ? .min : Int32(truncatingIfNeeded: leaf.pointee.least)
        let greatest = isMember ? .max : Int32(truncatingIfNeeded: leaf.pointee.greatest)
        repeat {
          let (key, natural) = (fact.pointee.key, fact.pointee.whole)
          guard key < places, natural >= least, natural <= greatest else { return -1 }
          next.pointee = key | UInt64(UInt32(bitPattern: natural)) &<< 32
          next += 1
          count &+= 1
          fact += 1
        } while fact < end && fact.pointee.leaf == id
      }
      head.pointee = UInt64(id.index) | count &<< 32
    }
    return next - words
  }

  private static func natural(_ value: Value, _ leaf: UnsafePointer<LaneAccess>) -> Value? {
    guard value != .unbound else { return nil }
    guard leaf.pointee.isNarrow else { return value }
    let natural = value / leaf.pointee.unit
    guard natural &* leaf.pointee.unit == value, natural >= leaf.pointee.least,
      natural <= leaf.pointee.greatest
    else { return nil }
    return natural
  }
}
