/// The optimal string alignment distance of words from one word: insertions, deletions, replacements and swaps of neighbours,
/// where no stretch is edited twice.
///
/// A column of the table of distances is two machine words of differences: Heikki Hyyrö, *A Bit-Vector Algorithm for Computing
/// Levenshtein and Damerau Edit Distances*, Nordic Journal of Computing 10 (2003). The word has no more letters than `Bits`.
struct EditDistance<Bits: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private let count: Int
  /// By letter, the places of the word at which it stands.
  private var places: [Bits]

  /// - Parameter alphabet: letters are below it.
  init(to word: [UInt32], _ alphabet: Int) {
    count = word.count
    places = Array(repeating: 0, count: alphabet)
    for (place, letter) in word.enumerated() { places[Int(letter)] |= 1 &<< Bits(place) }
  }

  /// The distance of a stretch of letters; nil where it is more than a limit.
  func distance(of letters: [UInt32], _ range: Range<Int>, within limit: Int) -> Int? {
    guard abs(range.count - count) <= limit else { return nil }
    if count == 0 { return range.count }
    let last: Bits = 1 &<< Bits(count - 1)
    var distance = count
    // Where a place of the column is one more than the one above it, and one less.
    var more = Bits.max
    var less: Bits = 0
    var equal: Bits = 0
    var diagonal: Bits = 0
    for index in range {
      let matches = places[Int(letters[index])]
      let swaps = (~diagonal & matches) << 1 & equal
      diagonal = ((matches & more) &+ more) ^ more | matches | less | swaps
      var right = less | ~(diagonal | more)
      var left = diagonal & more
      if right & last != 0 { distance += 1 }
      if left & last != 0 { distance -= 1 }
      // What is left to read takes the distance down by one a letter at the most.
      if distance - (range.upperBound - index - 1) > limit { return nil }
      right = right << 1 | 1
      left = left << 1
      more = left | ~(diagonal | right)
      less = right & diagonal
      equal = matches
    }
    return distance <= limit ? distance : nil
  }
}
