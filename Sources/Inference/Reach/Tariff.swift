/// What each choice may contribute to each sum, by option, whatever the other choices are.
struct Tariff {
  /// The part of one choice in one sum.
  struct Share {
    let choice: Int
    /// By option, what it contributes at least and at most.
    var contributions: [Interval]
  }

  /// By place.
  private(set) var shares: [Int: [Share]] = [:]
  /// By group, whether its contribution is in a share.
  private(set) var isShared: [Bool]

  /// - Parameter weighing: has been run over all options of all choices.
  init(_ weighing: inout Weighing) {
    let network = weighing.network
    isShared = Array(repeating: false, count: network.groups.count)
    let box = Box(network.choices)
    for group in network.groups.indices {
      guard let choice = Tariff.choice(of: network.groups[group], network) else { continue }
      isShared[group] = true
      let contributions = (0..<network.options(choice)).map {
        weighing.contribution(of: group, choice, at: $0, box)
      }
      var known = shares[network.groups[group].place] ?? []
      if let index = known.firstIndex(where: { $0.choice == choice }) {
        known[index].contributions = zip(known[index].contributions, contributions).map {
          Interval(wide: Int128($0.low) + Int128($1.low), Int128($0.high) + Int128($1.high))
        }
      } else {
        known.append(Share(choice: choice, contributions: contributions))
      }
      shares[network.groups[group].place] = known
    }
  }

  /// The one choice whose statements a group reads itself.
  private static func choice(of group: Network.Group, _ network: Network) -> Int? {
    var found: Int?
    for member in group.members {
      for place in network.instances[member.instance].premises {
        let known = network.places[place]
        guard known.holds != .sum else { continue }
        for statement in known.statements {
          if let found, found != statement.choice { return nil }
          found = statement.choice
        }
      }
    }
    return found
  }
}
