import CBench
import Recommender

/// A workload with our engine ready to run it in each of three ways.
struct Subject: ~Copyable {
  let pack: Pack
  let selection: Selection
  let people: PreparedProfiles
  private let ids: [Int]
  /// The profiles as lines, in chunks as the command takes them.
  private let chunks: [[UInt8]]
  private var evaluator: SelectionEvaluator
  private var worker: BatchWorker
  /// The numbers of all answers, and where those of a profile start.
  private var numbers: UnsafeMutableBufferPointer<Int64>
  private var used = 0

  /// - Parameter lines: profiles in JSON that state their `id`.
  init(_ pack: Pack, _ names: [String], _ lines: [[UInt8]]) throws {
    let selection = try Selection(names, for: pack)
    let form = try BatchForm(selection, for: pack)
    let profiles = try lines.map { try Profile(bytes: $0, for: pack) }
    self.pack = pack
    self.selection = selection
    people = PreparedProfiles(profiles, for: selection, of: pack)
    ids = Array(lines.indices)
    var chunks: [[UInt8]] = []
    var chunk: [UInt8] = []
    for line in lines {
      chunk += line
      chunk.append(UInt8(ascii: "\n"))
      if chunk.count > 1 << 18 {
        chunks.append(chunk)
        chunk = []
      }
    }
    chunks.append(chunk)
    self.chunks = chunks
    evaluator = SelectionEvaluator(selection, for: pack)
    worker = BatchWorker(pack, form)
    numbers = .allocate(capacity: lines.count * 80)
  }

  deinit { numbers.deallocate() }

  // MARK: Passes

  /// Evaluates all profiles, so many at once, and keeps the numbers of their answers. Returns the CPU seconds.
  mutating func evaluate(atOnce width: Int, _ range: Range<Int>? = nil) throws -> Double {
    let range = range ?? 0..<people.profiles.count
    used = 0
    let start = bench_cpu()
    var first = range.lowerBound
    while first < range.upperBound {
      let group = first..<min(first + width, range.upperBound)
      evaluator.evaluate(people, group)
      for profile in group { try collect(profile) }
      first = group.upperBound
    }
    return bench_cpu() - start
  }

  private mutating func collect(_ profile: Int) throws(DiagnosticError) {
    while true {
      let room = UnsafeMutableBufferPointer(rebasing: numbers[used...])
      let count = try evaluator.numbers(of: profile, into: room)
      if count <= room.count {
        used += count
        return
      }
      Self.widen(&numbers, used)
    }
  }

  private static func widen(_ numbers: inout UnsafeMutableBufferPointer<Int64>, _ used: Int) {
    let wider = UnsafeMutableBufferPointer<Int64>.allocate(capacity: numbers.count * 2)
    _ = wider.update(fromContentsOf: numbers[..<used])
    numbers.deallocate()
    numbers = wider
  }

  /// Turns the lines of all profiles into records. Returns the CPU seconds.
  mutating func write() throws -> Double {
    let start = bench_cpu()
    var bytes = 0
    for chunk in chunks {
      let output = worker.output(of: chunk)
      if let problem = output.problems.first { throw problem.error }
      bytes += output.bytes.count
    }
    let seconds = bench_cpu() - start
    if bytes == 0 { throw Failure("nothing was written") }
    return seconds
  }

  // MARK: Equality

  /// Compares the answers of all ways: those that are known with what is expected, the others with each other.
  mutating func check(against expected: [[UInt8]]) throws {
    _ = try evaluate(atOnce: 1)
    let alone = Array(numbers[..<used])
    _ = try evaluate(atOnce: SelectionEvaluator.maxProfiles)
    guard alone.elementsEqual(numbers[..<used]) else {
      throw Failure("profiles side by side have other answers than alone")
    }
    let answers = answers()
    for (answer, line) in zip(answers, expected) {
      let line = String(decoding: line, as: UTF8.self)
      guard answer.line == line else { throw Failure("expected \(line)\nfound    \(answer.line)") }
    }
    var next = 0
    for chunk in chunks {
      for record in worker.output(of: chunk).bytes.split(separator: UInt8(ascii: "\n")) {
        let written = try Answer(record: Array(record)).line
        guard next < answers.count, written == answers[next].line else {
          throw Failure("the record \(written)\nis not       \(answers[min(next, answers.count - 1)].line)")
        }
        next += 1
      }
    }
    guard next == answers.count else {
      throw Failure("there are \(next) records of \(answers.count) profiles")
    }
  }

  private func answers() -> [Answer] {
    var at = 0
    return ids.map { id in
      var tables: [(table: SelectedTable, rows: [[Int64]])] = []
      for table in selection.tables {
        let count = Int(numbers[at])
        let width = table.columns.count
        let rows = (0..<count).map { row in
          Array(numbers[(at + 1 + row * width)..<(at + 1 + (row + 1) * width)])
        }
        tables.append((table, rows))
        at += 1 + count * width
      }
      return Answer(id: id, tables)
    }
  }

  // MARK: Allocations

  /// How many blocks are allocated for a profile once everything has been seen before; nil where they are not counted.
  mutating func allocations(atOnce width: Int) throws -> Double? {
    let range = 0..<min(people.profiles.count, 4096)
    _ = try evaluate(atOnce: width, range)
    bench_count_allocations()
    _ = try evaluate(atOnce: width, range)
    let count = bench_counted_allocations()
    return count < 0 ? nil : Double(count) / Double(range.count)
  }
}
