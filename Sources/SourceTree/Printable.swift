/// The text on one line and without characters that steer a terminal or turn the direction of writing, so that a
/// file from a stranger cannot repaint what a person reads.
package func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { !isPrintable($0) }) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if isPrintable(scalar) {
      result.append(scalar)
    } else {
      result.append(scalar == "\t" || scalar == "\n" || scalar == "\r" ? " " : "\u{FFFD}")
    }
  }
  return String(result)
}

private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
  default: true
  }
}
