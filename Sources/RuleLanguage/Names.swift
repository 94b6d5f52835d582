/// Whether a text can name an id, a field, a word, a rule or a pack: letters, digits, `-` and `_`.
func isIdentifier(_ text: some StringProtocol) -> Bool {
  if let isName = isPlainIdentifier(text) { return isName }
  guard let first = text.unicodeScalars.first, isNameScalar(first), first != "-" else { return false }
  return text.unicodeScalars.allSatisfy(isNameScalar)
}

/// The same where all characters are ASCII, which nearly always tells; nil for other texts.
private func isPlainIdentifier(_ text: some StringProtocol) -> Bool? {
  var isName = !text.isEmpty
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      continue
    case 0..<0x80: isName = false
    default: return nil
    }
  }
  return isName && text.utf8.first != UInt8(ascii: "-")
}

/// Whether a scalar may stand in the name of an id.
private func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": return true
    default: return false
    }
  }
  return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
}

/// Whether a scalar may stand in the name of a variable: letters, digits and `_`.
func isVariableScalar(_ scalar: Unicode.Scalar) -> Bool {
  scalar != "-" && isNameScalar(scalar)
}

/// The name behind the `$` of a text which is one variable and nothing else.
func variableName(_ text: some StringProtocol) -> String? {
  // What begins with other bytes begins with other characters; most texts do.
  guard text.utf8.first == UInt8(ascii: "$"), text.first == "$", text.utf8.count > 1 else { return nil }
  let name = text.dropFirst()
  return name.unicodeScalars.allSatisfy(isVariableScalar) ? String(name) : nil
}

extension StringProtocol {
  /// Without the white space at both ends.
  package var trimmed: SubSequence {
    // Nearly every text begins and ends with characters that are plainly none.
    if let first = unicodeScalars.first, let last = unicodeScalars.last, "!"..."~" ~= first, "!"..."~" ~= last
    {
      return self[...]
    }
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return rest
  }

  /// Where `part` first stands.
  func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
