import Inference
import RuleLanguage
import SourceTree

/// Evaluates profiles in memory and hands out what a selection asks for, as numbers, without allocation.
///
///     let selection = try Selection(["stage", "roles"], for: pack)
///     let people = PreparedProfiles(profiles, for: selection, of: pack)
///     var evaluator = SelectionEvaluator(selection, for: pack)
///     evaluator.evaluate(people, 0..<1)
///     try evaluator.rows(of: 0, table: 1) { rows in
///       for row in 0..<rows.count { print(rows[row, 0]) }
///     }
///
/// It is for programs that make their own output of very many profiles; `BatchWorker` writes records, and
/// `Pack.recommendation` draws a whole recommendation with its reasons. One evaluator serves one thread; a selection
/// may be shared by all.
public struct SelectionEvaluator: ~Copyable {
  /// How many profiles are evaluated side by side at most, which takes a little less time than one after the
  /// other.
  public static var maxProfiles: Int { BatchEvaluator.lanes }

  private let pack: Pack
  private let selection: Selection
  private var evaluator: BatchEvaluator
  private var profiles: PreparedProfiles?
  private var range = 0..<0
  /// The cells of all tables, and what is known of each table.
  private let cells: UnsafeMutableBufferPointer<SelectedRows.Cell>
  private let tables: UnsafeMutableBufferPointer<Table>
  private let comparesTexts: Bool
  /// The rows of a profile that was evaluated alone.
  private var alone: (profile: Int, rows: RecordRows)?

  private struct Table {
    let cells: UnsafeBufferPointer<SelectedRows.Cell>
    let width: Int
    let isFlat: Bool

    /// Writes how many rows there are, and these, where there is room for them. Returns where they end.
    @inline(__always)
    func write(
      _ rows: UnsafeBufferPointer<Int64>, to numbers: UnsafeMutableBufferPointer<Int64>, at used: Int
    ) -> Int {
      let count = SelectedRows.count(rows.count, width: width)
      let end = used &+ 1 &+ (isFlat ? rows.count : count &* cells.count)
      guard end <= numbers.count, let base = numbers.baseAddress else { return end }
      base[used] = Int64(count)
      guard count > 0, var row = rows.baseAddress, let first = cells.baseAddress else { return end }
      var next = base + used + 1
      let last = base + end
      if isFlat {
        while next < last {
          next.pointee = row.pointee
          next += 1
          row += 1
        }
        return end
      }
      while next < last {
        var cell = first
        let lastCell = first + cells.count
        while cell < lastCell {
          next.pointee = cell.pointee.value(in: row[cell.pointee.place])
          next += 1
          cell += 1
        }
        row += width
      }
      return end
    }
  }

  /// - Parameter pack: the one that the selection was made for.
  public init(_ selection: Selection, for pack: Pack) {
    self.pack = pack
    self.selection = selection
    evaluator = BatchEvaluator(selection.program, limits: pack.limits.inference)
    cells = .allocate(capacity: selection.tables.reduce(0) { $0 + $1.columns.count })
    tables = .allocate(capacity: selection.tables.count)
    var start = 0
    for (number, table) in selection.tables.enumerated() {
      let own = UnsafeMutableBufferPointer(rebasing: cells[start..<start + table.columns.count])
      _ = own.initialize(from: table.columns.map(\.cell))
      start += own.count
      // Where each place of a row has a column, a key is all that stands at its place.
      let isFlat =
        table.columns.count == table.width
        && table.columns.enumerated().allSatisfy { $1.cell.shift == 0 && $1.cell.place == $0 }
      tables.initializeElement(
        at: number, to: Table(cells: UnsafeBufferPointer(own), width: table.width, isFlat: isFlat))
    }
    comparesTexts = selection.comparesTexts
  }

  deinit {
    cells.deallocate()
    tables.deallocate()
  }

  /// Evaluates some profiles side by side; what was evaluated before is forgotten.
  ///
  /// - Parameters:
  ///   - profiles: those that were prepared for the same selection.
  ///   - range: which, up to `maxProfiles`.
  public mutating func evaluate(_ profiles: PreparedProfiles, _ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= profiles.ready.count
        && range.count <= BatchEvaluator.lanes,
      "there are no such profiles, or too many at once")
    self.profiles = profiles
    self.range = range
    alone = nil
    evaluator.begin()
    for profile in range { evaluator.state(profile, of: profiles.ready) }
    evaluator.run()
  }

  /// Hands out the rows of a table.
  ///
  /// Where the evaluator cannot tell them from what it did side by side, which is rare, the profile is evaluated alone:
  /// that takes longer and allocates. The rows of a section whose lines are ordered by a text always come so.
  ///
  /// - Parameters:
  ///   - profile: which, counted as in `evaluate`; it must be one of those that were evaluated last.
  ///   - table: its place in `Selection.tables`.
  /// - Throws: what `Pack.recommendation` throws for the profile, whichever of its tables is asked for.
  public mutating func rows(of profile: Int, table: Int, _ body: (SelectedRows) -> Void)
    throws(DiagnosticError)
  {
    precondition(range.contains(profile), "the profile was not evaluated last")
    precondition(UInt(bitPattern: table) < UInt(bitPattern: tables.count), "there is no such table")
    let known = tables[table]
    if !comparesTexts, let answer = evaluator.answer(table, of: profile &- range.lowerBound),
      answer.isComplete
    {
      return body(SelectedRows(answer.rows, known.cells, width: known.width))
    }
    let rows = try evaluateAlone(profile)
    rows.values.withUnsafeBufferPointer { values in
      let values = UnsafeBufferPointer(rebasing: values[rows.range(table)])
      body(SelectedRows(values, known.cells, width: known.width))
    }
  }

  /// Writes the numbers of all tables: for each how many rows it has, and then its rows, one after the other, each with its
  /// columns in order.
  ///
  ///     let used = try evaluator.numbers(of: 0, into: buffer)
  ///
  /// That takes less time than to ask for each of them; `rows` tells more, and throws the same.
  ///
  /// - Returns: how many numbers these are. Where that is more than `numbers` has room for, not all are written.
  public mutating func numbers(of profile: Int, into numbers: UnsafeMutableBufferPointer<Int64>)
    throws(DiagnosticError) -> Int
  {
    precondition(range.contains(profile), "the profile was not evaluated last")
    var used = 0
    var table = 0
    while table < tables.count {
      let known = tables[table]
      if !comparesTexts, let answer = evaluator.answer(table, of: profile &- range.lowerBound),
        answer.isComplete
      {
        used = known.write(answer.rows, to: numbers, at: used)
      } else {
        let rows = try evaluateAlone(profile)
        used = rows.values.withUnsafeBufferPointer {
          known.write(UnsafeBufferPointer(rebasing: $0[rows.range(table)]), to: numbers, at: used)
        }
      }
      table += 1
    }
    return used
  }

  private mutating func evaluateAlone(_ profile: Int) throws(DiagnosticError) -> RecordRows {
    if let alone, alone.profile == profile { return alone.rows }
    guard let profiles else { preconditionFailure("nothing was evaluated") }
    var rows = RecordRows()
    try rows.append(selection, Answer(of: pack, for: profiles.profiles[profile].facts))
    alone = (profile, rows)
    return rows
  }
}
