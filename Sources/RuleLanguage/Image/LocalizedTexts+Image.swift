import Inference

extension LocalizedTexts {
  func write(to image: inout ImageWriter) {
    image.append(localeNames) { $0.append($1) }
    image.append(flat: starts)
    image.append(flat: locales)
    entries.write(to: &image)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    localeNames = try image.list { image throws(ImageProblem) in try image.text() }
    starts = try image.flat(of: UInt32.self)
    locales = try image.flat(of: UInt32.self)
    entries = try FlatTexts(from: &image)
    guard locales.count == entries.count, starts.isAscending(to: entries.count),
      locales.isBelow(localeNames.count)
    else { throw .damaged }
  }
}

extension TextTable {
  /// Only a table that is frozen stands in an image.
  func write(to image: inout ImageWriter) {
    pack.write(to: &image)
    image.append(flat: index.slots)
    image.append(flat: odd)
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    let pack = try LocalizedTexts(from: &image)
    let index = try HashIndex(from: &image, count: pack.count)
    let odd = try image.flat(of: UInt32.self)
    guard odd.isBelow(pack.count) else { throw .damaged }
    self.init(pack: pack, index: index, odd: odd)
  }
}
