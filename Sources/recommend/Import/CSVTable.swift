internal import Recommender
internal import SourceTree

/// The records of a CSV file with a heading, and the columns that are wanted of it.
///
///     var table = try CSVTable("skills_en.csv", columns: ["conceptUri", "preferredLabel"], optional: ["status"])
///     while let row = try table.next() { print(row.fields[0], row.fields[1], row.fields[2]) }
///
/// Columns are found by their names, so that their order and those in between do not matter.
struct CSVTable {
  /// The largest file that is read; that of the relations has 21 MB.
  private static let maxBytes = 1 << 29

  private let path: String
  private var reader: CSVReader
  private var width = 0
  /// By wanted column, where it stands; nil for an optional one that is not there.
  private var places: [Int?] = []

  /// Reads the file and its heading.
  ///
  /// - Throws: why the file cannot be read, or which columns it lacks.
  init(_ path: String, columns: [String], optional: [String] = []) throws(DiagnosticError) {
    self.path = path
    switch FileSystem.read(path, limit: CSVTable.maxBytes) {
    case .success(let bytes): reader = CSVReader(bytes)
    case .failure(let problem):
      throw DiagnosticError([Diagnostic(code: problem.code, message: problem.message(path))])
    }
    guard let heading = try record() else {
      throw DiagnosticError([Diagnostic(code: "empty-file", message: "`\(path)` is empty")])
    }
    width = heading.fields.count
    places = (columns + optional).map { heading.fields.firstIndex(of: $0) }
    let missing = zip(columns, places).filter { $1 == nil }.map(\.0)
    guard missing.isEmpty else {
      throw DiagnosticError(missing.map { lack(of: $0, in: heading) })
    }
  }

  /// The wanted fields of the next record, in the order in which they were asked for; optional ones that the file
  /// does not have are empty.
  mutating func next() throws(DiagnosticError) -> CSVReader.Record? {
    guard let record = try record() else { return nil }
    guard record.fields.count == width else {
      throw flaw(
        CSVReader.Flaw(
          line: record.line,
          message: "the record has \(record.fields.count) fields, and the heading has \(width)"))
    }
    return CSVReader.Record(
      line: record.line, fields: places.map { place in place.map { record.fields[$0] } ?? "" })
  }

  private mutating func record() throws(DiagnosticError) -> CSVReader.Record? {
    do throws(CSVReader.Flaw) {
      return try reader.next()
    } catch {
      throw flaw(error)
    }
  }

  private func flaw(_ flaw: CSVReader.Flaw) -> DiagnosticError {
    DiagnosticError([
      Diagnostic(
        code: "bad-csv", message: flaw.message, place: Place(path: path, line: flaw.line, column: 1),
        help: "expected a CSV file as the ESCO portal publishes it; get it once more")
    ])
  }

  private func lack(of column: String, in heading: CSVReader.Record) -> Diagnostic {
    let names = heading.fields.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "no-column", message: "there is no column `\(column)`",
      place: Place(path: path, line: heading.line, column: 1), help: "the heading has \(names)")
  }
}
