/// What a `RecordWriter` looks up, in memory of its own.
struct WriterTables: BitwiseCopyable {
  let entries: UnsafePointer<WrittenNames.Entry>
  /// The bytes of all names; more than the longest copy follows behind them.
  let bytes: UnsafePointer<UInt8>
  let steps: UnsafeBufferPointer<RecordWriter.Step>
  let columns: UnsafePointer<RecordWriter.Column>
  let textCount: Int

  init(_ names: WrittenNames, _ plan: RecordPlan) {
    entries = WriterTables.copy(names.entries)
    bytes = WriterTables.copy(names.bytes + Array(repeating: 0, count: 32))
    steps = UnsafeBufferPointer(start: WriterTables.copy(plan.steps), count: plan.steps.count)
    columns = WriterTables.copy(plan.columns)
    textCount = names.textCount
  }

  private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
    _ = memory.initialize(from: elements)
    return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }

  func deallocate() {
    entries.deallocate()
    bytes.deallocate()
    steps.deallocate()
    columns.deallocate()
  }
}
