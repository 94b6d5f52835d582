/// A stretch of one of the flat arrays of `Code`.
struct Extent: Sendable {
  private let first: Int32
  private let end: Int32

  static let none = Extent(0..<0)

  init(_ range: Range<Int>) {
    first = Int32(range.lowerBound)
    end = Int32(range.upperBound)
  }

  var isEmpty: Bool {
    first == end
  }

  var range: Range<Int> {
    Range(uncheckedBounds: (Int(first), Int(end)))
  }
}
