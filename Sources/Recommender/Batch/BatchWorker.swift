import Inference
import RuleLanguage
import SourceTree

/// Turns chunks of profiles into chunks of records; one worker serves one thread.
///
///     var worker = BatchWorker(pack, form)
///     let output = worker.output(of: Array(#"{"years": 2}"#.utf8))
///     print(String(decoding: output.bytes, as: UTF8.self))
///
/// A chunk holds whole lines, each with a profile in JSON. Most are read and evaluated side by side without
/// allocation; a profile for which that does not do is read and evaluated alone, which gives the same or says what is
/// wrong. The bytes do not depend on how the profiles are cut into chunks.
public struct BatchWorker: ~Copyable {
  /// A profile on its way.
  private struct Slot {
    var start: UnsafePointer<UInt8>
    var end: UnsafePointer<UInt8>
    var line: Int
    /// Its place in the evaluator; -1 where it is evaluated alone.
    var lane = -1
    var texts = 0..<0
    var id = RecordID.none
  }

  /// As many profiles are looked at before the first is written.
  private static let maxSlots = 64

  private let pack: Pack
  private let form: BatchForm
  private let wanted: Int
  private let isFast: Bool
  private let idLeaf: LeafID?
  private let idForm: RecordWriter.Form
  private var reader: ProfileReader
  private var evaluator: BatchEvaluator
  private var writer: RecordWriter
  private var rows = RecordRows()
  private var slots: [Slot] = []
  private var problems: [BatchProblem] = []
  /// Rows of CSV that cannot be read, and why.
  private var uneven: [Int: DiagnosticError] = [:]

  /// Prepares what all chunks share.
  public init(_ pack: Pack, _ form: BatchForm) {
    self.pack = pack
    self.form = form
    let compiled = pack.compiled
    wanted = form.selection?.wanted.count ?? 0
    isFast = form.selection?.comparesTexts == false
    var isRead = form.program.isRead
    if case .leaf(let leaf, _) = form.identity { isRead[leaf.index] = true }
    reader = ProfileReader(form.decoder, isRead: isRead)
    evaluator = BatchEvaluator(form.program, limits: pack.limits.inference)
    writer = RecordWriter(
      form.selection?.items ?? [], compiled, locale: form.locale, idField: form.idField, isJSON: form.isJSON)
    if case .leaf(let leaf, let type) = form.identity {
      idLeaf = leaf
      idForm = RecordPlan.form(type, writer.names)
    } else {
      idLeaf = nil
      idForm = RecordWriter.Form(kind: .number)
    }
  }

  /// What stands before all records: the header of CSV, nothing for JSON.
  public var header: [UInt8] { form.output == .csv ? form.header : [] }

  /// The records of profiles in JSON, one a line; empty lines hold none.
  public mutating func output(of lines: [UInt8]) -> BatchOutput {
    output(padded: lines + Array(repeating: 0, count: ProfileReader.padding))
  }

