import Inference
import RuleLanguage
import SourceTree

extension PackAnalyzer {
  /// Values that no row of a table covers, and rows that another row hides.
  ///
  /// Both are asked only where one value is wanted: where values add up, a row may well stand beside nothing.
  mutating func lookAtTables() {
    var start = 0
    while start < pack.rules.count {
      var end = start + 1
      while end < pack.rules.count, pack.rules[end].table == pack.rules[start].table { end += 1 }
      if pack.rules[start].table != nil, isOwn(pack.rules[start].span) {
        lookAt(Array(pack.rules[start..<end]))
      }
      start = end
    }
  }

  private mutating func lookAt(_ rows: [ResolvedRule]) {
    guard let first = rows.first, let name = first.table else { return }
    let wanted = first.clause.heads.first { head in
      guard case .one = pack.shape[head.leaf].holds, pack.shape[head.leaf].fallback == nil else {
        return false
      }
      return !pack.rules.contains { rule in
        rule.table != name && rule.clause.heads.contains { $0.leaf == head.leaf }
      }
    }
    guard wanted != nil || first.clause.heads.allSatisfy({ !adds($0.leaf) }) else { return }
    let areAlike = rows.allSatisfy { row in
      row.clause.when.atoms.count == first.clause.when.atoms.count
        && zip(row.clause.when.atoms, first.clause.when.atoms).allSatisfy {
          $0.leaf == $1.leaf && $0.keys == $1.keys
        }
        && row.clause.unless == first.clause.unless
        && RowCells(row.clause).others == RowCells(first.clause).others
    }
    guard areAlike else { return }
    let cells = rows.map { RowCells($0.clause) }
    findHidden(rows, cells, first.clause)
    if let wanted { findGap(name, rows, cells, wanted.leaf) }
  }

  private func adds(_ leaf: LeafID) -> Bool {
    if case .sum = pack.shape[leaf].holds { true } else { false }
  }

  // MARK: Hidden rows

  private mutating func findHidden(_ rows: [ResolvedRule], _ cells: [RowCells], _ first: Clause) {
    for second in rows.indices {
      for one in rows.indices where one != second {
        guard rows[one].clause.heads == rows[second].clause.heads else { continue }
        let isHidden = first.atoms.allSatisfy { atom in
          let points = points(atom, of: first, in: cells)
          return points.allSatisfy { !cells[second].accepts(atom, $0) || cells[one].accepts(atom, $0) }
        }
        let isSame = first.atoms.allSatisfy { atom in
          points(atom, of: first, in: cells).allSatisfy {
            cells[second].accepts(atom, $0) == cells[one].accepts(atom, $0)
          }
        }
        if isHidden, !isSame || one < second {
          report(
            "hidden-row",
            "`\(rows[second].name)` adds nothing to `\(rows[one].name)`, which says the same for more",
            at: rows[second].span, help: "take the row away",
            notes: [("the other row is here", rows[one].span)])
          break
        }
      }
    }
  }

  // MARK: Gaps

  private mutating func findGap(
    _ name: String, _ rows: [ResolvedRule], _ cells: [RowCells], _ leaf: LeafID
  ) {
    let clause = rows[0].clause
    let numbers = clause.atoms.filter { atom in
      pack.shape[clause.when.atoms[atom].leaf].type == .number
        && cells.contains { $0.isLimited(atom) }
    }
    guard !numbers.isEmpty else { return }
    let rest = clause.atoms.filter { !numbers.contains($0) }
    // Rows that agree in all that is no number share out the numbers between them.
    var groups: [[Int]] = []
    for row in rows.indices {
      let group = groups.firstIndex { other in
        rest.allSatisfy { cells[row].isSame($0, cells[other[0]]) }
      }
      if let group { groups[group].append(row) } else { groups.append([row]) }
    }
    for group in groups {
      let axes = numbers.map { points($0, of: clause, in: group.map { cells[$0] }) }
      guard axes.reduce(1.0, { $0 * Double($1.count) }) <= 20_000 else {
        undecided += 1
        continue
      }
      guard let point = uncovered(axes, numbers, group.map { cells[$0] }) else { continue }
      let parts = zip(numbers, point).map { atom, value in
        "`\(pack.shape[clause.when.atoms[atom].leaf].path)` is \(ExactDecimal(rawValue: value))"
      }
      let witness = witness(zip(numbers, point).map { ($0, $1) }, clause)
      report(
        "uncovered-values", "no row of `\(name)` applies where \(parts.joined(separator: " and "))",
        at: rows[group[0]].span,
        help: "nothing is concluded for `\(pack.shape[leaf].path)` there; add a row, or widen one",
        witness: witness, expecting: witness == nil ? nil : leaf)
    }
  }

