/// Writes an image: plain values into a stream, and flat arrays before it, where they can be used in place.
///
/// ```swift
/// var writer = ImageWriter()
/// writer.append("esco")
/// writer.append(flat: keys)
/// let bytes = writer.finish()
/// ```
///
/// `ImageReader` takes the same values in the same order. Each type that stands in an image has its pair of functions
/// beside it, in `Type+Image.swift`.
package struct ImageWriter {
  /// Every flat part begins at a multiple of this: the size of a line of the cache.
  static let alignment = 64

  private var flat: [UInt8] = []
  private var stream: [UInt8] = []

  package init() {}

  package mutating func append(_ number: UInt32) {
    withUnsafeBytes(of: number) { stream += $0 }
  }

  package mutating func append(_ number: UInt64) {
    withUnsafeBytes(of: number) { stream += $0 }
  }

  package mutating func append(_ value: Value) {
    append(UInt64(bitPattern: value))
  }

  package mutating func append(_ number: Int) {
    append(UInt64(bitPattern: Int64(number)))
  }

  package mutating func append(_ truth: Bool) {
    stream.append(truth ? 1 : 0)
  }

  /// A case of an enumeration with few cases.
  package mutating func append(tag: UInt8) {
    stream.append(tag)
  }

  /// A count, an index or an offset below 4,294,967,296.
  package mutating func append(count: Int) {
    append(UInt32(count))
  }

  package mutating func append(_ text: String) {
    append(count: text.utf8.count)
    stream += text.utf8
  }

  package mutating func append<Item>(_ item: Item?, _ write: (inout ImageWriter, Item) -> Void) {
    append(item != nil)
    if let item { write(&self, item) }
  }

  package mutating func append<Item>(_ items: [Item], _ write: (inout ImageWriter, Item) -> Void) {
    append(count: items.count)
    for item in items { write(&self, item) }
  }

  /// An array that is used in place: every pattern of bits must be a value of its elements.
  package mutating func append<Element>(flat elements: FlatArray<Element>) {
    flat += repeatElement(0, count: -flat.count & (ImageWriter.alignment - 1))
    append(ImageHeader.size + flat.count)
    append(elements.count)
    append(count: MemoryLayout<Element>.stride)
    flat += UnsafeRawBufferPointer(elements.buffer)
  }

  /// The image with its header.
  package consuming func finish() -> [UInt8] {
    flat += repeatElement(0, count: -flat.count & (ImageWriter.alignment - 1))
    let start = ImageHeader.size + flat.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(start + stream.count)
    bytes += ImageHeader.mark
    func add(_ number: some FixedWidthInteger) { withUnsafeBytes(of: number) { bytes += $0 } }
    add(ImageHeader.version)
    add(ImageHeader.byteOrder)
    add(UInt64(start + stream.count))
    add(UInt64(start))
    add(flat.withUnsafeBytes { flat in stream.withUnsafeBytes { Checksum.of($0, seed: Checksum.of(flat)) } })
    add(bytes.withUnsafeBytes { Checksum.of($0) })
    bytes += repeatElement(0, count: ImageHeader.size - bytes.count)
    bytes += flat
    bytes += stream
    return bytes
  }
}
