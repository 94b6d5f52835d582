import Inference
import SourceTree

/// Texts in a row: their UTF-8 bytes one after the other, and where each begins. A text is decoded when it is asked
/// for.
struct FlatTexts: Sendable {
  /// The offset of each text and, last, the end of all; empty where there are none.
  let offsets: FlatArray<UInt32>
  let bytes: FlatArray<UInt8>

  init(offsets: FlatArray<UInt32>, bytes: FlatArray<UInt8>) {
    self.offsets = offsets
    self.bytes = bytes
  }

  init(_ texts: some Collection<String>) {
    var ends: [UInt32] = [0]
    ends.reserveCapacity(texts.count + 1)
    var end = 0
    for text in texts {
      end += text.utf8.count
      ends.append(UInt32(end))
    }
    let bytes = FlatArray<UInt8>(count: end) { memory in
      var start = 0
      for text in texts {
        text.withBytes { start = memory[start...].initialize(fromContentsOf: $0) }
      }
    }
    self.init(offsets: FlatArray(ends), bytes: bytes)
  }

  var count: Int { Swift.max(0, offsets.count - 1) }

  subscript(index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

  func utf8(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index >= 0 && index < offsets.count - 1, "there is no such text")
    // Offsets ascend to the end of the bytes, whoever wrote them.
    let (start, end) = (Int(offsets.base[index]), Int(offsets.base[index + 1]))
    return UnsafeBufferPointer(start: bytes.base + start, count: end - start)
  }

  /// Whether two texts have the same bytes.
  func isSame(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    areSame(utf8(index), text)
  }
}
