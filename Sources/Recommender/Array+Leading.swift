extension Array {
  /// The first elements in an order, as `sorted(by:)` and `prefix` give them, without sorting the others.
  ///
  /// Few of many cost one comparison for most of the elements.
  func leading(_ count: Int, by precedes: (Element, Element) -> Bool) -> [Element] {
    guard count < self.count / 4 else { return Array(sorted(by: precedes).prefix(count)) }
    var leading: [Element] = []
    for element in self {
      if leading.count == count {
        guard let last = leading.last, precedes(element, last) else { continue }
        leading.removeLast()
      }
      let place = leading.lastIndex { !precedes(element, $0) }.map { $0 + 1 } ?? 0
      leading.insert(element, at: place)
    }
    return leading
  }
}
