/// In which ways changes may move what a leaf of the profile states.
package struct Movement: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A greater value may be read than is read now.
  package static let rises = Movement(rawValue: 1)
  package static let falls = Movement(rawValue: 2)
  /// Something may be stated where nothing is.
  package static let appears = Movement(rawValue: 4)
  package static let disappears = Movement(rawValue: 8)

  package static let any: Movement = [.rises, .falls, .appears, .disappears]
}

extension Outcome {
  /// How choices may move each leaf that they state something of.
  func movements(by choices: [Choice]) -> [LeafID: Movement] {
    var movements: [LeafID: Movement] = [:]
    for choice in choices {
      for option in choice.options {
        for fact in choice.stated + option.facts {
          movements[fact.leaf, default: []].formUnion(movement(of: fact, option, choice))
        }
      }
    }
    return movements
  }

  private func movement(of fact: Fact, _ option: Choice.Option, _ choice: Choice) -> Movement {
    func value(_ facts: [Fact]) -> Value? {
      facts.first { $0.leaf == fact.leaf && $0.keys == fact.keys }?.value
    }
    switch frozen.leaves[fact.leaf.index].holds {
    case .one, .member: break
    case .sum, .max, .min, .rank: return .any
    }
    let fallback = frozen.leaves[fact.leaf.index].fallback
    switch (value(choice.stated) ?? fallback, value(option.facts) ?? fallback) {
    case (let now?, let then?): return then > now ? .rises : then < now ? .falls : []
    case (nil, _?): return .appears
    case (_?, nil): return .disappears
    case (nil, nil): return []
    }
  }
}
