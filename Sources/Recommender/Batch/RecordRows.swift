import Inference

/// What one profile answers to everything that is wanted: flat rows, one wanted thing behind the other.
struct RecordRows {
  private(set) var values: [Inference.Value] = []
  private var ends: [Int] = []

  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Takes in the rows of the next wanted thing.
  mutating func append(_ rows: UnsafeBufferPointer<Inference.Value>) {
    values.append(contentsOf: rows)
    ends.append(values.count)
  }

  mutating func append(_ rows: [Inference.Value]) {
    values.append(contentsOf: rows)
    ends.append(values.count)
  }

  func range(_ wanted: Int) -> Range<Int> {
    (wanted == 0 ? 0 : ends[wanted - 1])..<ends[wanted]
  }
}
