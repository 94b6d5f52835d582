package import Inference

/// The texts of a pack, each once; a text value is its index here.
package struct TextTable: Sendable {
  package private(set) var texts: [LocalizedText] = []
  private var index: [LocalizedText: Int] = [:]

  package subscript(value: Value) -> LocalizedText { texts[Int(value)] }

  mutating func intern(_ text: LocalizedText) -> Value {
    // Looked up and put in at once: it takes long to hash a text that is not ASCII.
    let number = TextTable.number(&index[text, default: texts.count])
    if number == texts.count { texts.append(text) }
    return Value(number)
  }

  private static func number(_ entry: inout Int) -> Int { entry }

  mutating func reserveCapacity(_ count: Int) {
    index.reserveCapacity(count)
  }
}
