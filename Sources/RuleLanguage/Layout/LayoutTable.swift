import SourceTree

/// The rows of a `table`, each on one line, with their columns below each other:
///
///     - { years: ..<1,  stage: entering,  ceiling: 3 }
///     - { years: 1..<4, stage: years-1-3, ceiling: 5 }
///
/// Rows that would be wider than a page stand as they are, and so do rows with different columns.
enum LayoutTable {
  private static let width = 120

  /// The lines with their dashes; nil where some row does not go on a line.
  static func rows(_ items: [YAMLNode], in source: LayoutSource) -> [String]? {
    var rows: [[String]] = []
    for item in items {
      guard source.isFlow(item), let entries = item.mapping, source.anchors[item.start] == nil,
        !source.comments.contains(where: { $0.start > item.start && $0.start < Int(item.span.end) })
      else { return nil }
      var cells: [String] = []
      for (key, value) in entries {
        guard let cell = LayoutWriter.entryInBrackets(key, value, source) else { return nil }
        cells.append(cell.hasSuffix(":") ? cell + " " : cell)
      }
      rows.append(cells)
    }
    guard !rows.isEmpty, hasComments(between: items, source) == false else { return nil }
    let aligned = rows.map { line($0, widths(rows, items)) }
    let fits = aligned.allSatisfy { $0.cells <= width }
    return fits ? aligned : rows.map { line($0, nil) }
  }

  /// Comments between a dash and its row leave the table to the layout of lists.
  private static func hasComments(between items: [YAMLNode], _ source: LayoutSource) -> Bool {
    items.contains { item in
      guard let comment = source.comments.last(where: { $0.start < item.start }) else { return false }
      return !source.bytes[comment.end..<item.start].contains(UInt8(ascii: "-"))
        && source.bytes[..<comment.start].last { $0 > UInt8(ascii: " ") } == UInt8(ascii: "-")
    }
  }

  /// By column, the cells of its widest cell and comma; nil where rows have other columns.
  private static func widths(_ rows: [[String]], _ items: [YAMLNode]) -> [Int]? {
    let names = items.map { $0.entries.map { $0.key.scalar ?? "" } }
    guard let first = names.first, names.allSatisfy({ $0 == first }) else { return nil }
    return first.indices.map { column in (rows.map { $0[column].cells }.max() ?? 0) + 1 }
  }

  private static func line(_ cells: [String], _ widths: [Int]?) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      if index + 1 == cells.count {
        text += cell.hasSuffix(" ") ? String(cell.dropLast()) : cell
        break
      }
      let padding = max(0, (widths?[index] ?? 0) - cell.cells - 1)
      text += cell + "," + String(repeating: " ", count: padding + 1)
    }
    return cells.isEmpty ? "- {}" : "- { \(text) }"
  }
}
