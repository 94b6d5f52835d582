/// One row of cells of a terminal: pieces of text, each at its column.
struct Row {
  /// A text, the column where it starts, and its ink.
  struct Piece {
    let column: Int
    let text: String
    let ink: Ink
  }

  private var pieces: [Piece] = []

  init() {}

  init(_ text: String, at column: Int, _ ink: Ink = .plain) {
    add(text, at: column, ink)
  }

  /// Puts a text at a column, right of all that stands there already or left of it; never on top.
  mutating func add(_ text: String, at column: Int, _ ink: Ink = .plain) {
    guard !text.isEmpty else { return }
    let index = pieces.firstIndex { $0.column > column } ?? pieces.count
    pieces.insert(Piece(column: column, text: text, ink: ink), at: index)
  }

  /// The row as it is printed, without spaces at its end.
  func drawn(_ style: Style) -> String {
    var result = ""
    var position = 0
    for piece in pieces {
      result += String(repeating: " ", count: max(0, piece.column - position))
      result += style(piece.text, piece.ink)
      position = max(position, piece.column) + DisplayWidth.of(piece.text)
    }
    return result
  }
}
