/// A percentage as a bar of so many cells.
///
///     Bar(percent: 72, cells: 10).text(unicode: true)    // "███████▎"
///     Bar(percent: 72, cells: 10).text(unicode: false)   // "#######---"
///
/// Only nothing looks empty and only 100 looks full. The first form leaves the unfilled cells out, for the
/// caller to pad.
struct Bar {
  let percent: Double
  let cells: Int

  /// The bar, in eighths of a cell, or as `#` and `-` where the terminal knows no better.
  func text(unicode: Bool) -> String {
    unicode ? eighths : hashes
  }

  /// The whole percentage that stands beside the bar.
  static func label(_ percent: Double) -> String {
    guard percent.isFinite, abs(percent) < 1e9 else { return "?" }
    return "\(Int(percent.rounded()))%"
  }

  /// A bar with words behind it, on a line of so many cells; the words alone where they leave it no room.
  static func line(_ percent: Double, _ words: String, _ terminal: Terminal) -> String {
    let cells = min(24, terminal.width - 2 - DisplayWidth.of(words))
    guard cells >= 6 else { return words }
    return Bar(percent: percent, cells: cells).text(unicode: terminal.hasUnicode).padded(to: cells) + "  "
      + words
  }

  private var eighths: String {
    let filled = filled(of: cells * 8)
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: filled / 8) + partial[filled % 8]
  }

  private var hashes: String {
    let filled = filled(of: cells)
    return String(repeating: "#", count: filled) + String(repeating: "-", count: cells - filled)
  }

  private func filled(of units: Int) -> Int {
    guard percent > 0 else { return 0 }
    guard percent < 100 else { return units }
    return min(max(1, Int((percent / 100 * Double(units)).rounded())), max(units - 1, 0))
  }
}
