extension SampleGenerator {
  /// Turns constants and choices of a finished rule into columns of a table with one to three rows.
  mutating func addTable(to rule: inout SampleRule, _ policies: [SamplePolicy]) {
    var columns: [(name: String, first: SampleRule.Cell, leaf: Int, isInPattern: Bool)] = []
    for tree in rule.when.indices {
      for index in rule.when[tree].indices {
        let atom = rule.when[tree][index]
        guard atom.choice?.variables.isEmpty ?? true, random.chance(70) else { continue }
        let column = name("t")
        if let choice = atom.choice {
          columns.append((column, .choice(choice), atom.leaf, true))
        } else if case .constant(let value)? = atom.value {
          columns.append((column, .constant(value), atom.leaf, true))
        } else {
          continue
        }
        rule.when[tree][index].value = .variable(column)
        rule.when[tree][index].choice = nil
      }
    }
    var rows = random.pick([1, 2, 2, 3])
    for index in rule.heads.indices {
      let head = rule.heads[index]
      // Rows differ only where several values do not contradict one another: overlaps of others are refused.
      let addsUp = program.leaves[head.leaf].isAggregate
      guard addsUp || random.chance(15) else { continue }
      if !addsUp { rows = 1 }
      guard case .constant(let value)? = head.value, random.chance(80) else { continue }
      let column = name("t")
      columns.append((column, .constant(value), head.leaf, false))
      rule.heads[index].value = .variable(column)
    }
    let keyColumn = turnKeyIntoColumn(in: &rule)
    guard !columns.isEmpty || keyColumn != nil else { return }
    for row in 0..<rows {
      var cells: [String: SampleRule.Cell] = [:]
      for column in columns {
        cells[column.name] = row == 0 ? column.first : someCell(column.leaf, isInPattern: column.isInPattern)
      }
      if let keyColumn {
        cells[keyColumn.name] = .constant(row == 0 ? keyColumn.first : someID(of: keyColumn.kind))
      }
      if !rule.rows.contains(cells) { rule.rows.append(cells) }
    }
  }

  private mutating func someCell(_ leaf: Int, isInPattern: Bool) -> SampleRule.Cell {
    if isInPattern && random.chance(40) {
      let isNumeric = program.leaves[leaf].isNumeric
      let ends = [someValue(of: leaf), someValue(of: leaf)]
      if ends[0] != ends[1] {
        return .choice(
          isNumeric
            ? .range(from: .constant(ends[0]), through: nil, isOpen: false) : .oneOf(ends))
      }
    }
    return .constant(someValue(of: leaf))
  }

  /// Turns one id among the keys of the heads into a column, wherever it stands in the rule.
  private mutating func turnKeyIntoColumn(in rule: inout SampleRule) -> (
    name: String, first: SampleDatum, kind: Int
  )? {
    for head in rule.heads {
      for (key, kind) in zip(head.keys, program.leaves[head.leaf].keys) {
        guard case .constant(let id) = key, random.chance(60) else { continue }
        let column = name("t")
        let leaves = program.leaves
        func turned(_ terms: [SampleTerm], _ leaf: Int) -> [SampleTerm] {
          zip(terms, leaves[leaf].keys).map { $0 == key && $1 == kind ? .variable(column) : $0 }
        }
        for tree in rule.when.indices {
          for index in rule.when[tree].indices {
            rule.when[tree][index].keys = turned(rule.when[tree][index].keys, rule.when[tree][index].leaf)
          }
        }
        for index in rule.heads.indices {
          rule.heads[index].keys = turned(rule.heads[index].keys, rule.heads[index].leaf)
        }
        return (column, id, kind)
      }
    }
    return nil
  }
}
