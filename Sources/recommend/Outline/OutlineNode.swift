/// One entry of an outline: a text with what belongs to it, and the entries below it.
struct OutlineNode: Sendable, Equatable {
  /// What stands before the text, such as a tick; empty for most.
  var mark = ""
  var markInk = Ink.plain
  var text: String
  var ink = Ink.plain
  /// Words of second rank behind the text, such as a file and a line.
  var note: String?
  /// Further texts about the entry itself, each with its note.
  var details: [Detail] = []
  var children: [OutlineNode] = []

  struct Detail: Sendable, Equatable {
    let text: String
    var ink = Ink.plain
    var note: String?

    /// The text without the note, where it is this one.
    func without(_ note: String) -> Detail { self.note == note ? Detail(text: text, ink: ink) : self }
  }

  init(_ text: String, note: String? = nil, ink: Ink = .plain) {
    self.text = text
    self.note = note
    self.ink = ink
  }

  /// The entry with a mark before it.
  func marked(_ mark: String, _ ink: Ink) -> OutlineNode {
    var node = self
    node.mark = mark
    node.markInk = ink
    return node
  }
}
