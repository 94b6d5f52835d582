/// Reads an image: plain values one after the other, and flat arrays in place.
///
/// ```swift
/// var reader = try ImageReader(file.bytes, owner: file)
/// let name = try reader.text()
/// let keys = try reader.flat(of: UInt64.self)
/// try reader.finish()
/// ```
///
/// The bytes may come from a stranger: whatever they say is either a value or a problem. What a value must fit, such
/// as the range of an index, is checked by who reads it. Lists are read by code that is made for their items in the
/// module that reads them, hence `@inlinable`.
@usableFromInline
package struct ImageReader {
  private let bytes: UnsafeRawBufferPointer
  private let owner: AnyObject
  /// Where the stream begins; the flat parts end here.
  private let start: Int
  private var offset: Int
  private var depth = 0

  /// Checks header and checksums.
  ///
  /// - Parameter owner: keeps the bytes as they are while anything that was read lives.
  package init(_ bytes: UnsafeRawBufferPointer, owner: AnyObject) throws(ImageProblem) {
    guard bytes.count >= ImageHeader.mark.count,
      zip(ImageHeader.mark, bytes).allSatisfy({ $0 == $1 })
    else { throw .foreign }
    guard bytes.count >= ImageHeader.size else { throw .damaged }
    func number(_ offset: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    let byteOrder = bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
    guard byteOrder != ImageHeader.byteOrder.byteSwapped else { throw .otherByteOrder }
    if (1..<ImageHeader.firstVersionWithChecksum).contains(version) { throw .otherVersion(version) }
    guard byteOrder == ImageHeader.byteOrder,
      number(ImageHeader.checkedSize)
        == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<ImageHeader.checkedSize])),
      bytes[(ImageHeader.checkedSize + 8)..<ImageHeader.size].allSatisfy({ $0 == 0 })
    else { throw .damaged }
    // A whole header with another number is that of another version.
    guard version == ImageHeader.version else { throw .otherVersion(version) }
    let start = number(24)
    guard number(16) == UInt64(bytes.count), start >= UInt64(ImageHeader.size),
      start <= UInt64(bytes.count)
    else { throw .damaged }
    let flat = UnsafeRawBufferPointer(rebasing: bytes[ImageHeader.size..<Int(start)])
    let stream = UnsafeRawBufferPointer(rebasing: bytes[Int(start)...])
    guard number(32) == Checksum.of(stream, seed: Checksum.of(flat)) else { throw .damaged }
    self.bytes = bytes
    self.owner = owner
    self.start = Int(start)
    offset = Int(start)
  }

  /// Asks that everything was read.
  package func finish() throws(ImageProblem) {
    guard offset == bytes.count else { throw .damaged }
  }

  /// How many bytes are left.
  @usableFromInline
  package var rest: Int { bytes.count - offset }

  // MARK: Values

  package mutating func word() throws(ImageProblem) -> UInt32 { try plain() }

  package mutating func value() throws(ImageProblem) -> Value { try plain() }

  package mutating func number() throws(ImageProblem) -> Int { Int(try value()) }

  package mutating func long() throws(ImageProblem) -> UInt64 { try plain() }

  /// A case of an enumeration.
  package mutating func tag() throws(ImageProblem) -> UInt8 { try plain() }

  @usableFromInline
  package mutating func truth() throws(ImageProblem) -> Bool {
    switch try tag() {
    case 0: false
    case 1: true
    default: throw .damaged
    }
  }

  @usableFromInline
  package mutating func count() throws(ImageProblem) -> Int { Int(try word()) }

  /// An index of something that there are `count` of.
  package mutating func index(below count: Int) throws(ImageProblem) -> Int {
    let index = try self.count()
    guard index < count else { throw .damaged }
    return index
  }

  package mutating func text() throws(ImageProblem) -> String {
    let count = try count()
    guard count <= bytes.count - offset else { throw .damaged }
    defer { offset += count }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }

  @inlinable
  package mutating func optional<Item>(
    _ read: (inout ImageReader) throws(ImageProblem) -> Item
  ) throws(ImageProblem) -> Item? {
    try truth() ? try read(&self) : nil
  }

  /// Items of at least one byte each.
  @inlinable
  package mutating func list<Item>(
    _ read: (inout ImageReader) throws(ImageProblem) -> Item
  ) throws(ImageProblem) -> [Item] {
    let count = try count()
    guard count <= rest else { throw .damaged }
    var items: [Item] = []
    items.reserveCapacity(min(count, 4096))
    for _ in 0..<count { items.append(try read(&self)) }
    return items
  }

  /// What may hold others of its own kind, which no honest image lets stand in each other without end.
  package mutating func nested<Item>(
    _ read: (inout ImageReader) throws(ImageProblem) -> Item
  ) throws(ImageProblem) -> Item {
    guard depth < 256 else { throw .damaged }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  /// An array in place, of elements of which every pattern of bits is a value.
  package mutating func flat<Element>(
    of type: Element.Type
  ) throws(ImageProblem) -> FlatArray<Element> {
    let (first, count) = (try number(), try number())
    guard try self.count() == MemoryLayout<Element>.stride, first >= ImageHeader.size, first <= start,
      first % MemoryLayout<Element>.alignment == 0, count >= 0,
      count <= (start - first) / MemoryLayout<Element>.stride
    else { throw .damaged }
    guard let base = bytes.baseAddress else { throw .damaged }
    return FlatArray((base + first).assumingMemoryBound(to: type), count: count, owner: owner)
  }

  private mutating func plain<Number: BitwiseCopyable>() throws(ImageProblem) -> Number {
    guard MemoryLayout<Number>.size <= bytes.count - offset else { throw .damaged }
    defer { offset += MemoryLayout<Number>.size }
    return bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)
  }
}
