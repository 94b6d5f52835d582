import Inference

extension Vocabulary {
  func write(to image: inout ImageWriter) {
    ids.write(to: &image)
    names.write(to: &image)
    spellings.write(to: &image)
    image.append(flat: meaningStarts)
    image.append(flat: meanings)
    image.append(flat: isIDs)
  }

  init(from image: inout ImageReader, kinds: Int) throws(ImageProblem) {
    let ids = try FlatNames(from: &image, groups: kinds)
    let names = try LocalizedTexts(from: &image)
    let spellings = try FlatNames(from: &image, groups: kinds)
    let meaningStarts = try image.flat(of: UInt32.self)
    let meanings = try image.flat(of: UInt32.self)
    let isIDs = try image.flat(of: UInt8.self)
    guard names.count == ids.texts.count, isIDs.count == spellings.texts.count,
      meaningStarts.count == spellings.texts.count + 1, meaningStarts.isAscending(to: meanings.count)
    else { throw .damaged }
    for kind in 0..<kinds {
      let range = spellings.range(kind)
      let own = Int(meaningStarts[range.lowerBound])..<Int(meaningStarts[range.upperBound])
      guard meanings[own].isBelow(ids.range(kind).count) else { throw .damaged }
    }
    self.init(
      ids: ids, names: names, spellings: spellings, meaningStarts: meaningStarts, meanings: meanings,
      isIDs: isIDs)
  }
}
