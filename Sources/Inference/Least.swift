/// The least few of what is put in, each once, in order.
struct Least<Element: Comparable & Sendable>: Sendable {
  /// How many failures one evaluation reports.
  static var limit: Int { 20 }

  private(set) var elements: [Element] = []

  var isEmpty: Bool {
    elements.isEmpty
  }

  mutating func insert(_ element: Element) {
    if elements.count == Least.limit, let last = elements.last, last <= element { return }
    let place = elements.firstIndex { element <= $0 } ?? elements.count
    guard place == elements.count || elements[place] != element else { return }
    elements.insert(element, at: place)
    if elements.count > Least.limit {
      elements.removeLast()
    }
  }

  mutating func clear() {
    elements.removeAll(keepingCapacity: true)
  }
}
