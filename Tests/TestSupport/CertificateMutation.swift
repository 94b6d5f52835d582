package import Recommender

/// One change of what a certificate says. It never is a mere rearrangement, such as parts of a sum in another order.
package struct CertificateMutation {
  package let name: String
  package let certificate: Value

  package init?(of certificate: Value, _ random: inout SeededRandom) {
    let kinds: [(String, (Value, inout SeededRandom) -> Value?)] = [
      ("a value", Self.scalar), ("a value", Self.scalar), ("a value of a step", Self.scalarOfStep),
      ("a value of a step", Self.scalarOfStep), ("an item is dropped", Self.dropItem),
      ("an item of a step is dropped", Self.dropItemOfStep), ("an item is repeated", Self.repeatItem),
      ("two items are swapped", Self.swapItems), ("a field is dropped", Self.dropField),
      ("a field is added", Self.addField), ("a step is left out", Self.leaveOut),
      ("a step is added", Self.addStep), ("a part is left out", Self.leaveOutPart),
      ("a rule for another", Self.otherRule),
    ]
    let (name, change) = random.pick(kinds)
    guard let changed = change(certificate, &random), changed != certificate else { return nil }
    self.name = name
    self.certificate = changed
  }

  // MARK: Anywhere

  private static func scalar(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    let places = certificate.places.filter { certificate.value(at: $0)?.isScalar == true }
    return change(certificate, at: random.pick(places), &random)
  }

  private static func scalarOfStep(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    let places = certificate.places.filter {
      certificate.names(to: $0).first == "steps" && certificate.value(at: $0)?.isScalar == true
    }
    return places.isEmpty ? nil : change(certificate, at: random.pick(places), &random)
  }

  private static func change(_ certificate: Value, at place: [Int], _ random: inout SeededRandom) -> Value? {
    // What stands in fields of the same name may stand here, which is nearer to a forgery than an odd text.
    let name = certificate.names(to: place).last
    let alike = certificate.places.filter { certificate.names(to: $0).last == name }
      .compactMap { certificate.value(at: $0) }.filter(\.isScalar)
    let other = random.pick(alike)
    return certificate.replacing(at: place) { value in
      if random.chance(60), other != value { return other }
      switch value {
      case .text(let text): return .text(random.chance(50) ? text + "x" : String(text.dropLast()))
      case .number(let number): return .number(number == "0" ? "1" : random.chance(50) ? number + "1" : "0")
      case .bool(let truth): return .bool(!truth)
      case .list, .object: return value
      }
    }
  }

  private static func list(_ certificate: Value, atLeast count: Int, _ random: inout SeededRandom) -> [Int]? {
    let places = certificate.places.filter {
      if case .list(let items)? = certificate.value(at: $0) { items.count >= count } else { false }
    }
    return places.isEmpty ? nil : random.pick(places)
  }

  private static func edit(
    _ certificate: Value, _ place: [Int]?, _ random: inout SeededRandom,
    _ change: (inout [Value], inout SeededRandom) -> Void
  ) -> Value? {
    guard let place else { return nil }
    return certificate.replacing(at: place) { value in
      guard case .list(var items) = value else { return value }
      change(&items, &random)
      return .list(items)
    }
  }

  private static func dropItem(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    edit(certificate, list(certificate, atLeast: 1, &random), &random) { items, random in
      items.remove(at: Int.random(in: items.indices, using: &random))
    }
  }

  private static func dropItemOfStep(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    let places = certificate.places.filter { place in
      guard certificate.names(to: place).first == "steps" else { return false }
      if case .list(let items)? = certificate.value(at: place) { return !items.isEmpty }
      return false
    }
    return edit(certificate, places.isEmpty ? nil : random.pick(places), &random) { items, random in
      items.remove(at: Int.random(in: items.indices, using: &random))
    }
  }

  private static func repeatItem(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    edit(certificate, list(certificate, atLeast: 1, &random), &random) { items, random in
      items.insert(random.pick(items), at: Int.random(in: items.indices, using: &random))
    }
  }

  /// The parts of a sum, a greatest or a least have no order.
  private static func swapItems(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    guard let place = list(certificate, atLeast: 2, &random),
      !["sum", "max", "min"].contains(certificate.names(to: place).last)
    else { return nil }
    return edit(certificate, place, &random) { items, random in
      items.swapAt(
        Int.random(in: items.indices, using: &random), Int.random(in: items.indices, using: &random))
    }
  }

  private static func object(_ certificate: Value, _ random: inout SeededRandom) -> [Int] {
    random.pick(
      certificate.places.filter {
        if case .object(let fields)? = certificate.value(at: $0) { !fields.isEmpty } else { false }
      })
  }

  private static func dropField(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    certificate.replacing(at: object(certificate, &random)) { value in
      guard case .object(var fields) = value else { return value }
      fields.remove(at: Int.random(in: fields.indices, using: &random))
      return .object(fields)
    }
  }

  private static func addField(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    certificate.replacing(at: object(certificate, &random)) { value in
      guard case .object(let fields) = value else { return value }
      return .object(fields + [Value.Field("more", .number("1"))])
    }
  }

  // MARK: Steps that fit together

  private static func steps(_ certificate: Value) -> [Value] {
    if case .list(let steps)? = certificate["steps"] { steps } else { [] }
  }

  private static func with(_ steps: [Value], in certificate: Value) -> Value {
    guard case .object(let fields) = certificate else { return certificate }
    return .object(fields.map { $0.name == "steps" ? Value.Field("steps", .list(steps)) : $0 })
  }

  /// Whether a later step rests on one.
  private static func isUsed(_ number: Int, _ steps: [Value]) -> Bool {
    steps.contains { step in
      step.places.contains {
        step.names(to: $0).last == "from" && step.value(at: $0) == .number(String(number))
      }
    }
  }

  /// A fact that nothing else rests on is gone without a trace.
  private static func leaveOut(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    let steps = steps(certificate)
    let unused = steps.indices.filter { !isUsed($0 + 1, steps) }
    guard !unused.isEmpty else { return nil }
    let gone = random.pick(unused)
    var rest = steps
    rest.remove(at: gone)
    return with(rest.map { renumbered($0, without: gone + 1) }, in: certificate)
  }

  private static func renumbered(_ step: Value, without gone: Int) -> Value {
    step.places.reduce(step) { step, place in
      guard ["from", "step"].contains(step.names(to: place).last),
        case .number(let text)? = step.value(at: place), let number = Int(text), number > gone
      else { return step }
      return step.replacing(at: place) { _ in .number(String(number - 1)) }
    }
  }

  /// One more fact, from the grounds of another.
  private static func addStep(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    let steps = steps(certificate)
    guard !steps.isEmpty, case .object(let fields) = random.pick(steps),
      case .object(let others) = random.pick(steps)
    else { return nil }
    let conclusion = others.filter { ["path", "value"].contains($0.name) }
    let grounds = fields.filter { !["step", "path", "value"].contains($0.name) }
    let number = Value.Field("step", .number(String(steps.count + 1)))
    return with(steps + [.object([number] + conclusion + grounds)], in: certificate)
  }

  /// A part of a sum is gone, and the sum is less for it.
  private static func leaveOutPart(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    let steps = steps(certificate)
    let sums = steps.indices.filter { step in
      if case .list(let parts)? = steps[step]["sum"] { parts.count > 1 } else { false }
    }
    guard !sums.isEmpty else { return nil }
    let sum = random.pick(sums)
    guard case .object(let fields) = steps[sum], case .list(var parts)? = steps[sum]["sum"] else {
      return nil
    }
    let gone = parts.remove(at: Int.random(in: parts.indices, using: &random))
    guard let part = gone["value"]?.double, let total = steps[sum]["value"]?.double else { return nil }
    var changed = steps
    changed[sum] = .object(
      fields.map { field in
        switch field.name {
        case "value": Value.Field("value", .number(plain(total - part)))
        case "sum": Value.Field("sum", .list(parts))
        default: field
        }
      })
    return with(changed, in: certificate)
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : "\(number)"
  }

  private static func otherRule(_ certificate: Value, _ random: inout SeededRandom) -> Value? {
    let places = certificate.places.filter { certificate.names(to: $0).last == "rule" }
    guard !places.isEmpty, let other = certificate.value(at: random.pick(places)) else { return nil }
    return certificate.replacing(at: random.pick(places)) { _ in other }
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
