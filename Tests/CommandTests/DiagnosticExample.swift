@testable import recommend

/// What a page of a diagnostic gives to run.
struct DiagnosticExample {
  /// Files by path, and what is typed in their folder.
  struct Part {
    var files: [String: String] = [:]
    var script = ""
  }

  private(set) var wrong = Part()
  /// What differs from the wrong one.
  private(set) var right = Part()
  /// What the wrong one prints, without the line break at its end.
  private(set) var output = ""
  /// Why nobody runs it.
  private(set) var whyNotRun: String?

  init(_ page: DiagnosticPage) {
    var isRight = false
    var path: String?
    for block in page.blocks {
      switch block {
      case .heading(2, let title): isRight = title == "Right"
      case .paragraph(let text):
        path = DiagnosticPage.path(in: text)
        if text.hasPrefix("Not run: ") { whyNotRun = String(text.dropFirst("Not run: ".count)) }
      case .code(let language, let code):
        var part = isRight ? right : wrong
        if let path {
          part.files[path] = code + "\n"
        } else if language == "sh" {
          part.script = code
        } else if !isRight {
          output = code
        }
        if isRight { right = part } else { wrong = part }
        path = nil
      case .heading, .quote: break
      }
    }
  }
}
