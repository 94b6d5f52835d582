internal import Recommender

/// The results of tests as XML, as JUnit writes it and build servers read it: a suite for each pack.
struct JUnitReport {
  let entries: [TestReport.Entry]

  var xml: String {
    let all = entries.flatMap(\.results)
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites\(counts(all))>\n"
    for entry in entries {
      xml += "  <testsuite name=\"\(JUnitReport.escaped(entry.id))\"\(counts(entry.results))>\n"
      for result in entry.results { xml += text(result, entry) }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  private func counts(_ results: [TestResult]) -> String {
    let time = results.reduce(Duration.zero) { $0 + $1.duration }
    return
      " tests=\"\(results.count)\" failures=\"\(results.count { !$0.passed })\" errors=\"0\" skipped=\"0\""
      + " time=\"\(time.seconds)\""
  }

  private func text(_ result: TestResult, _ entry: TestReport.Entry) -> String {
    let (name, file) = (JUnitReport.escaped(result.name), JUnitReport.escaped(result.place.path))
    var text =
      "    <testcase classname=\"\(JUnitReport.escaped(entry.id))\" name=\"\(name)\" file=\"\(file)\""
      + " line=\"\(result.place.line)\" time=\"\(result.duration.seconds)\""
    if result.passed { return text + "/>\n" }
    text += ">\n"
    for failure in result.failures {
      text +=
        "      <failure type=\"\(JUnitReport.escaped(failure.code))\""
        + " message=\"\(JUnitReport.escaped(failure.message))\">\(JUnitReport.escaped(failure.description))</failure>\n"
    }
    return text + "    </testcase>\n"
  }

  /// A text in an attribute or between tags; what XML 1.0 cannot hold is left out.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&apos;"
      case "\n": escaped += "&#10;"
      case "\r": escaped += "&#13;"
      case "\t": escaped += "&#9;"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
