/// The nearest name, found by comparing the word with every name, by the whole table of distances each time.
package enum NaiveNearest {
  package static func nearest(to word: String, among names: [String]) -> String? {
    let written = Array(word.lowercased())
    guard written.count <= 100 else { return nil }
    var best: (distance: Int, name: String)?
    for name in names {
      let candidate = Array(name.lowercased())
      let allowed = written.count <= 1 || candidate.count <= 1 ? 0 : max(1, written.count / 3)
      let distance = distance(written, candidate)
      guard distance <= allowed else { continue }
      if let found = best, (found.distance, found.name) <= (distance, name) { continue }
      best = (distance, name)
    }
    return best?.name
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  package static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var table = Array(repeating: Array(0...right.count), count: left.count + 1)
    for row in 0..<left.count {
      table[row + 1][0] = row + 1
      for column in 0..<right.count {
        let replaced = table[row][column] + (left[row] == right[column] ? 0 : 1)
        var least = min(replaced, table[row][column + 1] + 1, table[row + 1][column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, table[row - 1][column - 1] + 1)
        }
        table[row + 1][column + 1] = least
      }
    }
    return table[left.count][right.count]
  }
}
