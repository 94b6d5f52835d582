/// How far a batch has come, on one line of a terminal that is drawn anew again and again.
///
///     ██████████▌                42%  1,240,000 profiles  310,000/s  0:05 left
struct ProgressLine {
  private let start = Clock.now
  /// Where this run took up.
  private let first: Checkpoint
  /// The bytes of the input, or its files; nil where nobody knows.
  private let total: Int?
  private let terminal: Terminal
  private let words: BatchWords

  init(from first: Checkpoint, of total: Int?, _ terminal: Terminal, _ words: BatchWords) {
    self.first = first
    self.total = total
    self.terminal = terminal
    self.words = words
  }

  /// Draws the line over itself.
  func draw(_ now: Checkpoint) {
    Stream.error.redraw(text(now, seconds: Clock.now - start))
  }

  /// Takes the line away.
  func clear() {
    Stream.error.redraw()
  }

  func text(_ now: Checkpoint, seconds: Double) -> String {
    let rate = seconds > 0 ? Double(now.profiles - first.profiles) / seconds : 0
    var parts = [words.profiles(now.profiles), words.rate(Int(rate))]
    if now.bad > 0 { parts.append(words.bad(now.bad)) }
    guard let total, total > 0 else { return parts.joined(separator: "  ") }
    let share = min(1, Double(now.input) / Double(total))
    let bytes = Double(now.input - first.input)
    if bytes > 0, seconds > 0.5 {
      parts.append(words.left(Int(Double(total - now.input) / bytes * seconds)))
    }
    parts.insert("\(Int(share * 100))%", at: 0)
    return Bar.line(share * 100, parts.joined(separator: "  "), terminal)
  }
}
