/// Some measurements of the same thing: what stands in the middle, and between what.
struct Spread {
  let sorted: [Double]

  init(_ values: [Double]) {
    sorted = values.sorted()
  }

  var median: Double {
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// `7.1 (6.8–7.9)`.
  func text(_ factor: Double = 1) -> String {
    guard let least = sorted.first, let greatest = sorted.last else { return "–" }
    let values = [median, least, greatest].map { Spread.text($0 * factor) }
    return "\(values[0]) (\(values[1])–\(values[2]))"
  }

  /// Three digits that count.
  static func text(_ value: Double) -> String {
    let size = abs(value)
    let places = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((size * scale).rounded())
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = value < 0 ? "-" : ""
    guard places > 0 else { return sign + padded }
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
