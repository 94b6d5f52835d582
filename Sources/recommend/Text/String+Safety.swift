internal import SourceTree

extension String {
  /// The text without anything that could command a terminal; line ends stay.
  ///
  /// A pack or a profile may come from a stranger, and YAML can spell an escape character (`"\e[2J"`).
  var safeForTerminal: String {
    guard utf8.contains(0x0A) else { return printable(self) }
    return split(separator: "\n").map { printable(String($0)) }.joined(separator: "\n")
  }
}
