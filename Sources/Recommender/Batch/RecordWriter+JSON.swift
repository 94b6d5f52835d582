import Inference
import RuleLanguage

extension RecordWriter {
  /// Writes a record as a line of JSON; what stands for `id` is written already, if there is one.
  mutating func putLine(_ rows: borrowing RecordRows, _ texts: RecordTexts, hasID: Bool) {
    let steps = tables.steps
    if steps.isEmpty, !hasID { out.append(UInt8(ascii: "{")) }
    rows.values.withUnsafeBufferPointer { values in
      for index in steps.indices {
        let step = steps[index]
        put(name: Int(step.label))
        switch step.kind {
        case .value: putValue(step, rows.range(Int(step.wanted)), values, texts)
        case .members: putMembers(step, rows.range(Int(step.wanted)), values, texts)
        case .lines: putLines(step, rows.range(Int(step.wanted)), values, texts)
        case .tree: putTree(step, rows, texts)
        }
      }
    }
    out.room(for: 2)
    out.put(UInt8(ascii: "}"))
    out.put(UInt8(ascii: "\n"))
  }

  @inline(__always) private mutating func putValue(
    _ step: Step, _ range: Range<Int>, _ values: UnsafeBufferPointer<Inference.Value>, _ texts: RecordTexts
  ) {
    if !range.isEmpty {
      put(values[range.lowerBound + 1], step.form, texts)
    } else if step.hasFallback {
      put(step.fallback, step.form, texts)
    } else {
      out.append("null")
    }
  }

  @inline(__always) private mutating func putMembers(
    _ step: Step, _ range: Range<Int>, _ values: UnsafeBufferPointer<Inference.Value>, _ texts: RecordTexts
  ) {
    out.append(UInt8(ascii: "["))
    var index = range.lowerBound
    while index < range.upperBound {
      if index > range.lowerBound { out.append(UInt8(ascii: ",")) }
      put(values[index], step.form, texts)
      index += 2
    }
    out.append(UInt8(ascii: "]"))
  }

  @inline(__always) private mutating func putLines(
    _ step: Step, _ range: Range<Int>, _ values: UnsafeBufferPointer<Inference.Value>, _ texts: RecordTexts
  ) {
    let columns = tables.columns
    out.append(UInt8(ascii: "["))
    var row = range.lowerBound
    while row < range.upperBound {
      if row > range.lowerBound { out.append(UInt8(ascii: ",")) }
      if step.firstColumn == step.endColumn { out.append(UInt8(ascii: "{")) }
      for index in step.firstColumn..<step.endColumn {
        let column = columns[Int(index)]
        put(name: Int(column.label))
        put(values[row + Int(column.place)], column.form, texts)
      }
      out.append(UInt8(ascii: "}"))
      row += Int(step.width)
    }
    out.append(UInt8(ascii: "]"))
  }

  private mutating func putTree(_ step: Step, _ rows: borrowing RecordRows, _ texts: RecordTexts) {
    guard case .place(let place) = items[Int(step.item)].content else { return }
    var walk = PlaceWalk(place, first: Int(step.wanted), rows)
    put(place.tree, &walk, texts)
  }

  private mutating func put(_ tree: SelectedPlace.Tree, _ walk: inout PlaceWalk, _ texts: RecordTexts) {
    switch tree {
    case .record(let fields):
      var separator = UInt8(ascii: "{")
      for (name, field) in fields where !walk.isEmpty(field) {
        out.append(separator)
        separator = UInt8(ascii: ",")
        var label = ""
        Value.writeQuoted(name, to: &label)
        out.append(label)
        out.append(UInt8(ascii: ":"))
        put(field, &walk, texts)
      }
      if separator == UInt8(ascii: "{") { out.append(separator) }
      out.append(UInt8(ascii: "}"))
    case .map(let kind, let column, let leaves, let isTotal, let inner):
      out.append(UInt8(ascii: "{"))
      var id = -1
      var isFirst = true
      let count = isTotal ? count(of: kind) : nil
      while let next = walk.next(after: id, column, leaves, count) {
        id = next
        let outer = walk.enter(id, column, leaves)
        if !isFirst { out.append(UInt8(ascii: ",")) }
        isFirst = false
        put(name: names.kinds[kind.index] + id)
        out.append(UInt8(ascii: ":"))
        if walk.isEmpty(inner) { out.append("{}") } else { put(inner, &walk, texts) }
        walk.leave(outer, leaves)
      }
      out.append(UInt8(ascii: "}"))
    case .value(let leaf, let type, let fallback):
      if let value = walk.value(leaf) ?? fallback {
        put(value, RecordPlan.form(type, names), texts)
      } else {
        out.append("null")
      }
    case .members(let leaf, let type):
      var separator = UInt8(ascii: "[")
      for member in walk.members(leaf) {
        out.append(separator)
        separator = UInt8(ascii: ",")
        put(member, RecordPlan.form(VariableType(type), names), texts)
      }
      if separator == UInt8(ascii: "[") { out.append(separator) }
      out.append(UInt8(ascii: "]"))
    case .nothing: out.append("null")
    }
  }

  /// How many ids a kind has.
  func count(of kind: KindID) -> Int {
    (kind.index + 1 < names.kinds.count ? names.kinds[kind.index + 1] : names.words) - names.kinds[kind.index]
  }
}