  private func uncovered(
    _ axes: [[Inference.Value]], _ atoms: [Int], _ cells: [RowCells]
  ) -> [Inference.Value]? {
    var points: [[Inference.Value]] = [[]]
    for axis in axes { points = points.flatMap { point in axis.map { point + [$0] } } }
    return points.first { point in
      !cells.contains { row in zip(atoms, point).allSatisfy { row.accepts($0, $1) } }
    }
  }

  /// The point as a profile, where it is all that the rule asks for and the profile states all of it.
  private func witness(_ point: [(atom: Int, value: Inference.Value)], _ clause: Clause) -> [Fact]? {
    guard point.count == clause.when.atoms.count else { return nil }
    var facts: [Fact] = []
    for (atom, value) in point {
      let leaf = clause.when.atoms[atom].leaf
      guard pack.shape.isProfile(leaf), pack.shape[leaf].keys.isEmpty else { return nil }
      facts.append(Fact(leaf: leaf, keys: [], value: value))
    }
    return facts
  }

  /// The ends of all ranges at one atom and the values beside them: between two of these nothing changes.
  private func points(_ atom: Int, of clause: Clause, in cells: [RowCells]) -> [Inference.Value] {
    let leaf = pack.shape[clause.when.atoms[atom].leaf]
    let ends = Set(cells.flatMap { $0.ends(atom) })
    let step: Inference.Value = leaf.isWhole ? .one : 1
    var points = ends
    if leaf.type == .number {
      for end in ends {
        points.insert(end.subtractingReportingOverflow(step).partialValue)
        points.insert(end.addingReportingOverflow(step).partialValue)
      }
      if let bounds = leaf.bounds { points.formUnion([bounds.lowerBound, bounds.upperBound]) }
    }
    let bounds = pack.values(of: leaf)
    return points.filter { bounds.contains($0) && (!leaf.isWhole || $0 % .one == 0) }.sorted()
  }
}

extension Clause {
  fileprivate var atoms: Range<Int> { when.atoms.indices }
}

/// What one row of a table asks of the value of each atom.
struct RowCells {
  private let clause: Clause
  /// By atom.
  private let tests: [[Expression]]
  /// Tests of anything else.
  let others: [Expression]

  init(_ clause: Clause) {
    self.clause = clause
    var tests = clause.when.atoms.map { _ in [Expression]() }
    var others: [Expression] = []
    for test in clause.when.tests {
      let variables = Set(test.mentioned)
      if variables.count == 1, let variable = variables.first, variable >= clause.named,
        let atom = clause.when.atoms.firstIndex(where: { $0.value == .variable(variable) })
      {
        tests[atom].append(test)
      } else {
        others.append(test)
      }
    }
    self.tests = tests
    self.others = others
  }

  func accepts(_ atom: Int, _ value: Inference.Value) -> Bool {
    if case .constant(let constant) = clause.when.atoms[atom].value { return constant == value }
    return tests[atom].allSatisfy { $0.value { _ in value } == 1 }
  }

  func isLimited(_ atom: Int) -> Bool {
    if case .constant = clause.when.atoms[atom].value { return true }
    return !tests[atom].isEmpty
  }

  func ends(_ atom: Int) -> [Inference.Value] {
    var ends: [Inference.Value] = []
    if case .constant(let value) = clause.when.atoms[atom].value { ends.append(value) }
    for test in tests[atom] { for case .constant(let value) in test.code { ends.append(value) } }
    return ends
  }

  /// Whether both ask the same of the atom.
  func isSame(_ atom: Int, _ other: RowCells) -> Bool {
    let ends = Set(ends(atom) + other.ends(atom))
    return isLimited(atom) == other.isLimited(atom)
      && ends.allSatisfy { accepts(atom, $0) == other.accepts(atom, $0) }
  }
}
