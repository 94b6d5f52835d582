import Inference
import SourceTree

/// What a table of distinct texts asks of its texts.
protocol DistinctText: Hashable, Sendable {
  /// The same in every process, and the same for texts of the same bytes.
  var hashOfBytes: UInt64 { get }
  func hasSameBytes(as other: Self) -> Bool
  var standing: PlainText.Standing { get }
}

/// Numbers texts in the order in which they come. Texts that Swift calls equal have one number, that of the first.
///
/// Nearly all are found or missed by their bytes; Swift's own hash, which takes long where there is more than ASCII, is
/// asked for the few that may be equal to others than their bytes.
struct DistinctTexts<Text: DistinctText>: Sendable {
  private(set) var all: [Text] = []
  /// By number.
  private(set) var hashes: [UInt64] = []
  /// The numbers of texts that are not plain, in order.
  private(set) var odd: [UInt32] = []
  /// Numbers plus one, 0 for none.
  private var slots: [UInt32] = []
  /// The numbers of texts that are not plain; when one has come that may equal a plain one, those of all.
  private var equal: [Text: Int] = [:]
  private var holdsAll = false

  mutating func reserveCapacity(_ count: Int) {
    all.reserveCapacity(count)
    hashes.reserveCapacity(count)
    widen(for: count)
  }

  /// The number of a text, which is put in where it is new: then its number is how many there were.
  mutating func number(of text: Text) -> Int {
    let hash = text.hashOfBytes
    if slots.count < 2 * (all.count + 1) { widen(for: 2 * (all.count + 1)) }
    var slot = slot(hash)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, all[number].hasSameBytes(as: text) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let standing = text.standing
    if standing == .equalToPlain, !holdsAll {
      for (number, text) in all.enumerated() { equal[text] = number }
      holdsAll = true
    }
    let isLookedUp = holdsAll || standing != .plain
    if isLookedUp, let number = equal[text] { return number }
    let number = all.count
    if isLookedUp { equal[text] = number }
    if standing != .plain { odd.append(UInt32(number)) }
    all.append(text)
    hashes.append(hash)
    slots[slot] = UInt32(number + 1)
    return number
  }

  private func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 1) & (slots.count - 1) }

  private mutating func widen(for count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (number, hash) in hashes.enumerated() {
      var slot = slot(hash)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}

extension String: DistinctText {
  var hashOfBytes: UInt64 { withBytes { PlainText.hash($0, seed: 0) } }

  func hasSameBytes(as other: String) -> Bool {
    withBytes { one in other.withBytes { areSame(one, $0) } }
  }

  var standing: PlainText.Standing { PlainText.standing(of: self) }
}

extension LocalizedText: DistinctText {
  var hashOfBytes: UInt64 {
    entries.reduce(0) { hash, entry in
      let seed = Int(truncatingIfNeeded: hash)
      let locale = entry.locale.withBytes { PlainText.hash($0, seed: seed) }
      return entry.text.withBytes { PlainText.hash($0, seed: Int(truncatingIfNeeded: locale)) }
    }
  }

  func hasSameBytes(as other: LocalizedText) -> Bool {
    entries.count == other.entries.count
      && zip(entries, other.entries).allSatisfy {
        $0.text.hasSameBytes(as: $1.text) && $0.locale.hasSameBytes(as: $1.locale)
      }
  }

  var standing: PlainText.Standing {
    entries.reduce(.plain) { max($0, $1.text.standing, $1.locale.standing) }
  }
}
