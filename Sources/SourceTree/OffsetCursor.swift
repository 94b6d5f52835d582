/// Turns libyaml's count of characters into an offset in the file, by walking on from the last answer.
struct OffsetCursor {
  /// What libyaml reads.
  private let input: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private let shortened: [Int]
  private var character = 0
  private var offset = 0

  /// `shortened` as in `JSONInput`.
  init(_ input: UnsafeBufferPointer<UInt8>, isASCII: Bool, shortened: [Int]) {
    self.input = input
    self.isASCII = isASCII
    self.shortened = shortened
  }

  mutating func offset(of index: Int) -> Int {
    if isASCII {
      offset = min(index, input.count)
    } else {
      while character < index, let word = ByteWord(input, at: offset) {
        let count = word.characterCount
        if character + count > index {
          offset += word.start(ofCharacter: index - character)
          character = index
          break
        }
        character += count
        offset += ByteWord.width
      }
      skipContinuation()
      while character < index, offset < input.count {
        offset += 1
        skipContinuation()
        character += 1
      }
      while character > index, offset > 0 {
        offset -= 1
        while offset > 0, input[offset] & 0xC0 == 0x80 {
          offset -= 1
        }
        character -= 1
      }
    }
    return shortened.isEmpty ? offset : offset + 2 * editsBefore(offset)
  }

  private mutating func skipContinuation() {
    while offset < input.count, input[offset] & 0xC0 == 0x80 {
      offset += 1
    }
  }

  private func editsBefore(_ offset: Int) -> Int {
    var low = 0
    var high = shortened.count
    while low < high {
      let middle = (low + high) / 2
      if shortened[middle] <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
