extension Side: Comparable {
  /// What is given comes first, then by clause and bindings.
  package static func < (one: Side, other: Side) -> Bool {
    switch (one, other) {
    case (.given(let left), .given(let right)): left < right
    case (.given, .derived): true
    case (.derived, .given): false
    case (.derived(let left, let leftBindings, let leftValue), .derived(let right, let bindings, let value)):
      if left != right {
        left < right
      } else if leftBindings != bindings {
        leftBindings.lexicographicallyPrecedes(bindings)
      } else {
        leftValue < value
      }
    }
  }
}
