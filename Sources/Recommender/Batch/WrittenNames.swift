import Inference
import RuleLanguage

/// The bytes of everything a record may be written with that is known before: ids, words, texts and field names.
struct WrittenNames: Sendable {
  struct Entry: BitwiseCopyable, Sendable {
    var start: UInt32
    var length: UInt32
  }

  private(set) var bytes: [UInt8] = []
  private(set) var entries: [Entry] = []
  /// By kind, where its ids start among the entries.
  private(set) var kinds: [Int] = []
  private(set) var words = 0
  private(set) var texts = 0
  let textCount: Int

  /// - Parameter isQuoted: as JSON has them, or as they are.
  init(_ pack: CompiledPack, locale: String, isQuoted: Bool) {
    textCount = pack.texts.count
    for kind in pack.shape.kinds.indices.map(KindID.init) {
      kinds.append(entries.count)
      for id in 0..<pack.vocabulary.count(of: kind) { add(pack.vocabulary.id(id, of: kind), isQuoted) }
    }
    words = entries.count
    for word in pack.shape.words { add(word, isQuoted) }
    texts = entries.count
    for text in 0..<pack.texts.count {
      add(pack.texts[Inference.Value(text)].text(in: locale, otherwise: pack.locales), isQuoted)
    }
  }

  /// Adds bytes and returns their number.
  @discardableResult mutating func add(_ text: String, _ isQuoted: Bool) -> Int {
    var written = ""
    if isQuoted { Value.writeQuoted(text, to: &written) } else { written = text }
    entries.append(Entry(start: UInt32(bytes.count), length: UInt32(written.utf8.count)))
    bytes += Array(written.utf8)
    return entries.count - 1
  }
}
