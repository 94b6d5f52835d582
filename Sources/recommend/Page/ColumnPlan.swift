/// The columns of a section: text, bar with its percentage, note.
///
///     Content operations   ██████████████▍      72%  likes creating
///
/// Every section of one id is given the same plan, so that the bars of a page stand below one another. A note
/// goes below its line where it would be squeezed beside it.
struct ColumnPlan: Equatable {
  private static let gap = 2
  private static let labelCells = 4  // 100%
  /// A narrower column of notes is hard to read.
  private static let narrowestNote = 26

  /// The cells of the text of a line that has a bar or a note beside it.
  let textCells: Int
  /// The cells of a bar, 0 when no line has one.
  let barCells: Int
  /// The cells of a note beside the line, 0 when notes go below.
  let noteCells: Int

  /// - Parameter available: the cells of a row, without indentation and mark
  init(_ lines: [PageLine], available: Int) {
    let columned = lines.filter { $0.percent != nil || $0.note != nil }
    let text = columned.map { Self.width(of: $0.text) }.max() ?? 0
    let note = columned.compactMap(\.note).map(Self.width).max() ?? 0
    let hasBar = columned.contains { $0.percent != nil }
    barCells = hasBar ? (available >= 68 ? 20 : available >= 44 ? 12 : 8) : 0
    let rest = available - (hasBar ? Self.gap + barCells + 1 + Self.labelCells : 0)

    let beside = rest - Self.gap - min(note, Self.narrowestNote)
    // One long line of many wraps rather than sending the notes of all others below.
    let long = columned.count { Self.width(of: $0.text) > beside }
    if note > 0, long == 0 || long * 4 <= columned.count && beside >= available / 2 {
      textCells = min(text, beside)
      noteCells = rest - Self.gap - textCells
    } else {
      textCells = hasBar ? max(2, min(text, rest)) : available
      noteCells = 0
    }
  }

  /// Where the bar starts, counted from the start of the text.
  var barColumn: Int { textCells + Self.gap }

  /// Where the note starts, counted from the start of the text.
  var noteColumn: Int {
    textCells + Self.gap + (barCells > 0 ? barCells + 1 + Self.labelCells + Self.gap : 0)
  }

  /// The percentage, right-aligned behind the bar.
  var labelColumn: Int { barColumn + barCells + 1 }

  static func label(_ percent: Double) -> String {
    Bar.label(percent).rightAligned(in: labelCells)
  }

  private static func width(of text: String) -> Int {
    DisplayWidth.ofPlain(text) ?? text.split(separator: "\n").map { DisplayWidth.of($0) }.max() ?? 0
  }
}
