/// A comment of a file, with what is known of its place.
struct LayoutComment {
  /// From the `#` on, without blank space at the end.
  let text: String
  let start: Int
  let end: Int
  /// In cells from the start of the line, from 0.
  let column: Int
  /// Whether nothing but blank space stands before it.
  let hasOwnLine: Bool
}
