import Foundation

/// Where and when something was measured.
enum Machine {
  static var description: String {
    let now = Date()
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: now)
    let date = [parts.year, parts.month, parts.day].map { String($0 ?? 0) }
      .map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
    return "\(date), \(processor), \(ProcessInfo.processInfo.activeProcessorCount) cores, Swift \(swift)"
  }

  private static var processor: String {
    let text = FileManager.default.contents(atPath: "/proc/cpuinfo").map {
      String(decoding: $0, as: UTF8.self)
    }
    let line = text?.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { String($0.drop { $0 == " " }) } ?? "an unknown processor"
  }

  private static var swift: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}
