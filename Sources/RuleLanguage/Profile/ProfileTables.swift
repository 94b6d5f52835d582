import Inference

/// The tables of a `ProfileDecoder` in memory of their own, with the scratch of a `ProfileReader`.
struct ProfileTables: BitwiseCopyable {
  let nodes: UnsafePointer<ProfileDecoder.Node>
  let slots: UnsafePointer<NameTable.Slot>
  let nameBytes: UnsafePointer<UInt8>
  /// By length of a name, which bytes of its two words count.
  let masks: UnsafePointer<UInt64>
  let packTexts: NameTable.Domain
  let textCount: Int

  /// By field, and by key of each map: the generation in which it was met.
  let marks: UnsafeMutablePointer<UInt32>
  private let markCount: Int
  let stated: UnsafeMutablePointer<PackedFact>
  /// By leaf, whether its facts are handed over; the others are checked only.
  let isRead: UnsafePointer<Bool>
  /// Behind the bytes that are read.
  var end: UnsafePointer<UInt8>

  init(_ decoder: ProfileDecoder, isRead: [Bool], maxFacts: Int) {
    self.isRead = ProfileTables.copy(isRead)
    nodes = ProfileTables.copy(decoder.nodes)
    slots = ProfileTables.copy(decoder.table.slots)
    nameBytes = ProfileTables.copy(decoder.table.bytes)
    var masks: [UInt64] = []
    for length in 0...16 {
      masks.append(length < 8 ? ProfileTables.lowest(length) : .max)
      masks.append(length < 16 ? ProfileTables.lowest(max(0, length - 8)) : .max)
    }
    self.masks = ProfileTables.copy(masks)
    packTexts = decoder.packTexts
    textCount = decoder.textCount
    markCount = decoder.markCount
    marks = .allocate(capacity: markCount)
    marks.initialize(repeating: 0, count: markCount)
    stated = .allocate(capacity: maxFacts)
    stated.initialize(repeating: PackedFact(leaf: LeafID(0), key: 0), count: maxFacts)
    end = nameBytes
  }

  /// A word whose lowest bytes are ones.
  private static func lowest(_ bytes: Int) -> UInt64 { 1 << UInt64(8 * bytes) - 1 }

  private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
    _ = memory.initialize(from: elements)
    return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }

  func deallocate() {
    nodes.deallocate()
    slots.deallocate()
    nameBytes.deallocate()
    masks.deallocate()
    marks.deallocate()
    stated.deallocate()
    isRead.deallocate()
  }

  func forgetMarks() { marks.update(repeating: 0, count: markCount) }

  /// Marks a key of the present map or record; false where it has its mark already.
  @inline(__always) func mark(_ place: Int, _ generation: UInt32) -> Bool {
    let mark = marks + place
    if mark.pointee == generation { return false }
    mark.pointee = generation
    return true
  }
}
