package import Inference

/// Reads one profile after another from JSON in memory, without allocation, straight into packed facts.
///
/// ```swift
/// if let end = reader.read(line, end: last) { evaluator.state(reader.facts) } else { … FactsFromProfile … }
/// ```
///
/// It is right where it succeeds and gives up without a word where it has the least doubt: a name that it does not
/// find, an escape, a value out of bounds, a key stated twice, JSON that is none. What it gives up on is read anew by
/// `FactsFromProfile`, which alone says what is wrong. One reader serves one thread.
package struct ProfileReader: ~Copyable {
  /// The zeros that must stand behind the bytes that are read.
  package static let padding = 32
  /// A profile of more facts is left to `FactsFromProfile`.
  static let maxFacts = 16_384
  /// A profile of more texts that the pack does not have is, too.
  static let maxTexts = 64

  /// A copy of the pointers in a variable of its own keeps the loops fast.
  var tables: ProfileTables
  let knowsAllTexts: Bool
  let maxBytes: Int

  var factCount = 0
  /// What a mark is worth: only those of the present map or record count.
  var generation: UInt32 = 0
  /// The texts of all profiles since `forgetTexts` that the pack does not have.
  package var texts: [UnsafeBufferPointer<UInt8>] = []
  /// Where those of the present profile start.
  package var firstText = 0
  /// What stands in the field that is set aside.
  package var aside: UnsafeBufferPointer<UInt8>?
  package var isAsideQuoted = false

  /// - Parameter isRead: by leaf, whether its facts are wanted; those of the others are left out.
  package init(_ decoder: ProfileDecoder, isRead: [Bool]) {
    tables = ProfileTables(decoder, isRead: isRead, maxFacts: ProfileReader.maxFacts)
    knowsAllTexts = decoder.knowsAllTexts
    maxBytes = decoder.maxBytes
  }

  deinit { tables.deallocate() }

  /// The facts of the last profile that was read, each place once, in no order.
  package var facts: UnsafeBufferPointer<PackedFact> {
    UnsafeBufferPointer(start: tables.stated, count: factCount)
  }

  /// Forgets the texts of the profiles so far; their values mean nothing any more.
  package mutating func forgetTexts() {
    texts.removeAll(keepingCapacity: true)
  }

  /// Reads the JSON object at the start of a line.
  ///
  /// - Parameters:
  ///   - line: where the line starts.
  ///   - end: behind the last line; `padding` zeros follow.
  /// - Returns: where the line ends, at its line break; nil where `FactsFromProfile` has to look.
  package mutating func read(_ line: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>?
  {
    var at = line
    tables.end = end
    factCount = 0
    firstText = texts.count
    aside = nil
    // Marks are counted in 32 bits; they start anew long before that is too little for one profile.
    if generation > UInt32.max / 2 {
      tables.forgetMarks()
      generation = 0
    }
    guard at.pointee == UInt8(ascii: "{"), tables.nodes[0].content == .record else { return nil }
    at += 1
    guard record(0, 0, &at) else { return nil }
    while at.pointee == UInt8(ascii: " ") { at += 1 }
    if at.pointee == UInt8(ascii: "\r") { at += 1 }
    guard at == end || at < end && at.pointee == UInt8(ascii: "\n") else { return nil }
    return at - line <= maxBytes ? at : nil
  }
}