  /// The same for bytes behind which `ProfileReader.padding` zeros stand already.
  package mutating func output(padded lines: [UInt8]) -> BatchOutput {
    begin()
    var count = 0
    var profiles = 0
    lines.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let end = start + (buffer.count - ProfileReader.padding)
      var at = start
      while at < end {
        profiles += take(from: &at, to: end, line: &count)
        putAll()
      }
    }
    return end(lines: count, profiles: profiles)
  }

  /// The records of the rows of a CSV file, without its heading.
  public mutating func output(ofRows rows: [UInt8], _ columns: CSVColumns) -> BatchOutput {
    let rows = rows.withUnsafeBufferPointer { CSVRows($0, columns) }
    uneven = rows.uneven
    defer { uneven = [:] }
    var result = output(of: rows.json)
    for index in result.problems.indices {
      result.problems[index].line = rows.lines[result.problems[index].line - 1]
    }
    result.lines = rows.lineCount
    return result
  }

  /// The records of the profiles in files, YAML or JSON; a file counts as a line.
  public mutating func output(ofFiles paths: [String]) -> BatchOutput {
    begin()
    for (number, path) in paths.enumerated() {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      switch FileSystem.read(path, limit: pack.limits.maxFileBytes) {
      case .failure(let problem):
        let error = DiagnosticError([Diagnostic(code: problem.code, message: problem.message(path))])
        problems.append(
          BatchProblem(line: number + 1, id: .text(name), error: error, written: writer.out.count))
      case .success(let bytes):
        putCarefully(bytes, path: path, line: number + 1, otherwise: name)
      }
    }
    return end(lines: paths.count, profiles: paths.count)
  }

  private mutating func begin() {
    writer.out.removeAll()
    problems = []
  }

  private mutating func end(lines: Int, profiles: Int) -> BatchOutput {
    BatchOutput(bytes: Array(writer.out.bytes), problems: problems, lines: lines, profiles: profiles)
  }

  // MARK: Reading

  /// Reads profiles until the lanes are full or the input ends; returns how many.
  private mutating func take(
    from at: inout UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, line: inout Int
  ) -> Int {
    slots.removeAll(keepingCapacity: true)
    evaluator.begin()
    reader.forgetTexts()
    while at < end, evaluator.count < BatchEvaluator.lanes, slots.count < BatchWorker.maxSlots {
      line += 1
      if isFast, let last = reader.read(at, end: end) {
        slots.append(
          Slot(
            start: at, end: last, line: line, lane: evaluator.count,
            texts: reader.firstText..<reader.texts.count, id: id()))
        evaluator.state(reader.facts)
        at = last + 1
        continue
      }
      let last = BatchWorker.lineEnd(at, end)
      if !BatchWorker.isBlank(at, last) { slots.append(Slot(start: at, end: last, line: line)) }
      at = last + 1
    }
    return slots.count
  }

  private static func lineEnd(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    var at = start
    while at < end, at.pointee != UInt8(ascii: "\n") { at += 1 }
    return at
  }

  private static func isBlank(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    var at = start
    while at < end {
      switch at.pointee {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
      default: return false
      }
    }
    return true
  }

  /// The name of the profile that was just read.
  @inline(__always) private func id() -> RecordID {
    if let idLeaf {
      for fact in reader.facts where fact.leaf == idLeaf { return .value(fact.value) }
    } else if let bytes = reader.aside {
      return .plain(bytes, isQuoted: reader.isAsideQuoted)
    }
    return .none
  }

  // MARK: Writing

  private mutating func putAll() {
    evaluator.run()
    for index in slots.indices where !putFast(slots[index]) {
      let slot = slots[index]
      if let error = uneven[slot.line] {
        problems.append(BatchProblem(line: slot.line, id: nil, error: error, written: writer.out.count))
        continue
      }
      var last = slot.end
      if last > slot.start, (last - 1).pointee == UInt8(ascii: "\r") { last -= 1 }
      let bytes = Array(UnsafeBufferPointer(start: slot.start, count: last - slot.start))
      putCarefully(bytes, path: "profile", line: slot.line, otherwise: nil)
    }
  }

  /// Writes a profile out of its lane; false where it has to be evaluated alone.
  private mutating func putFast(_ slot: Slot) -> Bool {
    guard slot.lane >= 0, wanted > 0 || evaluator.error(of: slot.lane) == nil,
      BatchWorker.collect(wanted, &evaluator, slot.lane, into: &rows)
    else { return false }
    let texts =
      slot.texts.isEmpty
      ? RecordTexts.none : RecordTexts(plain: reader.texts[slot.texts], isQuoted: form.isJSON)
    put(slot.id, texts)
    return true
  }

  private static func collect(
    _ wanted: Int, _ evaluator: inout BatchEvaluator, _ lane: Int, into rows: inout RecordRows
  ) -> Bool {
    rows.removeAll()
    for number in 0..<wanted {
      guard let answer = evaluator.answer(number, of: lane), answer.isComplete else { return false }
      rows.append(answer.rows)
    }
    return true
  }

  /// Writes the rows that were collected.
  private mutating func put(_ id: RecordID, _ texts: RecordTexts) {
    let hasID = form.idField != nil
    if hasID { writer.put(id, idForm, texts, isJSON: form.isJSON) }
    if form.isJSON {
      writer.putLine(rows, texts, hasID: hasID)
    } else {
      writer.putRow(rows, texts, hasID: hasID)
    }
  }

  // MARK: With care

  /// Reads and evaluates one profile as if it were the only one, and says what is wrong if anything is.
  private mutating func putCarefully(_ bytes: [UInt8], path: String, line: Int, otherwise name: String?) {
    do throws(DiagnosticError) {
      let read = try FactsFromProfile.read(
        path: path, bytes: bytes, for: pack.compiled, limits: pack.limits.source, without: form.aside)
      try put(read, bytes, otherwise: name)
    } catch {
      let id = id(in: bytes) ?? name.map(Value.text)
      problems.append(BatchProblem(line: line, id: id, error: error, written: writer.out.count))
    }
  }

  private mutating func put(_ facts: ProfileFacts, _ bytes: [UInt8], otherwise name: String?)
    throws(DiagnosticError)
  {
    let answer = try Answer(of: pack, for: facts)
    let texts = RecordTexts(
      facts.texts, beyond: writer.names.textCount, locale: form.locale, locales: pack.locales,
      isQuoted: form.isJSON)
    let id = id(of: facts, bytes, otherwise: name)
    guard let selection = form.selection else {
      let whole = try Recommendation(answer).value(in: form.locale).json(pretty: false)
      guard form.idField != nil else { return writer.out.append(whole + "\n") }
      writer.put(id, idForm, texts, isJSON: true)
      writer.out.append("," + whole.dropFirst() + "\n")
      return
    }
    rows.removeAll()
    try rows.append(selection, answer)
    put(id, texts)
  }

  private func id(of facts: ProfileFacts, _ bytes: [UInt8], otherwise name: String?) -> RecordID {
    switch form.identity {
    case .leaf(let leaf, _):
      if let value = facts.facts.rows[leaf.index].values.first { return .value(value) }
    case .aside:
      if let id = id(in: bytes) { return .data(id) }
    case .none: break
    }
    return name.map { .data(.text($0)) } ?? .none
  }

  /// The name of a profile as it is written, whatever else is wrong with it.
  private func id(in bytes: [UInt8]) -> Value? {
    guard let field = form.idField,
      let (text, isPlain) = FactsFromProfile.scalar(field, in: bytes, limits: pack.limits.source)
    else { return nil }
    return isPlain && RecordID.isNumber(text.utf8) ? .number(text) : .text(text)
  }
}
