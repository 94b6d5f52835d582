/// What a variable stands for; every place where it stands must agree.
package enum VariableType: Sendable, Hashable {
  case id(KindID)
  case number
  case yesNo
  case words(Set<String>)
  case text

  package init(_ type: LeafType) {
    switch type {
    case .number: self = .number
    case .yesNo: self = .yesNo
    case .words(let words): self = .words(Set(words))
    case .id(let kind): self = .id(kind)
    case .text: self = .text
    }
  }

  package init(_ key: KeyType) {
    switch key {
    case .kind(let kind): self = .id(kind)
    case .text: self = .text
    }
  }

  /// What both allow; nil where they have nothing in common.
  func common(_ other: VariableType) -> VariableType? {
    if case .words(let mine) = self, case .words(let theirs) = other {
      let both = mine.intersection(theirs)
      return both.isEmpty ? nil : .words(both)
    }
    return self == other ? self : nil
  }

  func described(in shape: Shape) -> String {
    switch self {
    case .id(let kind): "a \(shape.kinds[kind.index].name)"
    case .number: "a number"
    case .yesNo: "yes or no"
    case .words(let words): "one of \(quoted(words.sorted()))"
    case .text: "a text"
    }
  }
}
