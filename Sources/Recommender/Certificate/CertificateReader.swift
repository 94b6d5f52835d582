import Inference
import RuleLanguage
import SourceTree

/// Reads the steps of a certificate: text becomes ids, and every mistake of form is told.
struct CertificateReader {
  private let pack: CompiledPack
  private let texts: TextTable
  private let rules: [String: Int]
  /// By what they say, the texts of pack and profile.
  private lazy var textNumbers = Dictionary(
    (0..<texts.count).map { (texts[Inference.Value($0)], $0) }, uniquingKeysWith: { first, _ in first })
  var findings = Findings()

  init(_ pack: CompiledPack, _ texts: TextTable) {
    (self.pack, self.texts) = (pack, texts)
    rules = Dictionary(
      pack.rules.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The steps up to the first mistakes.
  mutating func steps(_ node: YAMLNode) -> [CertificateStep] {
    var steps: [CertificateStep] = []
    for item in items(node, of: "steps") where findings.list.count < CertificateChecker.maxRefusals {
      if let step = step(item, number: steps.count + 1) { steps.append(step) }
    }
    return steps
  }

  // MARK: Steps

  private mutating func step(_ node: YAMLNode, number: Int) -> CertificateStep? {
    let allowed = [
      "step", "path", "value", "rule", "bindings", "premises", "unless", "sum", "max", "min", "rank",
    ]
    guard let fields = fields(node, of: "a step", allowed), let fact = fact(fields, node) else { return nil }
    guard let stated = fields["step"], stated.isPlain, stated.scalar == String(number) else {
      return refuse("the steps are numbered one by one, and this is step \(number)", fields["step"] ?? node)
    }
    let forms = ["rule", "sum", "max", "min", "rank"].filter { fields[$0] != nil }
    guard forms.count == 1, let content = fields[forms[0]] else {
      return refuse("a step has a `rule`, a `sum`, a `max`, a `min` or a `rank`, and one of them", node)
    }
    let isRule = forms[0] == "rule"
    guard isRule || ["bindings", "premises", "unless"].allSatisfy({ fields[$0] == nil }) else {
      return refuse("a step with a `\(forms[0])` has no rule of its own", node)
    }
    if isRule {
      guard let derived = derived(fields, node) else { return nil }
      return CertificateStep(span: node.span, fact: fact, grounds: .derivation(derived))
    }
    let all = items(content, of: forms[0])
    if forms[0] == "rank" {
      let premises = all.compactMap { premise($0) }
      guard premises.count == all.count else { return nil }
      return CertificateStep(span: node.span, fact: fact, grounds: .rank(premises))
    }
    let parts = all.compactMap { part($0, pack.shape[fact.leaf]) }
    guard parts.count == all.count else { return nil }
    return CertificateStep(span: node.span, fact: fact, grounds: .parts(form: forms[0], parts))
  }

  private mutating func part(_ node: YAMLNode, _ leaf: ShapeLeaf) -> CertificateStep.Part? {
    let allowed = ["value", "from", "rule", "bindings", "premises", "unless"]
    guard let fields = fields(node, of: "a part", allowed),
      let value = required("value", fields, node).flatMap({ value($0, VariableType(leaf.type)) })
    else { return nil }
    if let from = fields["from"] {
      guard fields.count == 2 else { return refuse("what is stated has no rule", node) }
      guard let origin = origin(from) else { return nil }
      return CertificateStep.Part(span: node.span, value: value, derived: nil, origin: origin)
    }
    guard let derived = derived(fields, node) else { return nil }
    return CertificateStep.Part(span: node.span, value: value, derived: derived, origin: nil)
  }

  private mutating func derived(_ fields: [String: YAMLNode], _ node: YAMLNode) -> CertificateStep.Derived? {
    guard let named = required("rule", fields, node), let name = text(named) else { return nil }
    guard let rule = rules[name] else { return refuse("there is no rule `\(name)`", named) }
    let variables = pack.rules[rule].variables.prefix(pack.rules[rule].clause.named)
    var bindings: Bindings = []
    let stated =
      fields["bindings"].map { self.fields($0, of: "`bindings`", variables.compactMap(\.name)) } ?? [:]
    guard let stated else { return nil }
    for variable in variables {
      guard let value = required(variable.name ?? "", stated, fields["bindings"] ?? node) else { return nil }
      guard let binding = self.value(value, variable.type) else { return nil }
      bindings.append(binding)
    }
    let premises = fields["premises"].map { items($0, of: "premises") } ?? []
    let unless = fields["unless"].map { items($0, of: "unless") } ?? []
    let (read, looked) = (premises.compactMap { premise($0) }, unless.compactMap { text($0) })
    guard read.count == premises.count, looked.count == unless.count else { return nil }
    return CertificateStep.Derived(
      span: node.span, rule: rule, bindings: bindings, premises: read, unless: looked)
  }

  private mutating func premise(_ node: YAMLNode) -> CertificateStep.Premise? {
    guard let fields = fields(node, of: "a premise", ["path", "value", "from"]),
      let fact = fact(fields, node), let origin = required("from", fields, node).flatMap({ origin($0) })
    else { return nil }
    return CertificateStep.Premise(span: node.span, fact: fact, origin: origin)
  }

  private mutating func origin(_ node: YAMLNode) -> CheckedFacts.Origin? {
    switch (node.scalar, node.isPlain) {
    case ("pack", false): return .pack
    case ("profile", false): return .profile
    case ("default", false): return .fallback
    case (let number?, true):
      if let step = Int(number), step > 0 { return .step(step - 1) }
    case (_, false), (nil, true): break
    }
    return malformed("expected \"pack\", \"profile\", \"default\" or the number of a step", node)
  }

  // MARK: Facts

  private mutating func fact(_ fields: [String: YAMLNode], _ owner: YAMLNode) -> Fact? {
    guard let node = required("path", fields, owner), let path = text(node) else { return nil }
    guard let (place, keys) = walk(path) else { return refuse("`\(path)` is no place of the shape", node) }
    guard let value = fields["value"] else {
      if let entry = place.entry { return Fact(leaf: entry, keys: keys) }
      return refuse("`\(path)` lacks a value", node)
    }
    guard case .leaf(let leaf) = place.content else { return refuse("`\(path)` holds no value", value) }
    switch pack.shape[leaf].holds {
    case .one, .sum, .max, .min, .rank:
      return self.value(value, VariableType(pack.shape[leaf].type)).map {
        Fact(leaf: leaf, keys: keys, value: $0)
      }
    case .set:
      guard let type = pack.shape[leaf].keys.last else { return nil }
      return self.value(value, VariableType(type)).map { Fact(leaf: leaf, keys: keys + [Int($0)]) }
    case .entry, .alias: return refuse("`\(path)` holds no value", value)
    }
  }

  /// The node at a path, with the keys that stand in it.
  private func walk(_ path: String) -> (ShapeNode, [Int])? {
    var place = pack.shape.nodes[Shape.root]
    var keys: [Int] = []
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      switch place.content {
      case .record(let fields):
        guard let next = fields[String(part)] else { return nil }
        place = pack.shape.nodes[next]
      case .map(let kind, let value, _):
        guard let id = pack.vocabulary.exact(String(part), of: kind) else { return nil }
        keys.append(id)
        place = pack.shape.nodes[value]
      case .leaf: return nil
      }
    }
    return (place, keys)
  }

  private mutating func value(_ node: YAMLNode, _ type: VariableType) -> Inference.Value? {
    let known: Inference.Value? =
      switch (type, node.scalar, node.isPlain) {
      case (.number, let text?, true): ExactDecimal(text)?.rawValue
      case (.yesNo, "true", true): 1
      case (.yesNo, "false", true): 0
      case (.words, let text?, false): pack.shape.word(text)
      case (.id(let kind), let text?, false): pack.vocabulary.exact(text, of: kind).map(Inference.Value.init)
      case (.text, _, false): text(in: node).flatMap { textNumbers[$0].map(Inference.Value.init) }
      default: nil
      }
    return known ?? refuse("no value that can stand here", node)
  }

  /// A text with all that it says, in any language.
  private func text(in node: YAMLNode) -> LocalizedText? {
    if let text = node.scalar { return LocalizedText(text) }
    let entries = node.entries.compactMap { key, value in
      key.scalar.flatMap { locale in value.scalar.map { (locale: locale, text: $0) } }
    }
    return node.isMapping && entries.count == node.itemCount ? LocalizedText(entries) : nil
  }

  // MARK: Form

  mutating func fields(_ node: YAMLNode, of what: String, _ allowed: [String]) -> [String: YAMLNode]? {
    let before = findings.list.count
    let fields = findings.fields(node, of: what, allowed: allowed)
    return findings.list.count > before ? nil : fields
  }

  mutating func required(_ name: String, _ fields: [String: YAMLNode], _ owner: YAMLNode) -> YAMLNode? {
    if let node = fields[name] { return node }
    findings.report("missing-field", "`\(name)` is missing", at: owner.span.first)
    return nil
  }

  mutating func text(_ node: YAMLNode) -> String? {
    guard let text = node.scalar, !node.isPlain else { return malformed("expected a text in quotes", node) }
    return text
  }

  private mutating func items(_ node: YAMLNode, of what: String) -> [YAMLNode] {
    if let items = node.sequence { return items }
    let _: Never? = malformed("expected a list of `\(what)`", node)
    return []
  }

  private mutating func malformed<T>(_ message: String, _ node: YAMLNode) -> T? {
    findings.report("wrong-type", message, at: node.span.first)
    return nil
  }

  private mutating func refuse<T>(_ message: String, _ node: YAMLNode) -> T? {
    findings.report("wrong-step", message, at: node.span.first)
    return nil
  }
}

extension Span {
  /// The first character of a large thing, the whole of a small one.
  fileprivate var first: Span {
    end > start + 80 ? Span(file: file, start: start, end: start + 1) : self
  }
}
