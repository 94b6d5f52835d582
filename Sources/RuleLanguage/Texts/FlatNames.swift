import Inference

/// Texts that are found by what they say, in groups: the ids of each kind, for example. Within a group no two are
/// equal.
struct FlatNames: Sendable {
  let texts: FlatTexts
  /// By group, its first text; and, last, the end of all.
  let starts: [Int]
  let index: HashIndex
  /// The texts that others than their own bytes may be equal to, in order.
  let odd: FlatArray<UInt32>

  init(texts: FlatTexts, starts: [Int], index: HashIndex, odd: FlatArray<UInt32>) {
    self.texts = texts
    self.starts = starts
    self.index = index
    self.odd = odd
  }

  init(_ groups: [[String]]) {
    var starts = [0]
    var seeds: [Int] = []
    var odd: [UInt32] = []
    for (group, texts) in groups.enumerated() {
      for text in texts {
        if !PlainText.isPlain(text) { odd.append(UInt32(seeds.count)) }
        seeds.append(group)
      }
      starts.append(seeds.count)
    }
    let texts = FlatTexts(groups.joined())
    self.texts = texts
    self.starts = starts
    self.odd = FlatArray(odd)
    index = HashIndex(count: seeds.count) { PlainText.hash(texts.utf8($0), seed: seeds[$0]) }
  }

  func range(_ group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }

  /// The number of a text within its group.
  func find(_ text: String, in group: Int) -> Int? {
    text.withBytes { find($0, in: group) }
  }

  /// The same for the UTF-8 of a text.
  func find(_ bytes: UnsafeBufferPointer<UInt8>, in group: Int) -> Int? {
    let range = range(group)
    let same = index.first(PlainText.hash(bytes, seed: group)) {
      range.contains($0) && texts.isSame($0, bytes)
    }
    if let same { return same - range.lowerBound }
    return equivalent(bytes, range).map { $0 - range.lowerBound }
  }

  /// A text of other bytes that is equal all the same.
  private func equivalent(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    let isPlain = PlainText.isPlain(bytes)
    if isPlain, odd.isEmpty { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    if !isPlain, PlainText.standing(of: text) == .equalToPlain { return range.first { texts[$0] == text } }
    return odd.lazy.map(Int.init).first { range.contains($0) && texts[$0] == text }
  }
}
