import Inference
import RuleLanguage

extension PackIndex {
  /// A field of the profile, or of what a pack states about an id: what somebody may write there.
  package struct Field: Sendable {
    package indirect enum Form: Sendable {
      case text
      /// A decimal number, whole or not, with its least and greatest value where it has some.
      case number(low: String?, high: String?, isWhole: Bool)
      case yesNo
      case words([String])
      case id(Kind)
      case ids(Kind)
      case texts
      case names
      /// A value for each id.
      case map(Kind, Form)
      case record([Field])
    }

    package let name: String
    package let form: Form
    /// Whether a pack must state it under each id, because no rule does and it has neither `?` nor a default.
    package let isRequired: Bool
    package let fallback: String?
    /// What a question of the pack asks about it.
    package let question: Text?
    package let help: Text?
  }

  /// The fields that a person may state, in the order of the shape.
  package var profileFields: [Field] {
    pack.compiled.shape.section(Shape.profile).map { fields(of: $0, below: Shape.profile) } ?? []
  }

  /// The fields that a pack may state about an id of a kind, in the order of the shape; nil where the kind's section
  /// holds no records.
  package func fields(of kind: Kind) -> [Field]? {
    let shape = pack.compiled.shape
    return shape.kind(named: kind.name).flatMap(shape.entryFields).map { fields($0, path: "") }
  }

  private func fields(of node: Int, below path: String) -> [Field] {
    guard case .record(let fields) = pack.compiled.shape.nodes[node].content else { return [] }
    return self.fields(fields, path: path)
  }

  private func fields(_ fields: [String: Int], path: String) -> [Field] {
    let nodes = pack.compiled.shape.nodes
    return fields.sorted { (nodes[$0.value].span, $0.key) < (nodes[$1.value].span, $1.key) }
      .map { field($0.key, $0.value, path: path) }
  }

  private func field(_ name: String, _ node: Int, path: String) -> Field {
    let compiled = pack.compiled
    let question = path == Shape.profile ? compiled.questions.first { $0.field == name } : nil
    var isRequired = false
    var fallback: String?
    if case .leaf(let leaf) = compiled.shape.nodes[node].content {
      let declared = compiled.shape[leaf]
      if case .one = declared.holds {
        isRequired = !declared.isOptional && declared.fallback == nil && !compiled.isConcluded[leaf.index]
      }
    }
    if let leaf = leaf(at: node), let value = compiled.shape[leaf].fallback {
      let printer = ValuePrinter(pack: compiled, texts: compiled.texts, locale: compiled.locales[0])
      fallback = printer.text(value, VariableType(compiled.shape[leaf].type))
    }
    return Field(
      name: name, form: form(of: node), isRequired: isRequired, fallback: fallback,
      question: question.map { Text($0.text, locales: pack.locales) },
      help: question?.help.map { Text($0, locales: pack.locales) })
  }

  /// The leaf with the values of a field or a map.
  private func leaf(at node: Int) -> LeafID? {
    switch pack.compiled.shape.nodes[node].content {
    case .leaf(let leaf): leaf
    case .map(_, let value, _): leaf(at: value)
    case .record: nil
    }
  }

  private func form(of node: Int) -> Field.Form {
    let shape = pack.compiled.shape
    switch shape.nodes[node].content {
    case .record: return .record(fields(of: node, below: ""))
    case .map(let kind, let value, _): return .map(kinds[kind.index], form(of: value))
    case .leaf(let leaf):
      let declared = shape[leaf]
      switch declared.holds {
      case .set:
        if case .kind(let kind)? = declared.keys.last { return .ids(kinds[kind.index]) }
        return .texts
      case .alias: return .names
      case .entry, .one, .sum, .max, .min, .rank: break
      }
      switch declared.type {
      case .number:
        func text(_ value: Inference.Value?) -> String? {
          value.map { ExactDecimal(rawValue: $0).description }
        }
        return .number(
          low: text(declared.bounds?.lowerBound), high: text(declared.bounds?.upperBound),
          isWhole: declared.isWhole)
      case .yesNo: return .yesNo
      case .words(let words): return .words(words)
      case .id(let kind): return .id(kinds[kind.index])
      case .text: return .text
      }
    }
  }
}
