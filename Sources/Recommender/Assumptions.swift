import Inference
import RuleLanguage

/// Finds the defaults and absences that a result rests on.
struct Assumptions {
  private let answer: Answer
  /// The facts that the lines of the report show.
  private let shown: [Fact]
  private var pack: CompiledPack { answer.pack }

  init(_ answer: Answer, sections: [Section]) {
    self.answer = answer
    shown = Assumptions.facts(in: sections)
  }

  private static func facts(in sections: [Section]) -> [Fact] {
    sections.flatMap(\.lines).flatMap { $0.facts + facts(in: $0.sections) }
  }

  /// Fields that are not stated at all first, then defaults, most used first.
  func all() -> [Assumption] {
    guard let profile = pack.shape.section(Shape.profile) else { return [] }
    var fields: [Assumption] = []
    var defaults: [LeafID] = []
    walk(profile, &fields, &defaults)
    return fields + defaults.flatMap { self.defaults(of: $0) }
  }

  // MARK: Absent fields

  private func walk(_ node: Int, _ fields: inout [Assumption], _ defaults: inout [LeafID]) {
    let declared = pack.shape.nodes[node]
    switch declared.content {
    case .record(let inner):
      for (_, field) in inner.sorted(by: { $0.key < $1.key }) { walk(field, &fields, &defaults) }
    case .map, .leaf:
      let leaves = self.leaves(below: node)
      guard leaves.allSatisfy({ pack.canHoldAnything(pack.shape[$0]) }) else { return }
      guard leaves.contains(where: { pack.isRead[$0.index] }), !leaves.allSatisfy(mayBeMissing) else {
        return
      }
      let total = leaves.first { pack.shape[$0].fallback != nil }
      if leaves.allSatisfy({ answer.profile.facts.isEmpty($0) }) {
        fields.append(absent(declared, total))
      } else if let total, pack.isRead[total.index] {
        defaults.append(total)
      }
    }
  }

  /// Whether nobody misses a leaf: it is marked with `?`, or it only says that a map has an entry.
  private func mayBeMissing(_ leaf: LeafID) -> Bool {
    if case .entry = pack.shape[leaf].holds { return true }
    return pack.shape[leaf].isOptional
  }

  private func absent(_ node: ShapeNode, _ total: LeafID?) -> Assumption {
    let path = String(node.path.dropFirst(Shape.profile.count + 1))
    let question = question(path)
    return Assumption(
      path: path, subject: answer.text(LocalizedText(path)), value: total.flatMap { self.fallback(of: $0) },
      uses: 0, question: question?.text, help: question?.help)
  }

  private func leaves(below node: Int) -> [LeafID] {
    switch pack.shape.nodes[node].content {
    case .record(let fields): fields.sorted { $0.key < $1.key }.flatMap { leaves(below: $0.value) }
    case .map(_, let value, let entry): [entry] + leaves(below: value)
    case .leaf(let leaf): [leaf]
    }
  }

  private func question(_ path: String) -> (text: Text, help: Text?)? {
    pack.questions.first { $0.field == path }.map { (answer.text($0.text), $0.help.map(answer.text)) }
  }

  private func fallback(of leaf: LeafID) -> Value? {
    let declared = pack.shape[leaf]
    return declared.fallback.map { answer.printer(pack.locales[0]).data($0, VariableType(declared.type)) }
  }

  // MARK: Defaults

  /// The keys of a total leaf whose default some rule reads, whether the rule applies then or is kept from it. Where
  /// there are very many keys, those whose default stands in a line of the report.
  private func defaults(of leaf: LeafID) -> [Assumption] {
    var uses = pack.hasManyKeys(pack.shape[leaf]) ? [:] : usesByRules(of: leaf)
    for fact in shown where fact.leaf == leaf && !answer.profile.facts.contains(leaf, fact.keys) {
      uses[fact.keys, default: 0] += 1
    }
    let declared = pack.shape[leaf]
    let printer = answer.printer(pack.locales[0])
    let question = question(String(declared.path.split(separator: ".").dropFirst().first ?? ""))
    let fallback = fallback(of: leaf)
    return uses.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
    }.map { keys, count in
      let path = String(printer.path(leaf, keys).dropFirst(Shape.profile.count + 1))
      var subject = LocalizedText(path)
      if let key = keys.last, case .kind(let kind)? = declared.keys.last {
        subject = pack.vocabulary.name(key, of: kind)
      }
      return Assumption(
        path: path, subject: answer.text(subject), value: fallback, uses: count, question: question?.text,
        help: question?.help)
    }
  }

  private func usesByRules(of leaf: LeafID) -> [[Int]: Int] {
    var uses: [[Int]: Int] = [:]
    for rule in pack.rules where rule.clause.when.atoms.contains(where: { $0.leaf == leaf }) {
      let clause = rule.clause
      let solutions = answer.model.answers(
        to: Condition(atoms: clause.when.atoms), unless: [], variables: clause.variables,
        given: Array(repeating: nil, count: clause.variables)
      ).solutions
      for atom in clause.when.atoms where atom.leaf == leaf {
        for bindings in solutions {
          guard let keys = atom.keys(bound: bindings), !answer.profile.facts.contains(leaf, keys)
          else {
            continue
          }
          uses[keys, default: 0] += 1
        }
      }
    }
    return uses
  }
}
