/// How a place must stand after some changes are taken back, compared with how it stands with all of them, so that a goal
/// which holds with all of them holds without those.
///
/// Each wish is one half of "the same": what was there is there still (`kept`, and no less or no more than it was), or
/// what is there was there already (`old`, and was no more or no less).
struct Wish: OptionSet, Hashable {
  let rawValue: UInt8

  /// What was there is there.
  static let kept = Wish(rawValue: 1)
  /// What was there is there, and is no less.
  static let keptUp = Wish(rawValue: 1 | 2)
  /// What was there is there, and is no more.
  static let keptDown = Wish(rawValue: 1 | 4)
  /// What is there was there.
  static let old = Wish(rawValue: 8)
  /// What is there was there, and is no less than it was.
  static let oldUp = Wish(rawValue: 8 | 16)
  /// What is there was there, and is no more than it was.
  static let oldDown = Wish(rawValue: 8 | 32)

  /// Of a place that always reads as something, both halves say the same, and presence says nothing.
  var ofTotal: Wish {
    var wish: Wish = []
    if contains(.keptUp) || contains(.oldUp) { wish.formUnion([.keptUp, .oldUp]) }
    if contains(.keptDown) || contains(.oldDown) { wish.formUnion([.keptDown, .oldDown]) }
    return wish
  }

  /// Whether it may come to nothing if moves of this kind are taken back.
  func isTouched(by movement: Movement, isTotal: Bool) -> Bool {
    if contains(.keptUp) || contains(.oldUp), movement.contains(.rises) { return true }
    if contains(.keptDown) || contains(.oldDown), movement.contains(.falls) { return true }
    if isTotal { return false }
    return contains(.kept) && movement.contains(.appears) || contains(.old) && movement.contains(.disappears)
  }

  /// Whether it is met where a place holds `now` in the place of `before`.
  func isMet(before: Value?, now: Value?) -> Bool {
    if let before {
      guard let now else { return !contains(.kept) }
      if now < before { return !contains(.keptUp) && !contains(.oldUp) }
      if now > before { return !contains(.keptDown) && !contains(.oldDown) }
      return true
    }
    return now == nil || !contains(.old)
  }
}
