import Inference
import SourceTree

/// Two rows of a table that apply to the same value and conclude different things.
///
/// The check is about values, not about text: `..<4` and `3..` meet at 3. It reports what it can show with a value
/// and keeps silent where rows differ in something else, such as a key or a comparison of two variables.
enum TableRows {
  static func check(_ pack: ResolvedPack, findings: inout Findings) {
    var start = 0
    while start < pack.rules.count {
      var end = start + 1
      while end < pack.rules.count, pack.rules[end].table == pack.rules[start].table { end += 1 }
      if pack.rules[start].table != nil { check(pack.rules[start..<end], pack, &findings) }
      start = end
    }
  }

  /// A row is told once, with the first row that it meets.
  private static func check(
    _ rows: ArraySlice<ResolvedRule>, _ pack: ResolvedPack, _ findings: inout Findings
  ) {
    for second in rows.indices {
      for first in rows.startIndex..<second {
        let (one, other) = (rows[first].clause, rows[second].clause)
        guard let leaf = clash(one, other, pack.shape), let meeting = Meeting(one, other, pack.shape) else {
          continue
        }
        findings.report(
          "overlapping-rows",
          "`\(rows[first].name)` and `\(rows[second].name)` both apply\(meeting.described(pack)) and conclude different values for `\(pack.shape[leaf].path)`",
          at: rows[second].span, notes: [("the other row is here", rows[first].span)])
        break
      }
    }
  }

  /// A place that holds one value and for which both conclude a constant, another one each.
  private static func clash(_ one: Clause, _ other: Clause, _ shape: Shape) -> LeafID? {
    for head in one.heads {
      guard case .one = shape[head.leaf].holds, case .constant(let mine)? = head.value.code.first,
        head.value.code.count == 1
      else { continue }
      for twin in other.heads
      where twin.leaf == head.leaf && twin.keys == head.keys && twin.value.code.count == 1 {
        if case .constant(let theirs)? = twin.value.code.first, theirs != mine { return head.leaf }
      }
    }
    return nil
  }
}

/// Values for which two rows of a table both apply.
private struct Meeting {
  private var values: [(leaf: LeafID, value: Value)] = []

  /// Nil where the rows do not meet, or where that can't be told.
  init?(_ one: Clause, _ other: Clause, _ shape: Shape) {
    guard one.when.atoms.count == other.when.atoms.count, one.unless == other.unless,
      Meeting.comparisons(one) == Meeting.comparisons(other)
    else { return nil }
    for (mine, theirs) in zip(one.when.atoms, other.when.atoms) {
      guard mine.leaf == theirs.leaf, mine.keys == theirs.keys else { return nil }
      if mine.value == theirs.value, Meeting.tests(mine, one) == Meeting.tests(theirs, other) { continue }
      let candidates = Meeting.candidates(mine, one, shape) + Meeting.candidates(theirs, other, shape)
      guard
        let value = candidates.first(where: {
          Meeting.accepts(mine, one, $0) && Meeting.accepts(theirs, other, $0)
        })
      else { return nil }
      values.append((mine.leaf, value))
    }
  }

  /// " where `profile.years` is 3".
  func described(_ pack: ResolvedPack) -> String {
    if values.isEmpty { return " at once" }
    let parts = values.map { leaf, value in
      let text =
        switch pack.shape[leaf].type {
        case .number: ExactDecimal(rawValue: value).description
        case .yesNo: value == 1 ? "yes" : "no"
        case .words: pack.shape.words[Int(value)]
        case .id(let kind): pack.vocabulary.id(Int(value), of: kind)
        case .text: pack.texts[value].text(in: "")
        }
      return "`\(pack.shape[leaf].path)` is \(text)"
    }
    return " where " + parts.joined(separator: " and ")
  }

  // MARK: Values

  /// Tests of more than the value of one atom.
  private static func comparisons(_ clause: Clause) -> [Expression] {
    clause.when.tests.filter { test in !isOfOneHidden(test, clause) }
  }

  private static func isOfOneHidden(_ test: Expression, _ clause: Clause) -> Bool {
    let variables = Set(
      test.code.compactMap { if case .variable(let variable) = $0 { variable } else { nil } })
    guard let variable = variables.first, variables.count == 1 else { return false }
    return variable >= clause.named
  }

  /// The ranges and alternatives that stand in the place of the atom's value.
  private static func tests(_ atom: Atom, _ clause: Clause) -> [Expression] {
    guard case .variable(let variable) = atom.value, variable >= clause.named else { return [] }
    return clause.when.tests.filter { test in
      isOfOneHidden(test, clause) && test.code.contains(.variable(variable))
    }
  }

  private static func accepts(_ atom: Atom, _ clause: Clause, _ value: Value) -> Bool {
    switch atom.value {
    case .constant(let constant): constant == value
    case .any: true
    case .variable: tests(atom, clause).allSatisfy { $0.value { _ in value } == 1 }
    }
  }

  /// The ends of the ranges, and the values beside them: if rows meet at all, they meet at one of these.
  private static func candidates(_ atom: Atom, _ clause: Clause, _ shape: Shape) -> [Value] {
    let leaf = shape[atom.leaf]
    let step: Value = leaf.isWhole ? 1_000_000 : 1
    var ends: [Value] = []
    if case .constant(let value) = atom.value { ends.append(value) }
    for test in tests(atom, clause) {
      ends += test.code.compactMap { if case .constant(let value) = $0 { value } else { nil } }
    }
    let isNumber = leaf.type == .number
    let beside =
      isNumber
      ? ends.flatMap {
        [$0.subtractingReportingOverflow(step).partialValue, $0.addingReportingOverflow(step).partialValue]
      } : []
    return (ends + beside).filter { value in
      (leaf.bounds?.contains(value) ?? true) && (!leaf.isWhole || value % 1_000_000 == 0)
    }
  }
}
