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

  init(_ texts: some Sequence<String>) {
    var offsets: [UInt32] = [0]
    var bytes: [UInt8] = []
    for text in texts {
      bytes += text.utf8
      offsets.append(UInt32(bytes.count))
    }
    self.init(offsets: FlatArray(offsets), bytes: FlatArray(bytes))
  }

  var count: Int { Swift.max(0, offsets.count - 1) }

  subscript(index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

  func utf8(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let offsets = offsets.buffer
    let (start, end) = (Int(offsets[index]), Int(offsets[index + 1]))
    return UnsafeBufferPointer(rebasing: bytes.buffer[start..<end])
  }

  /// Whether two texts have the same bytes.
  func isSame(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    areSame(utf8(index), text)
  }
}
