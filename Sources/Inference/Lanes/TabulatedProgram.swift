/// A program as tables, with what is read of its outcomes: what `BatchEvaluator` runs.
///
/// ```swift
/// let tables = TabulatedProgram(program, wanted: [.facts(stage)])
/// var evaluator = BatchEvaluator(tables)
/// ```
///
/// It never changes and is shared by the evaluators of all threads. How it is made is in `Tabulator`.
package final class TabulatedProgram: Sendable {
  let frozen: FrozenProgram
  package let wanted: [Wanted]
  /// Nil where tables cannot be made at all; then the general machine does everything.
  let tables: LaneTables?

  package convenience init(_ program: Program, wanted: [Wanted]) {
    self.init(program.frozen, wanted: wanted)
  }

  /// By leaf, whether anything depends on what a profile states of it. The facts of the others may be left out.
  package var isRead: [Bool] {
    tables?.isLive ?? frozen.leaves.map { _ in true }
  }

  init(_ frozen: FrozenProgram, wanted: [Wanted]) {
    self.frozen = frozen
    self.wanted = wanted
    tables = LaneTables(frozen, wanted)
  }
}
