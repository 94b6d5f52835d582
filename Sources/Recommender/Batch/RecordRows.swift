import Inference
import SourceTree

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

extension RecordRows {
  /// Takes in what a profile that was evaluated alone answers to a selection.
  mutating func append(_ selection: Selection, _ answer: Answer) throws(DiagnosticError) {
    for item in selection.items {
      switch item.content {
      case .place(let place):
        for leaf in place.leaves {
          append(
            answer.outcome.facts(of: leaf.leaf).flatMap { fact in
              [Inference.Value(bitPattern: leaf.packing.key(fact.keys) ?? 0), fact.value]
            })
        }
      case .section(let section):
        let solutions = try Sections.solutions(of: section.query, section.section, answer)
        append(solutions.flatMap { $0.prefix(section.width) })
      }
    }
  }
}
