import Inference
import RuleLanguage

/// Writes the conditions and conclusions of a rule as its author would, in one line each.
///
/// `profile.years: 1..<4`, `$have < 5`, `fit.$role.score: 3`. Columns of a table are filled in.
struct ClauseText {
  private let pack: CompiledPack
  private let clause: Clause
  private let variables: [ResolvedRule.Variable]

  init(_ pack: CompiledPack, _ rule: ResolvedRule, _ clause: Clause) {
    self.pack = pack
    self.clause = clause
    variables = rule.variables
  }

  // MARK: Conditions

  func premise(_ number: Int) -> String {
    atom(clause.when.atoms[number], clause.when.tests)
  }

  func comparison(_ number: Int) -> String {
    expression(clause.when.tests[number])
  }

  /// The number of a comparison among those that the author wrote in `where`; the others belong to ranges.
  func isWritten(_ test: Expression) -> Bool {
    !test.code.contains { if case .variable(let variable) = $0 { variable >= clause.named } else { false } }
  }

  func exception(_ number: Int) -> String {
    let condition = clause.unless[number]
    return condition.atoms.map { atom($0, condition.tests) }.joined(separator: ", ")
  }

  func head(_ number: Int) -> String {
    let head = clause.heads[number]
    let leaf = pack.shape[head.leaf]
    guard leaf.hasValue else { return path(leaf, head.keys, []) }
    return "\(path(leaf, head.keys, [])): \(expression(head.value, VariableType(leaf.type)))"
  }

  // MARK: Atoms

  func atom(_ atom: Atom, _ tests: [Expression]) -> String {
    let leaf = pack.shape[atom.leaf]
    let path = path(leaf, atom.keys, tests)
    guard leaf.hasValue else { return path }
    return "\(path): \(term(atom.value, VariableType(leaf.type), tests))"
  }

  private func path(_ leaf: ShapeLeaf, _ keys: [Term], _ tests: [Expression]) -> String {
    var keys = zip(leaf.keys, keys).map { term($1, VariableType($0), tests) }[...]
    var parts: [String] = []
    for part in leaf.path.split(separator: ".") {
      if part.hasPrefix("$"), let key = keys.popFirst() {
        parts.append(key)
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: ".") + keys.map { ": \($0)" }.joined()
  }

  private func term(_ term: Term, _ type: VariableType, _ tests: [Expression]) -> String {
    switch term {
    case .any: return "$_"
    case .constant(let value): return constant(value, type)
    case .variable(let variable):
      if variable < clause.named { return name(variable) }
      guard let test = tests.first(where: { $0.code.contains(.variable(variable)) }) else { return "$_" }
      return ExpressionTree(test).map { range($0, variable, type) } ?? "$_"
    }
  }

  private func name(_ variable: Int) -> String {
    variables.indices.contains(variable) ? variables[variable].name.map { "$\($0)" } ?? "$_" : "$_"
  }

  private func constant(_ value: Inference.Value, _ type: VariableType) -> String {
    switch type {
    case .text: "…"
    case .id, .number, .yesNo, .words:
      ValuePrinter(pack: pack, texts: pack.texts, locale: pack.locales[0]).data(value, type).plainText
    }
  }

  /// A test of one value as it stands in a pattern: `1..<4`, `a | b`.
  private func range(_ node: ExpressionTree, _ variable: Int, _ type: VariableType) -> String {
    func end(_ node: ExpressionTree) -> String { text(node, type).text }
    switch node {
    case .binary(.or, let left, let right):
      return "\(range(left, variable, type)) | \(range(right, variable, type))"
    case .binary(.and, let left, let right):
      return range(left, variable, type) + range(right, variable, type).dropFirst(2)
    case .binary(.equal, _, let value): return end(value)
    case .binary(.notEqual, _, let value): return "not \(end(value))"
    case .binary(.lessOrEqual, .variable(variable), let value): return "..\(end(value))"
    case .binary(.less, .variable(variable), let value): return "..<\(end(value))"
    case .binary(.lessOrEqual, let value, _): return "\(end(value)).."
    case .binary(.less, let value, _): return "above \(end(value)).."
    case .binary, .unary, .constant, .variable: return text(node, type).text
    }
  }

  // MARK: Expressions

  func expression(_ expression: Expression, _ type: VariableType = .number) -> String {
    ExpressionTree(expression).map { text($0, type).text } ?? ""
  }

  /// The text and how tightly it binds.
  private func text(_ node: ExpressionTree, _ type: VariableType) -> (text: String, binding: Int) {
    switch node {
    case .constant(let value): return (constant(value, type), 9)
    case .variable(let variable): return (name(variable), 9)
    case .unary(.negate, let inner): return ("-\(wrapped(inner, 8, type))", 7)
    case .unary(.not, let inner): return ("not \(wrapped(inner, 3, .yesNo))", 3)
    case .unary(let function, let inner): return ("\(function)(\(text(inner, .number).text))", 9)
    case .binary(let function, let left, let right) where function == .min || function == .max:
      return ("\(function)(\(text(left, .number).text), \(text(right, .number).text))", 9)
    case .binary(let operation, let left, let right):
      let (sign, binding) = ClauseText.sign(operation)
      let operands = operandType(left, right, operation, type)
      if case .constant = left, operation == .less || operation == .lessOrEqual {
        let turned = operation == .less ? ">" : ">="
        return (
          "\(wrapped(right, binding + 1, operands)) \(turned) \(wrapped(left, binding + 1, operands))",
          binding
        )
      }
      return (
        "\(wrapped(left, binding, operands)) \(sign) \(wrapped(right, binding + 1, operands))", binding
      )
    }
  }

  private func wrapped(_ node: ExpressionTree, _ least: Int, _ type: VariableType) -> String {
    let (text, binding) = text(node, type)
    return binding < least ? "(\(text))" : text
  }

  /// What the operands of a comparison are: what a variable in it stands for.
  private func operandType(
    _ left: ExpressionTree, _ right: ExpressionTree, _ operation: Instruction, _ type: VariableType
  )
    -> VariableType
  {
    guard operation == .equal || operation == .notEqual else {
      return operation == .and || operation == .or ? .yesNo : .number
    }
    for node in [left, right] {
      if case .variable(let variable) = node, variables.indices.contains(variable) {
        return variables[variable].type
      }
    }
    return .number
  }

  private static func sign(_ operation: Instruction) -> (sign: String, binding: Int) {
    switch operation {
    case .or: ("or", 1)
    case .and: ("and", 2)
    case .less: ("<", 4)
    case .lessOrEqual: ("<=", 4)
    case .equal: ("=", 4)
    case .notEqual: ("!=", 4)
    case .add: ("+", 5)
    case .subtract: ("-", 5)
    case .multiply: ("*", 6)
    case .divide: ("/", 6)
    case .constant, .variable, .negate, .min, .max, .floor, .ceil, .round, .abs, .not: ("?", 9)
    }
  }
}

extension Value {
  /// A scalar as it stands in a pattern.
  fileprivate var plainText: String {
    switch self {
    case .text(let text), .number(let text): text
    case .bool(let truth): truth ? "yes" : "no"
    case .list, .object: json(pretty: false)
    }
  }
}
