package import Recommender

/// Changes of what a certificate says. None is a mere rearrangement, such as parts of a sum in another order.
package struct CertificateMutation {
  private let certificate: Value
  private let places: [Value.Place]
  private let scalars: [Value.Place]
  private let lists: [Value.Place]
  private let objects: [Value.Place]

  package init(of certificate: Value) {
    self.certificate = certificate
    places = certificate.places
    scalars = places.filter(\.value.isScalar)
    lists = places.filter { if case .list(let items) = $0.value { !items.isEmpty } else { false } }
    objects = places.filter { if case .object(let fields) = $0.value { !fields.isEmpty } else { false } }
  }

  /// A change at random, with what it is; nil where there is nothing of the kind to change.
  package func change(_ random: inout SeededRandom) -> (name: String, certificate: Value)? {
    let kinds: [(String, (inout SeededRandom) -> Value?)] = [
      ("a value", { change(scalars, &$0) }),
      ("a value of a step", { change(scalars.filter { $0.root == "steps" }, &$0) }),
      ("a value of a step", { change(scalars.filter { $0.root == "steps" }, &$0) }),
      ("an item is dropped", { dropItem(lists, &$0) }),
      ("an item of a step is dropped", { dropItem(lists.filter { $0.root == "steps" }, &$0) }),
      ("an item is repeated", repeatItem), ("two items are swapped", swapItems),
      ("a field is dropped", dropField), ("a field is added", addField),
      ("a step is left out", leaveOut), ("a step is added", addStep),
      ("a part is left out", leaveOutPart), ("a rule for another", otherRule),
    ]
    let (name, make) = random.pick(kinds)
    guard let changed = make(&random), changed != certificate else { return nil }
    return (name, changed)
  }

  // MARK: Anywhere

  private func change(_ scalars: [Value.Place], _ random: inout SeededRandom) -> Value? {
    guard !scalars.isEmpty else { return nil }
    let place = random.pick(scalars)
    // What stands in fields of the same name may stand here, which is nearer to a forgery than an odd text.
    let other = random.pick(self.scalars.filter { $0.name == place.name }).value
    let isOther = random.chance(60) && other != place.value
    let isLonger = random.chance(50)
    return certificate.replacing(at: place.path) { value in
      if isOther { return other }
      switch value {
      case .text(let text): return .text(isLonger ? text + "x" : String(text.dropLast()))
      case .number(let number): return .number(number == "0" ? "1" : isLonger ? number + "1" : "0")
      case .bool(let truth): return .bool(!truth)
      case .list, .object: return value
      }
    }
  }

  private func edit(
    _ lists: [Value.Place], _ random: inout SeededRandom,
    _ change: (inout [Value], inout SeededRandom) -> Void
  ) -> Value? {
    guard !lists.isEmpty else { return nil }
    let place = random.pick(lists)
    guard case .list(var items) = place.value else { return nil }
    change(&items, &random)
    return certificate.replacing(at: place.path) { _ in .list(items) }
  }

  private func dropItem(_ lists: [Value.Place], _ random: inout SeededRandom) -> Value? {
    edit(lists, &random) { items, random in
      items.remove(at: Int.random(in: items.indices, using: &random))
    }
  }

  private func repeatItem(_ random: inout SeededRandom) -> Value? {
    edit(lists, &random) { items, random in
      items.insert(random.pick(items), at: Int.random(in: items.indices, using: &random))
    }
  }

  /// The parts of a sum, a greatest or a least have no order.
  private func swapItems(_ random: inout SeededRandom) -> Value? {
    edit(lists.filter { !["sum", "max", "min"].contains($0.name) }, &random) { items, random in
      items.swapAt(
        Int.random(in: items.indices, using: &random), Int.random(in: items.indices, using: &random))
    }
  }

  private func dropField(_ random: inout SeededRandom) -> Value? {
    let place = random.pick(objects)
    guard case .object(var fields) = place.value else { return nil }
    fields.remove(at: Int.random(in: fields.indices, using: &random))
    return certificate.replacing(at: place.path) { _ in .object(fields) }
  }

  private func addField(_ random: inout SeededRandom) -> Value? {
    let place = random.pick(objects)
    guard case .object(let fields) = place.value else { return nil }
    return certificate.replacing(at: place.path) { _ in .object(fields + [Value.Field("more", .number("1"))])
    }
  }

  // MARK: Steps that fit together

  private var steps: [Value] {
    if case .list(let steps)? = certificate["steps"] { steps } else { [] }
  }

  private func with(_ steps: [Value]) -> Value {
    guard case .object(let fields) = certificate else { return certificate }
    return .object(fields.map { $0.name == "steps" ? Value.Field("steps", .list(steps)) : $0 })
  }

  /// A fact that nothing else rests on is gone without a trace.
  private func leaveOut(_ random: inout SeededRandom) -> Value? {
    let steps = steps
    let used = Set(places.filter { $0.name == "from" }.map(\.value))
    let unused = steps.indices.filter { !used.contains(.number(String($0 + 1))) }
    guard !unused.isEmpty else { return nil }
    let gone = random.pick(unused)
    var rest = steps
    rest.remove(at: gone)
    return with(rest.map { CertificateMutation.renumbered($0, without: gone + 1) })
  }

  private static func renumbered(_ step: Value, without gone: Int) -> Value {
    step.places.reduce(step) { step, place in
      guard ["from", "step"].contains(place.name), case .number(let text) = place.value,
        let number = Int(text), number > gone
      else { return step }
      return step.replacing(at: place.path) { _ in .number(String(number - 1)) }
    }
  }

  /// One more fact, from the grounds of another.
  private func addStep(_ random: inout SeededRandom) -> Value? {
    let steps = steps
    guard !steps.isEmpty, case .object(let fields) = random.pick(steps),
      case .object(let others) = random.pick(steps)
    else { return nil }
    let conclusion = others.filter { ["path", "value"].contains($0.name) }
    let grounds = fields.filter { !["step", "path", "value"].contains($0.name) }
    let number = Value.Field("step", .number(String(steps.count + 1)))
    return with(steps + [.object([number] + conclusion + grounds)])
  }

  /// A part of a sum is gone, and the sum is less for it.
  private func leaveOutPart(_ random: inout SeededRandom) -> Value? {
    var changed = steps
    let sums = changed.indices.filter { step in
      if case .list(let parts)? = changed[step]["sum"] { parts.count > 1 } else { false }
    }
    guard !sums.isEmpty else { return nil }
    let sum = random.pick(sums)
    guard case .object(let fields) = changed[sum], case .list(var parts)? = changed[sum]["sum"] else {
      return nil
    }
    let gone = parts.remove(at: Int.random(in: parts.indices, using: &random))
    guard let part = gone["value"]?.double, let total = changed[sum]["value"]?.double else { return nil }
    let rest = total - part
    changed[sum] = .object(
      fields.map { field in
        switch field.name {
        case "value":
          Value.Field(
            "value", .number(rest == rest.rounded() && abs(rest) < 1e15 ? String(Int(rest)) : "\(rest)"))
        case "sum": Value.Field("sum", .list(parts))
        default: field
        }
      })
    return with(changed)
  }

  private func otherRule(_ random: inout SeededRandom) -> Value? {
    let rules = scalars.filter { $0.name == "rule" }
    guard !rules.isEmpty else { return nil }
    let other = random.pick(rules).value
    return certificate.replacing(at: random.pick(rules).path) { _ in other }
  }
}

extension Value {
  var isScalar: Bool {
    switch self {
    case .text, .number, .bool: true
    case .list, .object: false
    }
  }
}
