import SourceTree

/// Where the comments behind lines go: in one column for the lines between two blank ones.
///
/// The column is one where the author's comments stand with some room before them, of several the one that most comments
/// of the file stand in. Where no comment has room, it lies behind the longest line, lines that are far longer than the shortest left out. A line that is too long
/// for the column has its comment three cells behind it.
///
/// Comments that have been put somewhere by this are put there again.
enum CommentColumns {
  /// Cells between a line that is too long for the column and its comment.
  fileprivate static let gap = 3
  /// So much longer than the shortest line, a line does not push the column away.
  private static let spread = 30

  static func text(of lines: [LayoutLine]) -> String {
    var votes: [Int: Int] = [:]
    for line in lines where line.hasRoom { votes[line.comment?.column ?? 0, default: 0] += 1 }
    var text = ""
    var start = 0
    while start < lines.count {
      let end = lines[start...].firstIndex { $0.kind == .blank } ?? lines.count
      text += rendered(lines[start..<end], votes)
      if end < lines.count { text += "\n" }
      start = end + 1
    }
    return text
  }

  private static func rendered(_ lines: ArraySlice<LayoutLine>, _ votes: [Int: Int]) -> String {
    let target = column(for: lines, votes)
    var text = ""
    var last = 0
    for line in lines {
      if line.kind == .continuation {
        text += spaces(last) + line.code + "\n"
        continue
      }
      var written = line.code.isEmpty ? "" : spaces(line.indent) + line.code
      if let comment = line.comment {
        last = line.end + 1 <= target ? target : line.end + gap
        written += spaces(last - line.end) + comment.text
      }
      text += written + "\n"
    }
    return text
  }

  private static func column(for lines: ArraySlice<LayoutLine>, _ votes: [Int: Int]) -> Int {
    let columns = lines.filter(\.hasRoom).compactMap(\.comment?.column)
    if let best = columns.max(by: { (votes[$0] ?? 0, -$0) < (votes[$1] ?? 0, -$1) }) { return best }
    let ends = lines.filter { $0.comment != nil }.map(\.end)
    let shortest = ends.min() ?? 0
    return (ends.filter { $0 <= shortest + spread }.max() ?? 0) + gap
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension LayoutLine {
  /// Where the code ends, in cells.
  fileprivate var end: Int { indent + code.cells }

  /// Whether the author left more room before the comment than it gets behind a line that is too long.
  fileprivate var hasRoom: Bool { comment.map { $0.column - end > CommentColumns.gap } ?? false }
}
