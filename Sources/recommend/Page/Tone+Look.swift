internal import Recommender

extension Tone {
  /// What stands before a line of this tone, one cell wide; nothing for most.
  func mark(_ style: Style) -> String {
    switch self {
    case .plain, .quiet: ""
    case .good: style.hasUnicode ? "✓" : "+"
    case .bad: style.hasUnicode ? "✗" : "-"
    case .warning: "!"
    }
  }

  /// The ink of the mark.
  var ink: Ink {
    switch self {
    case .plain: .plain
    case .quiet: .dim
    case .good: .green
    case .bad: .red
    case .warning: .yellow
    }
  }

  /// The ink of a bar.
  var barInk: Ink { self == .plain ? .cyan : ink }
}
