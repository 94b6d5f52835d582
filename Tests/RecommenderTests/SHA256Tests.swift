import Testing

@testable import Recommender

/// Known answers: FIPS 180-4's own examples, and lengths around the edge of a block.
@Suite struct SHA256Tests {
  @Test(
    "known texts have known digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func known(text: String, digest: String) {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    #expect(hash.finish() == digest)
  }

  @Test(
    "a text in parts has the digest of the whole", arguments: [1, 54, 55, 56, 63, 64, 65, 119, 128, 1_000])
  func parts(length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var whole = SHA256()
    whole.update(bytes)
    let expected = whole.finish()
    for size in [1, 3, 64, 100] {
      var hash = SHA256()
      for start in stride(from: 0, to: length, by: size) {
        hash.update(Array(bytes[start..<min(length, start + size)]))
      }
      #expect(hash.finish() == expected)
    }
  }
}
