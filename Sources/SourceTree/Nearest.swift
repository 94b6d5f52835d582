/// The name that was probably meant: `copywriting` for `copywritting`.
///
/// Compares the characters of the lower-cased words by optimal string alignment (Damerau-Levenshtein where no
/// stretch is edited twice). Nil when more than a third of the word would have to change, but one change is always
/// allowed; a word of one character is found only in another letter case. Among equally near names the smaller
/// string is taken.
package func nearest(to word: String, among names: some Sequence<String>) -> String? {
  let written = Array(word.lowercased())
  guard written.count <= 100 else { return nil }
  let allowed = max(1, written.count / 3)
  var best: (distance: Int, name: String)?
  for name in names {
    let candidate = Array(name.lowercased())
    let bound = written.count <= 1 || candidate.count <= 1 ? 0 : min(allowed, best?.distance ?? allowed)
    guard abs(candidate.count - written.count) <= bound else { continue }
    let distance = editDistance(written, candidate)
    guard distance <= bound else { continue }
    if let found = best, (found.distance, found.name) <= (distance, name) { continue }
    best = (distance, name)
  }
  return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  if left == right { return 0 }
  var older: [Int] = []
  var previous = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for column in 0..<right.count {
      let isEqual = left[row] == right[column]
      var least = min(previous[column] + (isEqual ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        least = min(least, older[column - 1] + 1)
      }
      current.append(least)
    }
    older = previous
    previous = current
  }
  return previous[right.count]
}
