/// Why the bytes of an image cannot be used.
@usableFromInline
package enum ImageProblem: Error, Sendable, Hashable {
  /// They are something else.
  case foreign
  /// They were written by a version of this library with another format.
  case otherVersion(UInt32)
  /// They were written on a machine that orders bytes in another way.
  case otherByteOrder
  /// They were cut short, or altered.
  case damaged
}
