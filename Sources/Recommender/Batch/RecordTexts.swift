import Inference
import RuleLanguage

/// The texts of one profile that its pack does not have, ready to be written.
struct RecordTexts {
  /// In memory, plain characters only.
  private let plain: ArraySlice<UnsafeBufferPointer<UInt8>>
  /// Of a profile that was read with care: any texts, already written.
  private let written: [String]
  /// JSON has quotes around a text; in CSV the whole cell gets them.
  private let isQuoted: Bool

  static var none: RecordTexts { RecordTexts(plain: [], isQuoted: false) }

  init(plain: ArraySlice<UnsafeBufferPointer<UInt8>>, isQuoted: Bool) {
    self.plain = plain
    self.isQuoted = isQuoted
    written = []
  }

  init(_ texts: TextTable, beyond count: Int, locale: String, locales: [String], isQuoted: Bool) {
    plain = []
    self.isQuoted = isQuoted
    written = (count..<texts.count).map { number in
      let text = texts[Inference.Value(number)].text(in: locale, otherwise: locales)
      guard isQuoted else { return text }
      var quoted = ""
      Value.writeQuoted(text, to: &quoted)
      return quoted
    }
  }

  func put(_ number: Int, to out: inout ByteBuffer) {
    if number < written.count {
      out.append(written[number])
      return
    }
    if isQuoted { out.append(UInt8(ascii: "\"")) }
    out.append(plain[plain.startIndex + number])
    if isQuoted { out.append(UInt8(ascii: "\"")) }
  }
}
