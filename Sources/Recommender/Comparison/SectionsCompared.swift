import Inference
import RuleLanguage

/// Compares reports section by section and line by line.
///
/// Lines are the same line where the variables that stand for keys in the pattern of their section have the same values:
/// `fit: { $role: { percent: $percent } }` has a line for each role. Lines that these do not tell apart are matched by
/// what they say, then by their order.
enum SectionsCompared {
  static func changes(_ before: [Section], _ after: [Section]) -> [SectionChange] {
    let pairs = pairs(before.map { [Value.text($0.id)] }, after.map { [Value.text($0.id)] }) { _, _ in true }
    return merged(pairs, before.count, after.count).compactMap { old, new in
      change(old.map { before[$0] }, new.map { after[$0] })
    }
  }

  private static func change(_ before: Section?, _ after: Section?) -> SectionChange? {
    let lines = lines(before, after)
    if lines.isEmpty, isSameHeading(before, after) { return nil }
    return SectionChange(before: before, after: after, lines: lines)
  }

  /// Whether headings, and what stands where there are no lines, are the same. A section without anything to show is as
  /// good as none.
  private static func isSameHeading(_ before: Section?, _ after: Section?) -> Bool {
    func empty(_ section: Section?) -> Text? { section?.lines.isEmpty == true ? section?.empty : nil }
    func shows(_ section: Section?) -> Bool { section?.lines.isEmpty == false || empty(section) != nil }
    guard shows(before) || shows(after) else { return true }
    return isSame(before?.title, after?.title) && isSame(empty(before), empty(after))
      && before?.tone == after?.tone
  }

  // MARK: Lines

  private static func lines(_ before: Section?, _ after: Section?) -> [LineChange] {
    let (old, new) = (before?.lines ?? [], after?.lines ?? [])
    let (oldKeys, newKeys) = (old.map { identity($0, before) }, new.map { identity($0, after) })
    let pairs = pairs(oldKeys, newKeys) { isSame(old[$0], new[$1]) }
    let isOrdered = before?.isOrdered == true || after?.isOrdered == true
    let settled = isOrdered ? longestRise(pairs.map { $0 ?? -1 }) : Set(old.indices)
    return merged(pairs, old.count, new.count).compactMap { oldPlace, newPlace in
      let kind: LineChange.Kind
      var sections: [SectionChange] = []
      switch (oldPlace.map { old[$0] }, newPlace.map { new[$0] }) {
      case (nil, _): kind = .came
      case (_, nil): kind = .went
      case (let was?, let now?):
        sections = changes(was.sections, now.sections)
        if !isSame(was, now) {
          kind = .changed
        } else if let oldPlace, oldPlace != newPlace, !settled.contains(oldPlace) {
          kind = .moved
        } else if !sections.isEmpty {
          kind = .within
        } else {
          return nil
        }
      }
      return LineChange(
        kind: kind, before: oldPlace.map { old[$0] }, after: newPlace.map { new[$0] },
        placeBefore: isOrdered ? oldPlace.map { $0 + 1 } : nil,
        placeAfter: isOrdered ? newPlace.map { $0 + 1 } : nil, sections: sections)
    }
  }

  private static func identity(_ line: Line, _ section: Section?) -> [Value] {
    guard let section else { return [] }
    let printer = line.answer.printer(line.answer.locales[0])
    return section.identity.filter { $0 < line.bindings.count }.map { number in
      printer.data(line.bindings[number].value, line.bindings[number].variable.type)
    }
  }

  private static func isSame(_ one: Line, _ other: Line) -> Bool {
    one.percent == other.percent && isSame(one.text, other.text) && isSame(one.note, other.note)
  }

  /// Whether two texts read the same in all languages that both packs speak.
  private static func isSame(_ one: Text?, _ other: Text?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    if one.base == other.base { return true }
    if one.locales == other.locales { return false }
    return one.locales.filter(other.locales.contains).allSatisfy { one.text(in: $0) == other.text(in: $0) }
  }

  // MARK: Matching

  /// By old index, the new index with the same key: first those that are the same in all, then the others in order.
  private static func pairs(
    _ old: [[Value]], _ new: [[Value]], isSame: (Int, Int) -> Bool
  ) -> [Int?] {
    var waiting: [[Value]: [Int]] = [:]
    for (index, key) in new.enumerated() { waiting[key, default: []].append(index) }
    var pairs: [Int?] = Array(repeating: nil, count: old.count)
    for isStrict in [true, false] {
      for (index, key) in old.enumerated() where pairs[index] == nil {
        guard let candidates = waiting[key],
          let match = candidates.firstIndex(where: { !isStrict || isSame(index, $0) })
        else { continue }
        pairs[index] = candidates[match]
        waiting[key]?.remove(at: match)
      }
    }
    return pairs
  }

  /// All indices in the new order; one that is only old stands behind the old one before it.
  private static func merged(_ pairs: [Int?], _ oldCount: Int, _ newCount: Int) -> [(old: Int?, new: Int?)] {
    var oldOf: [Int?] = Array(repeating: nil, count: newCount)
    var behind: [[Int]] = Array(repeating: [], count: newCount + 1)
    var anchor = 0
    for old in 0..<oldCount {
      if let new = pairs[old] {
        oldOf[new] = old
        anchor = new + 1
      } else {
        behind[anchor].append(old)
      }
    }
    var merged = behind[0].map { (old: Int?.some($0), new: Int?.none) }
    for new in 0..<newCount {
      merged.append((oldOf[new], new))
      merged += behind[new + 1].map { ($0, nil) }
    }
    return merged
  }

  /// The indices of a longest rising subsequence, by patience sorting; negative numbers do not count. What is in it kept
  /// its order, the others moved. It is looked for from the end, so that of two which changed places the one that rose
  /// is told.
  private static func longestRise(_ numbers: [Int]) -> Set<Int> {
    var tops: [Int] = []
    var following: [Int?] = Array(repeating: nil, count: numbers.count)
    for index in numbers.indices.reversed() where numbers[index] >= 0 {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[tops[middle]] > numbers[index] { low = middle + 1 } else { high = middle }
      }
      following[index] = low > 0 ? tops[low - 1] : nil
      if low == tops.count { tops.append(index) } else { tops[low] = index }
    }
    var rise: Set<Int> = []
    var next = tops.last
    while let index = next {
      rise.insert(index)
      next = following[index]
    }
    return rise
  }
}
