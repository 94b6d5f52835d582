import Testing

@testable import recommend

@Suite struct CSVReaderTests {
  private func records(_ text: String) throws -> [CSVReader.Record] {
    var reader = CSVReader(Array(text.utf8))
    var records: [CSVReader.Record] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private func flaw(_ text: String) -> CSVReader.Flaw? {
    do {
      _ = try records(text)
      return nil
    } catch {
      return error as? CSVReader.Flaw
    }
  }

  @Test func `a quoted field holds commas, quotes and line breaks`() throws {
    let text = "a,b\r\n\"one\ntwo\r\nthree\",\"say \"\"yes\"\", please\"\r\nlast,\r\n"
    #expect(
      try records(text) == [
        CSVReader.Record(line: 1, fields: ["a", "b"]),
        CSVReader.Record(line: 2, fields: ["one\ntwo\r\nthree", "say \"yes\", please"]),
        CSVReader.Record(line: 5, fields: ["last", ""]),
      ])
  }

  @Test func `a byte order mark, blank lines and a missing last line break do not matter`() throws {
    #expect(
      try records("\u{FEFF}\"a\",b\n\n\n,\u{E9}") == [
        CSVReader.Record(line: 1, fields: ["a", "b"]), CSVReader.Record(line: 4, fields: ["", "\u{E9}"]),
      ])
    #expect(try records("").isEmpty)
    #expect(try records("\u{FEFF}\r\n").isEmpty)
    #expect(try records("a\rb,c") == [CSVReader.Record(line: 1, fields: ["a\rb", "c"])])
  }

  @Test func `what is not CSV is told with its line`() {
    #expect(flaw("a\n\"b\nc\nd") == CSVReader.Flaw(line: 2, message: "a quote is never closed"))
    #expect(
      flaw("a\nb\"c\"")
        == CSVReader.Flaw(line: 2, message: "a quote stands inside of a field that is not quoted"))
    #expect(
      flaw("a\n\"b\nb\" c")
        == CSVReader.Flaw(line: 3, message: "something stands behind the closing quote of a field"))
    var reader = CSVReader([0x61, 0x0A, 0xFF])
    #expect(try! reader.next() != nil)
    #expect(throws: CSVReader.Flaw(line: 2, message: "a byte is not UTF-8")) { try reader.next() }
  }
}
