/// What must be the same of the matches of a clause after some changes are taken back.
struct ClauseWish {
  /// Whether a match that fired must fire.
  var isKept: Bool
  /// Whether a match that fires must have fired.
  var isOld: Bool
  /// What it writes then may be no less, or no more, than it was: for matches that are kept, and for old ones.
  var keptUp = false
  var keptDown = false
  var oldUp = false
  var oldDown = false
  /// Whether all values must be the same.
  var isRigid = false

  init(isKept: Bool, isOld: Bool) {
    self.isKept = isKept
    self.isOld = isOld
  }

  mutating func rises(kept: Bool, old: Bool) {
    if kept { isKept = true; keptUp = true }
    if old { isOld = true; oldUp = true }
  }

  mutating func falls(kept: Bool, old: Bool) {
    if kept { isKept = true; keptDown = true }
    if old { isOld = true; oldDown = true }
  }
}
