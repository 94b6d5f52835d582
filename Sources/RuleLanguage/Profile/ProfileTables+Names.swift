import Inference

/// The names in a profile and what they mean.
extension ProfileTables {
  /// A name as a slot of the table has it: up to sixteen bytes in two words, of a longer one the place in memory.
  struct Name: BitwiseCopyable {
    var low: UInt64
    var high: UInt64
    var length: UInt32
    var start: UnsafePointer<UInt8>
  }

  /// The highest bit of each byte that is a quote; those above the first one may be wrong.
  @inline(__always) private static func quotes(_ word: UInt64) -> UInt64 {
    let equal = word ^ 0x2222_2222_2222_2222
    return (equal &- 0x0101_0101_0101_0101) & ~equal & 0x8080_8080_8080_8080
  }

  /// The bytes up to the next quote, behind the opening one; ends behind the closing one.
  ///
  /// What stands there is not looked at: an escape or a line break makes it a name that no table has. Both words are
  /// always looked at, because a guess which of them has the quote would often be wrong.
  @inline(__always) func name(_ at: inout UnsafePointer<UInt8>) -> Name? {
    let start = UnsafeRawPointer(at)
    let low = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    let high = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let first = ProfileTables.quotes(low)
    let second = ProfileTables.quotes(high)
    if first | second == 0 { return longName(&at) }
    let length = first != 0 ? first.trailingZeroBitCount &>> 3 : 8 &+ second.trailingZeroBitCount &>> 3
    let name = Name(
      low: low & masks[2 &* length], high: high & masks[2 &* length &+ 1],
      length: UInt32(truncatingIfNeeded: length), start: at)
    at += length &+ 1
    return name
  }

  private func longName(_ at: inout UnsafePointer<UInt8>) -> Name? {
    let start = at
    var next = at + 16
    while next < end, next.pointee != UInt8(ascii: "\"") { next += 1 }
    guard next < end, next - start <= Int(UInt32.max) else { return nil }
    let length = next - start
    at = next + 1
    if length == 16 {
      return Name(
        low: UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)),
        high: UInt64(littleEndian: UnsafeRawPointer(start + 8).loadUnaligned(as: UInt64.self)), length: 16,
        start: start)
    }
    let hash = NameTable.hash(ofLong: UnsafeBufferPointer(start: start, count: length))
    return Name(low: hash, high: 0, length: UInt32(length), start: start)
  }

  /// A name with quotes, or a word without.
  func scalar(_ at: inout UnsafePointer<UInt8>) -> Name? {
    if at.pointee == UInt8(ascii: "\"") {
      at += 1
      return name(&at)
    }
    return token(&at)
  }

  /// A number, `true` or `false`; not what it is.
  func token(_ at: inout UnsafePointer<UInt8>) -> Name? {
    let start = at
    var low: UInt64 = 0
    while true {
      switch at.pointee {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."),
        UInt8(ascii: "-"):
        if at - start < 8 { low |= UInt64(at.pointee) << UInt64(8 * (at - start)) }
        at += 1
      default:
        let length = at - start
        return length > 0 && length <= 16
          ? Name(low: low, high: 0, length: UInt32(length), start: start) : nil
      }
    }
  }

  /// The value of a name in a domain, or -1.
  @inline(__always) func find(_ name: Name, in domain: NameTable.Domain) -> Int {
    let base = slots + Int(domain.first)
    var index = NameTable.hash(name.low, name.high) &>> UInt64(domain.shift)
    while true {
      let slot = base + Int(index)
      if slot.pointee.low == name.low, slot.pointee.length == name.length {
        if name.length <= 16 {
          if slot.pointee.high == name.high { return Int(slot.pointee.value) }
        } else if isEqual(name, at: slot.pointee.high) {
          return Int(slot.pointee.value)
        }
      }
      if slot.pointee.value < 0 { return -1 }
      index = (index &+ 1) & UInt64(domain.mask)
    }
  }

  private func isEqual(_ name: Name, at place: UInt64) -> Bool {
    for index in 0..<Int(name.length) where nameBytes[Int(place) + index] != name.start[index] {
      return false
    }
    return true
  }

  /// The id that a name means at a node, as `Vocabulary.meaning` finds it, or -1.
  @inline(__always) func id(_ name: Name, _ node: UnsafePointer<ProfileDecoder.Node>) -> Int {
    let id = find(name, in: node.pointee.names)
    return id >= 0 ? id : folded(name, node)
  }

  /// The same for a name in other letters of ASCII.
  @inline(never) private func folded(_ name: Name, _ node: UnsafePointer<ProfileDecoder.Node>) -> Int {
    if name.length > 16 { return longFolded(name, node) }
    guard (name.low | name.high) & 0x8080_8080_8080_8080 == 0 else { return -1 }
    let lower = Name(
      low: ProfileTables.lowercased(name.low), high: ProfileTables.lowercased(name.high), length: name.length,
      start: name.start)
    return find(lower, in: node.pointee.folded)
  }

  private func longFolded(_ name: Name, _ node: UnsafePointer<ProfileDecoder.Node>) -> Int {
    let length = Int(name.length)
    guard length <= NameTable.longest else { return -1 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { lower in
      for index in 0..<length {
        let byte = name.start[index]
        if byte >= 0x80 { return -1 }
        let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        lower.initializeElement(at: index, to: isUpper ? byte | 0x20 : byte)
      }
      let bytes = UnsafeBufferPointer(lower)
      guard let start = bytes.baseAddress else { return -1 }
      return find(
        Name(low: NameTable.hash(ofLong: bytes), high: 0, length: name.length, start: start),
        in: node.pointee.folded)
    }
  }

  /// Eight ASCII letters at once: 0x20 is added where a byte is from `A` to `Z`.
  private static func lowercased(_ word: UInt64) -> UInt64 {
    let fromA = word &+ 0x3F3F_3F3F_3F3F_3F3F
    let beyondZ = word &+ 0x2525_2525_2525_2525
    return word | ((fromA & ~beyondZ & 0x8080_8080_8080_8080) >> 2)
  }
}
