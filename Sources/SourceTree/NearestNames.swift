/// Names, laid out for finding the one that was probably meant by an unknown word.
///
///     let names = NearestNames(["copywriting", "negotiation"])
///     names.nearest(to: "copywritting")  // "copywriting"
///
/// Compares the characters of the lower-cased words by optimal string alignment (Damerau-Levenshtein where no stretch is
/// edited twice). A bag of letters bounds the distance of each name from below; names are compared in the order of their
/// bounds, until a bound says that none nearer is left. Of ten thousands of names, few are compared so.
package struct NearestNames: Sendable {
  /// No longer word is looked for.
  private static let longest = 100

  private let names: [String]
  /// The lower-cased characters of the names, one name after the other, as numbers.
  private var letters: [UInt32] = []
  private var starts: [Int] = [0]
  /// The names by length, and by length where they begin; one that is much longer than any word is near none.
  private var byLength: [Int32] = []
  /// Those of `byLength`.
  private var bags: [LetterBag] = []
  private var lengthStarts: [Int] = []
  private var alphabet = Alphabet()

  package init(_ names: some Sequence<String>) {
    self.names = Array(names)
    let allowed = NearestNames.longest + NearestNames.allowed(NearestNames.longest)
    var counts = Array(repeating: 0, count: allowed + 2)
    for name in self.names {
      alphabet.append(name, to: &letters)
      let length = letters.count - starts[starts.count - 1]
      if length <= allowed { counts[length + 1] += 1 }
      starts.append(letters.count)
    }
    for length in counts.indices.dropFirst() { counts[length] += counts[length - 1] }
    lengthStarts = counts
    byLength = Array(repeating: 0, count: counts[allowed + 1])
    for number in self.names.indices {
      let length = starts[number + 1] - starts[number]
      guard length <= allowed else { continue }
      byLength[counts[length]] = Int32(truncatingIfNeeded: number)
      counts[length] += 1
    }
    bags = byLength.map { LetterBag(letters[starts[Int($0)]..<starts[Int($0) + 1]]) }
  }

  private static func allowed(_ length: Int) -> Int { max(1, length / 3) }

  /// Nil when more than a third of the word would have to change, but one change is always allowed; a word of one
  /// character is found only in another letter case. Among equally near names the smaller string is taken, and the first
  /// of those that Swift calls equal.
  package func nearest(to word: String) -> String? {
    let written = alphabet.letters(of: word)
    guard written.count <= NearestNames.longest else { return nil }
    return written.count <= UInt64.bitWidth
      ? nearest(EditDistance<UInt64>(to: written, alphabet.count), written)
      : nearest(EditDistance<UInt128>(to: written, alphabet.count), written)
  }

  private func nearest<Bits>(_ distance: EditDistance<Bits>, _ written: [UInt32]) -> String? {
    let allowed = written.count <= 1 ? 0 : NearestNames.allowed(written.count)
    var best: (distance: Int, number: Int)?
    for (bound, numbers) in candidates(for: written, within: allowed).enumerated() {
      if let best, best.distance < bound { break }
      for number in numbers.map(Int.init) {
        let range = starts[number]..<starts[number + 1]
        let limit = range.count <= 1 ? 0 : best?.distance ?? allowed
        guard let found = distance.distance(of: letters, range, within: limit) else { continue }
        if let known = best, isBefore(known, (found, number)) { continue }
        best = (found, number)
      }
    }
    return best.map { names[$0.number] }
  }

  private func isBefore(_ one: (distance: Int, number: Int), _ other: (distance: Int, number: Int)) -> Bool {
    if one.distance != other.distance { return one.distance < other.distance }
    let (name, otherName) = (names[one.number], names[other.number])
    return name == otherName ? one.number < other.number : name < otherName
  }

  /// By a lower bound of their distance from a word, the names that may be within a distance.
  private func candidates(for written: [UInt32], within allowed: Int) -> [[Int32]] {
    var found: [[Int32]] = Array(repeating: [], count: allowed + 1)
    let bag = LetterBag(written[...])
    let lengths = max(0, written.count - allowed)...(written.count + allowed)
    for place in lengthStarts[lengths.lowerBound]..<lengthStarts[lengths.upperBound + 1] {
      let bound = bag.leastDistance(from: bags[place])
      if bound <= allowed { found[bound].append(byLength[place]) }
    }
    return found
  }
}

extension NearestNames {
  /// Numbers characters; those that no name has share a number.
  private struct Alphabet: Sendable {
    private var numbers: [Character: UInt32] = [:]
    /// Swift calls some characters equal to one of ASCII, a Greek question mark to a semicolon.
    private static let plain = Dictionary(
      uniqueKeysWithValues: (0..<128).map { (Character(Unicode.Scalar($0)), UInt32($0)) })

    /// Numbers of characters are below it.
    var count: Int { 129 + numbers.count }

    private static let unknown: UInt32 = 128

    mutating func append(_ name: String, to letters: inout [UInt32]) {
      if Alphabet.appendASCII(name, &letters) { return }
      for character in name.lowercased() {
        letters.append(Alphabet.plain[character] ?? number(of: character))
      }
    }

    private mutating func number(of character: Character) -> UInt32 {
      if let known = numbers[character] { return known }
      let number = UInt32(count)
      numbers[character] = number
      return number
    }

    func letters(of word: String) -> [UInt32] {
      var letters: [UInt32] = []
      if Alphabet.appendASCII(word, &letters) { return letters }
      return word.lowercased().map { Alphabet.plain[$0] ?? numbers[$0] ?? Alphabet.unknown }
    }

    /// Appends a text whose characters are its bytes: it is of ASCII, and has no line break of two.
    private static func appendASCII(_ text: String, _ letters: inout [UInt32]) -> Bool {
      guard text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else { return false }
      for byte in text.utf8 { letters.append(UInt32((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)) }
      return true
    }
  }
}
