extension Row {
  /// The rows of a text, its later ones `hanging` cells further in, behind a mark if there is one.
  static func wrapped(
    _ text: String, at indent: Int, _ ink: Ink = .plain, hanging: Int = 0, mark: String = "",
    markInk: Ink = .plain, width: Int
  ) -> [Row] {
    let start = indent + (mark.isEmpty ? 0 : 2)
    let lines = LineBreaker(width: width - start, hanging: hanging).lines(text)
    return lines.enumerated().map { index, line in
      var row = Row()
      if index == 0, mark != " " { row.add(mark, at: indent, markInk) }
      row.add(line, at: start + (index == 0 ? 0 : hanging), ink)
      return row
    }
  }
}
