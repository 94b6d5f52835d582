/// A digest of any bytes, for files that belong together.
package enum Digest {
  package static func text(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}
