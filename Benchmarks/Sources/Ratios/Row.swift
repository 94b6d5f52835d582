/// One line of the table.
struct Row {
  let what: String
  /// What we took, with its unit.
  let ours: String
  /// What it is compared with; `–` where with nothing.
  let other: String
  let ratio: String
  /// What shall be reached; empty where nothing is promised.
  let goal: String
  /// Nil where nothing is promised.
  let isReached: Bool?

  init(
    _ what: String, ours: String, other: String = "–", ratio: String = "–", goal: String = "",
    _ isReached: Bool? = nil
  ) {
    self.what = what
    self.ours = ours
    self.other = other
    self.ratio = ratio
    self.goal = goal
    self.isReached = isReached
  }

  /// Times against a limit, as ratios of measurements that were taken one after the other.
  init(
    _ what: String, _ ours: [Double], against other: [Double], unit: String, factor: Double,
    atMost goal: Double
  ) {
    let ratios = Spread(zip(ours, other).map { $0 / $1 })
    self.init(
      what, ours: "\(Spread(ours).text(factor)) \(unit)", other: "\(Spread(other).text(factor)) \(unit)",
      ratio: "\(ratios.text()) ×", goal: "≤ \(Spread.goal(goal)) ×", ratios.median <= goal)
  }

  /// Measurements against a number.
  init(_ what: String, _ ours: [Double], unit: String, factor: Double, atMost goal: Double? = nil) {
    let spread = Spread(ours)
    self.init(
      what, ours: "\(spread.text(factor)) \(unit)", goal: goal.map { "≤ \(Spread.goal($0)) \(unit)" } ?? "",
      goal.map { spread.median * factor <= $0 })
  }

  static func table(_ rows: [Row]) -> String {
    var lines = ["| | ours | compared with | ratio | to reach | |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows {
      let mark = row.isReached.map { $0 ? "✓" : "✗" } ?? ""
      lines.append("| \(row.what) | \(row.ours) | \(row.other) | \(row.ratio) | \(row.goal) | \(mark) |")
    }
    return lines.joined(separator: "\n")
  }
}

extension Spread {
  /// A promise as it was given: `3`, `0.5`.
  static func goal(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
