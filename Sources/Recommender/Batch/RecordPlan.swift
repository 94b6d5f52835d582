import Inference
import RuleLanguage

/// Lays out the steps of a `RecordWriter`.
struct RecordPlan {
  let isJSON: Bool
  private(set) var steps: [RecordWriter.Step] = []
  private(set) var columns: [RecordWriter.Column] = []

  init(isJSON: Bool) {
    self.isJSON = isJSON
  }

  mutating func add(_ item: SelectedItem, _ number: Int, isFirst: Bool, _ names: inout WrittenNames) {
    let label = label(item.name, isFirst ? "{" : ",", &names)
    var step = RecordWriter.Step(
      kind: .tree, label: label, item: Int32(number), wanted: Int32(item.first))
    switch item.content {
    case .place(let place):
      switch place.tree {
      case .value(_, let type, let fallback):
        step.kind = .value
        step.form = RecordPlan.form(type, names)
        step.hasFallback = fallback != nil
        step.fallback = fallback ?? 0
      case .members(_, let type):
        step.kind = .members
        step.form = RecordPlan.form(VariableType(type), names)
      case .record, .map, .nothing: break
      }
    case .section(let section):
      step.kind = .lines
      step.width = Int32(section.width)
      step.firstColumn = Int32(columns.count)
      for (index, column) in section.columns.enumerated() {
        columns.append(
          RecordWriter.Column(
            label: self.label(column.name, index == 0 ? "{" : ",", &names), place: Int32(column.place),
            form: RecordPlan.form(column.type, names)))
      }
      step.endColumn = Int32(columns.count)
    }
    steps.append(step)
  }

  /// `,"stage":` in JSON, nothing in CSV.
  private func label(_ name: String, _ before: String, _ names: inout WrittenNames) -> Int32 {
    var label = ""
    if isJSON {
      label = before
      Value.writeQuoted(name, to: &label)
      label += ":"
    }
    return Int32(names.add(label, false))
  }

  static func form(_ type: VariableType, _ names: borrowing WrittenNames) -> RecordWriter.Form {
    switch type {
    case .number: RecordWriter.Form(kind: .number)
    case .yesNo: RecordWriter.Form(kind: .yesNo)
    case .words: RecordWriter.Form(kind: .name, base: Int32(names.words))
    case .id(let kind): RecordWriter.Form(kind: .name, base: Int32(names.kinds[kind.index]))
    case .text: RecordWriter.Form(kind: .text, base: Int32(names.texts))
    }
  }
}
