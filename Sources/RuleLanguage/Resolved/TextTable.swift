package import Inference

/// The texts of a pack, each once; a text value is its index here.
package struct TextTable: Sendable {
  package private(set) var texts: [LocalizedText] = []
  private var index: [LocalizedText: Int] = [:]

  package subscript(value: Value) -> LocalizedText { texts[Int(value)] }

  mutating func intern(_ text: LocalizedText) -> Value {
    if let known = index[text] { return Value(known) }
    texts.append(text)
    index[text] = texts.count - 1
    return Value(texts.count - 1)
  }
}
