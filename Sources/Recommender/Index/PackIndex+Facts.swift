import Inference
import RuleLanguage
import SourceTree

extension PackIndex {
  /// A fact that the pack states.
  package struct StatedFact: Sendable {
    /// The fields and ids from the root on; the member of a set and the key of a map come last.
    package let path: [String]
    /// By part of the path, what people read for an id there.
    package let names: [String?]
    /// Nil of a set and of the keys of a map.
    package let value: Value?
    package let place: Place?
    /// The leaf, by number.
    package let leaf: Int
    package let isMember: Bool
  }

  /// What an author's text means among the ids of a kind: by id, by name, by another name.
  package func id(_ text: String, of kind: Kind) -> String? {
    guard let number = number(of: kind) else { return nil }
    if case .id(let value) = pack.compiled.vocabulary.meaning(of: text, as: number) {
      return pack.compiled.vocabulary.id(value, of: number)
    }
    return nil
  }

  /// What people read for an id.
  package func name(of id: String, of kind: Kind) -> Text? {
    guard let number = number(of: kind), let value = pack.compiled.vocabulary.exact(id, of: number) else {
      return nil
    }
    return Text(pack.compiled.vocabulary.name(value, of: number), locales: pack.locales)
  }

  /// The nearest id or name to one that is unknown.
  package func nearestID(to text: String, of kind: Kind) -> String? {
    number(of: kind).flatMap { pack.compiled.vocabulary.nearest(to: text, of: $0) }
  }

  /// The facts in the section of a kind that are about one of its ids, in the order of their places.
  package func facts(about id: String, of kind: Kind, in locale: String) -> [StatedFact] {
    facts(naming: id, of: kind, in: locale) { leaf, keys in
      leaf.path.hasPrefix(kind.section + ".") || leaf.path == kind.section ? keys.first ?? false : false
    }
  }

  /// The facts of other sections that name an id, by a key or by their value.
  package func facts(elsewhereNaming id: String, of kind: Kind, in locale: String) -> [StatedFact] {
    facts(naming: id, of: kind, in: locale) { leaf, keys in
      leaf.path.hasPrefix(kind.section + ".") || leaf.path == kind.section ? false : keys.contains(true)
    }
  }

  /// - Parameter wanted: tells by the leaf and by which keys, the value last, name the id.
  private func facts(
    naming id: String, of kind: Kind, in locale: String, wanted: (ShapeLeaf, [Bool]) -> Bool
  ) -> [StatedFact] {
    let compiled = pack.compiled
    guard let number = number(of: kind), let value = compiled.vocabulary.exact(id, of: number) else {
      return []
    }
    let printer = ValuePrinter(pack: compiled, texts: compiled.texts, locale: locale)
    var found: [StatedFact] = []
    for (index, leaf) in compiled.shape.leaves.enumerated() {
      let isValue = if case .id(number) = leaf.type, leaf.hasValue { true } else { false }
      guard isValue || leaf.keys.contains(.kind(number)) else { continue }
      for fact in compiled.program.statedFacts(of: LeafID(index)) {
        var names = zip(leaf.keys, fact.keys).map { $0 == .kind(number) && $1 == value }
        names.append(isValue && fact.value == Inference.Value(value))
        guard wanted(leaf, names) else { continue }
        let path = printer.parts(LeafID(index), fact.keys)
        found.append(
          StatedFact(
            path: path, names: PackIndex.names(leaf, fact.keys, path.count, printer),
            value: leaf.hasValue ? printer.data(fact.value, VariableType(leaf.type)) : nil,
            place: compiled.span(ofFactAt: LeafID(index), fact.keys).map(compiled.sources.place), leaf: index,
            isMember: { if case .set = leaf.holds { true } else { false } }()))
      }
    }
    let places = found.map { $0.place.map { ($0.path, $0.line, $0.column) } ?? ("", 0, 0) }
    return found.indices.sorted {
      (places[$0].0, places[$0].1, places[$0].2, $0) < (places[$1].0, places[$1].1, places[$1].2, $1)
    }
    .map { found[$0] }
  }

  /// By part of the path of a fact, the name of the id that stands there.
  private static func names(_ leaf: ShapeLeaf, _ keys: [Int], _ count: Int, _ printer: ValuePrinter)
    -> [String?]
  {
    var names: [String?] = zip(leaf.keys, keys).map { type, key in
      if case .kind = type { printer.text(Inference.Value(key), VariableType(type)) } else { nil }
    }
    var found: [String?] = []
    for part in leaf.path.split(separator: ".") {
      found.append(part.hasPrefix("$") && !names.isEmpty ? names.removeFirst() : nil)
    }
    found += names
    return Array((found + Array(repeating: nil, count: count)).prefix(count))
  }

  /// Rules that name an id themselves, by their numbers.
  package func rules(naming id: String, of kind: Kind) -> [Int] {
    let compiled = pack.compiled
    guard let number = number(of: kind), let value = compiled.vocabulary.exact(id, of: number) else {
      return []
    }
    let constant = Term.constant(Inference.Value(value))
    var names: Set<String> = []
    for rule in compiled.rules {
      let atoms = rule.clause.when.atoms + rule.clause.unless.flatMap(\.atoms)
      let places =
        atoms.map { ($0.leaf, $0.keys, $0.value) } + rule.clause.heads.map { ($0.leaf, $0.keys, Term.any) }
      let isNamed = places.contains { leaf, keys, held in
        let declared = compiled.shape[leaf]
        if zip(declared.keys, keys).contains(where: { $0 == .kind(number) && $1 == constant }) { return true }
        return declared.type == .id(number) && declared.hasValue && held == constant
      }
      if isNamed { names.insert(rule.table ?? rule.name) }
    }
    return rules.indices.filter { names.contains(rules[$0].name) }
  }

  private func number(of kind: Kind) -> KindID? { pack.compiled.shape.kind(named: kind.name) }
}
