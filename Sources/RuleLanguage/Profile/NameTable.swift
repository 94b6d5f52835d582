/// Names by their bytes, in one flat table that is built once and then only searched.
///
/// ```swift
/// var table = NameTable()
/// let skills = table.addDomain(of: [("copywriting", 0), ("文案", 0)])
/// ```
///
/// A domain is what a name is searched in: the fields of a record, the ids of a kind, the words of a leaf. The hash is
/// fixed, so that a table is the same in every process. Two bytes are the same only if they are equal: a name that is
/// written with other bytes than it was added with is not found, whatever Unicode thinks of the two.
struct NameTable: Sendable {
  /// A name of up to sixteen bytes stands in the slot, with zeros behind it. Of a longer one its hash stands there and
  /// the place of its bytes.
  struct Slot: BitwiseCopyable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length: UInt32 = 0
    /// -1 in a free slot.
    var value: Int32 = -1
  }

  /// Where the slots of a domain start, and how many bits of a hash choose among them.
  struct Domain: BitwiseCopyable {
    var first: Int32 = 0
    /// How far a hash is shifted down; 64 less the bits.
    var shift: UInt8 = 63
    /// One less than the number of slots.
    var mask: UInt32 = 1
  }

  /// YAML takes no longer text for a key; nobody has names that come near.
  static let longest = 512

  private(set) var slots: [Slot] = []
  private(set) var bytes: [UInt8] = []

  /// Adds a domain. Of a name that is given twice the first value counts; a name that no YAML has as it stands in a
  /// file is left out.
  mutating func addDomain(of names: [(name: String, value: Int)]) -> Domain {
    var bits = 1
    while 1 << bits < names.count * 2 { bits += 1 }
    let domain = Domain(
      first: Int32(slots.count), shift: UInt8(64 - bits), mask: UInt32(1 << bits) - 1)
    slots += Array(repeating: Slot(), count: 1 << bits)
    for (name, value) in names where PlainBytes.isPlain(name) && name.utf8.count <= NameTable.longest {
      insert(Array(name.utf8), value, into: domain)
    }
    return domain
  }

  private mutating func insert(_ name: [UInt8], _ value: Int, into domain: Domain) {
    var slot = Slot(length: UInt32(name.count), value: Int32(value))
    if name.count <= 16 {
      for (index, byte) in name.enumerated() {
        if index < 8 {
          slot.low |= UInt64(byte) << UInt64(8 * index)
        } else {
          slot.high |= UInt64(byte) << UInt64(8 * (index - 8))
        }
      }
    } else {
      slot.low = name.withUnsafeBufferPointer { NameTable.hash(ofLong: $0) }
      slot.high = UInt64(bytes.count)
    }
    var index = NameTable.hash(slot.low, name.count <= 16 ? slot.high : 0) >> UInt64(domain.shift)
    while true {
      let place = Int(domain.first) + Int(index)
      if slots[place].value < 0 {
        if name.count > 16 { bytes += name }
        slots[place] = slot
        return
      }
      if isEqual(slots[place], slot, name) { return }
      index = (index + 1) & UInt64(domain.mask)
    }
  }

  private func isEqual(_ known: Slot, _ slot: Slot, _ name: [UInt8]) -> Bool {
    guard known.length == slot.length, known.low == slot.low else { return false }
    if name.count <= 16 { return known.high == slot.high }
    return bytes[Int(known.high)..<Int(known.high) + name.count].elementsEqual(name)
  }

  /// Mixes the two words of a name; the upper bits are the good ones.
  @inline(__always) static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xFF51_AFD7_ED55_8CCD
  }

  /// A hash of any number of bytes (FNV-1a by whole bytes; names this long are rare).
  static func hash(ofLong name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
