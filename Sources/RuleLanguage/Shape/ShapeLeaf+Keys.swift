import Inference

extension ShapeLeaf {
  /// The size of the domain of each key.
  func keySizes(_ vocabulary: Vocabulary) -> [Int] {
    keys.map { key in
      switch key {
      case .kind(let kind): vocabulary.count(of: kind)
      case .text: Int(Int32.max)
      }
    }
  }

  /// How the keys stand in one word; nil where they are more than can be told apart.
  func packing(_ vocabulary: Vocabulary) -> Packing? {
    let sizes = keySizes(vocabulary)
    let bits = sizes.reduce(0) { $0 + Leaf.bits(for: $1) }
    return bits > ShapeLeaf.maxKeyBits ? nil : Packing(sizes: sizes)
  }

  /// How many bits the keys of a leaf may take in a program.
  static let maxKeyBits = 62
}
