/// Finds a small set of changes that suffices for an effect.
///
/// The algorithm is ddmin of Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (IEEE Transactions on
/// Software Engineering 28, 2002): the set is cut into ever finer parts; a part that suffices, or the rest without one, is
/// taken for the whole. The outcome is 1-minimal: without any one of its changes the effect is not there.
enum DeltaDebugging {
  /// - Parameters:
  ///   - changes: a set that suffices.
  ///   - suffices: whether a set does; nil where nobody may try any more.
  /// - Returns: the smallest set that was found, and whether it is 1-minimal.
  static func minimum(of changes: [Int], suffices: ([Int]) -> Bool?) -> (changes: [Int], isMinimal: Bool) {
    var whole = changes
    var parts = 2
    search: while whole.count > 1 {
      let size = (whole.count + parts - 1) / parts
      let subsets = stride(from: 0, to: whole.count, by: size).map {
        Array(whole[$0..<min($0 + size, whole.count)])
      }
      for subset in subsets {
        guard let does = suffices(subset) else { return (whole, false) }
        if does {
          whole = subset
          parts = 2
          continue search
        }
      }
      if subsets.count > 2 {
        for subset in subsets {
          let rest = whole.filter { !subset.contains($0) }
          guard let does = suffices(rest) else { return (whole, false) }
          if does {
            whole = rest
            parts = max(parts - 1, 2)
            continue search
          }
        }
      }
      if size == 1 { break }
      parts = min(parts * 2, whole.count)
    }
    return (whole, true)
  }
}
