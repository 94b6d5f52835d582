/// A stretch of bytes of one file of a `SourceMap`: from `start`, up to but not including `end`.
package struct Span: Sendable, Hashable, Comparable, BitwiseCopyable {
  package var file: UInt32
  package var start: UInt32
  package var end: UInt32

  package init(file: UInt32, start: UInt32, end: UInt32) {
    self.file = file
    self.start = start
    self.end = end
  }

  package static func < (left: Span, right: Span) -> Bool {
    (left.file, left.start, left.end) < (right.file, right.start, right.end)
  }
}
