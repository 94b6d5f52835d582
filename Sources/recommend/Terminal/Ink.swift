/// What a piece of text is printed with: an attribute or one of the terminal's own sixteen colours, so that a
/// reader's theme decides how green looks.
enum Ink: String {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
  case boldRed = "1;31"
}
