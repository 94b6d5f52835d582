/// What the run of a plan came to: whether it found a match, or could not tell.
enum Verdict: Sendable {
  case no, yes, unknown
}
