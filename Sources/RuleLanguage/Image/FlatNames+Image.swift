import Inference

extension FlatNames {
  func write(to image: inout ImageWriter) {
    texts.write(to: &image)
    image.append(starts) { $0.append(count: $1) }
    image.append(flat: index.slots)
    image.append(flat: odd)
  }

  init(from image: inout ImageReader, groups: Int) throws(ImageProblem) {
    texts = try FlatTexts(from: &image)
    starts = try image.list { image throws(ImageProblem) in try image.count() }
    index = try HashIndex(from: &image, count: texts.count)
    odd = try image.flat(of: UInt32.self)
    guard starts.count == groups + 1, starts[0] == 0, starts[groups] == texts.count,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }), odd.isBelow(texts.count)
    else { throw .damaged }
  }
}

extension HashIndex {
  init(from image: inout ImageReader, count: Int) throws(ImageProblem) {
    slots = try image.flat(of: UInt32.self)
    guard slots.isBelow(count + 1), slots.isEmpty || slots.count.nonzeroBitCount == 1 else { throw .damaged }
  }
}
