import Inference
import RuleLanguage

extension RecordWriter {
  /// Writes a record as a line of CSV (RFC 4180); what stands for `id` is written already, if there is one.
  mutating func putRow(_ rows: borrowing RecordRows, _ texts: RecordTexts, hasID: Bool) {
    var isFirst = !hasID
    rows.values.withUnsafeBufferPointer { values in
      for step in tables.steps {
        let range = rows.range(Int(step.wanted))
        switch step.kind {
        case .value:
          let start = startCell(&isFirst)
          if !range.isEmpty {
            put(values[range.lowerBound + 1], step.form, texts)
          } else if step.hasFallback {
            put(step.fallback, step.form, texts)
          }
          endCell(start)
        case .members:
          let start = startCell(&isFirst)
          for index in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
            if index > range.lowerBound { out.append(UInt8(ascii: ";")) }
            put(values[index], step.form, texts)
          }
          endCell(start)
        case .lines:
          for index in step.firstColumn..<step.endColumn {
            let column = tables.columns[Int(index)]
            let start = startCell(&isFirst)
            for row in stride(from: range.lowerBound, to: range.upperBound, by: Int(step.width)) {
              if row > range.lowerBound { out.append(UInt8(ascii: ";")) }
              put(values[row + Int(column.place)], column.form, texts)
            }
            endCell(start)
          }
        case .tree:
          let start = startCell(&isFirst)
          if case .place(let place) = items[Int(step.item)].content {
            var walk = PlaceWalk(place, first: Int(step.wanted), rows)
            var count = 0
            putPairs(place.tree, [], &walk, texts, &count)
          }
          endCell(start)
        }
      }
    }
    endRow()
  }

  mutating func endRow() {
    out.append(UInt8(ascii: "\r"))
    out.append(UInt8(ascii: "\n"))
  }

  private mutating func startCell(_ isFirst: inout Bool) -> Int {
    if !isFirst { out.append(UInt8(ascii: ",")) }
    isFirst = false
    return out.count
  }

  /// Puts quotes around a cell that needs them.
  mutating func endCell(_ start: Int) {
    var quotes = 0
    var isPlain = true
    for index in start..<out.count {
      switch out.bytes[index] {
      case UInt8(ascii: "\""):
        quotes += 1
        isPlain = false
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"): isPlain = false
      default: break
      }
    }
    if isPlain { return }
    let cell = Array(out.bytes[start...])
    out.removeLast(downTo: start)
    out.append(UInt8(ascii: "\""))
    for byte in cell {
      if byte == UInt8(ascii: "\"") { out.append(byte) }
      out.append(byte)
    }
    out.append(UInt8(ascii: "\""))
  }

  /// `copywriting=3;video=2`
  private mutating func putPairs(
    _ tree: SelectedPlace.Tree, _ keys: [Int], _ walk: inout PlaceWalk, _ texts: RecordTexts,
    _ count: inout Int
  ) {
    switch tree {
    case .map(let kind, let column, let leaves, let isTotal, let inner):
      var id = -1
      let total = isTotal ? self.count(of: kind) : nil
      while let next = walk.next(after: id, column, leaves, total) {
        id = next
        let outer = walk.enter(id, column, leaves)
        putPairs(inner, keys + [names.kinds[kind.index] + id], &walk, texts, &count)
        walk.leave(outer, leaves)
      }
    case .value(let leaf, let type, let fallback):
      guard let value = walk.value(leaf) ?? fallback else { return }
      putPair(keys, value, RecordPlan.form(type, names), texts, &count)
    case .members(let leaf, let type):
      for member in walk.members(leaf) {
        putPair(keys, member, RecordPlan.form(VariableType(type), names), texts, &count)
      }
    case .record, .nothing: return
    }
  }

  private mutating func putPair(
    _ keys: [Int], _ value: Inference.Value, _ form: Form, _ texts: RecordTexts, _ count: inout Int
  ) {
    if count > 0 { out.append(UInt8(ascii: ";")) }
    count += 1
    for (index, key) in keys.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ".")) }
      put(name: key)
    }
    out.append(UInt8(ascii: "="))
    put(value, form, texts)
  }
}
