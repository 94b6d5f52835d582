import Inference
import SourceTree

extension Resolver {
  /// A comparison of `where`.
  mutating func test(_ node: YAMLNode) -> Expression? {
    let node = filledIn(node)
    guard node.scalar != nil, !node.isEmpty else {
      findings.report("wrong-type", "expected a comparison such as `$have < $needed`", at: node.span)
      return nil
    }
    return expression(node, expecting: .yesNo, called: "a comparison")
  }

  mutating func expression(
    _ node: YAMLNode, expecting type: VariableType, called name: String? = nil
  ) -> Expression? {
    let name = name ?? type.described(in: shape)
    guard let text = node.scalar else { return nil }
    do throws(ExpressionParser.Problem) {
      let syntax = try ExpressionParser.parse(text)
      if case .word(let word, _) = syntax {
        findings.report(
          "wrong-type", "expected \(name), not `\(word)`", at: node.span,
          help: scope.lookup(word).map { _ in "did you mean `$\(word)`?" })
        return nil
      }
      var lowering = ExpressionLowering(node: node)
      guard let found = lowering.lower(syntax, &self) else { return nil }
      guard found == type else {
        findings.report(
          "wrong-type", "expected \(name), and this is \(found.described(in: shape))", at: node.span)
        return nil
      }
      return Expression(code: lowering.folded)
    } catch {
      findings.report(
        "bad-expression", error.message,
        at: node.span(from: error.start, length: max(1, error.end - error.start)), help: error.help)
      return nil
    }
  }
}

/// Writes an expression as instructions for a stack, and checks that its types fit.
struct ExpressionLowering {
  let node: YAMLNode
  private var code: [Instruction] = []

  init(node: YAMLNode) {
    self.node = node
  }

  /// The code, with constant parts worked out where that can't fail.
  var folded: [Instruction] {
    if code.count == 2, case .constant(let value) = code[0], case .negate = code[1] {
      return [.constant(-value)]
    }
    return code
  }

  private func span(_ extent: ExpressionSyntax.Extent) -> Span {
    node.span(from: extent.start, length: max(1, extent.end - extent.start))
  }

  /// Returns the type of the expression; nil when a mistake was reported.
  mutating func lower(_ syntax: ExpressionSyntax, _ resolver: inout Resolver) -> VariableType? {
    switch syntax {
    case .number(let value, _):
      code.append(.constant(value))
      return .number
    case .variable(let name, let extent): return variable(name, as: nil, extent, &resolver)
    case .word(let word, let extent):
      resolver.findings.report(
        "unknown-word", "`\(word)` can only be compared with a variable, by `=` or `!=`",
        at: span(extent),
        help: resolver.scope.lookup(word).map { _ in "did you mean `$\(word)`?" })
      return nil
    case .unary(let operation, let inner, let extent):
      let type: VariableType = operation == .negate ? .number : .yesNo
      guard operand(inner, type, extent, &resolver) else { return nil }
      code.append(operation == .negate ? .negate : .not)
      return type
    case .call(let function, let arguments, let extent): return call(function, arguments, extent, &resolver)
    case .binary(let operation, let left, let right, let extent):
      return binary(operation, left, right, extent, &resolver)
    }
  }

  private mutating func operand(
    _ syntax: ExpressionSyntax, _ type: VariableType, _ extent: ExpressionSyntax.Extent,
    _ resolver: inout Resolver
  ) -> Bool {
    let found: VariableType? =
      if case .variable(let name, let extent) = syntax { variable(name, as: type, extent, &resolver) } else {
        lower(syntax, &resolver)
      }
    guard let found else { return false }
    if found == type { return true }
    resolver.findings.report(
      "wrong-type",
      "expected \(type.described(in: resolver.shape)), and this is \(found.described(in: resolver.shape))",
      at: span(syntax.extent))
    return false
  }

  private mutating func variable(
    _ name: String, as type: VariableType?, _ extent: ExpressionSyntax.Extent, _ resolver: inout Resolver
  ) -> VariableType? {
    let place = span(extent)
    if let cell = resolver.scope.columns[name] { return column(name, cell, as: type, &resolver) }
    if let known = resolver.scope.lookup(name), let found = resolver.scope[known].type {
      resolver.scope[known].uses += 1
      code.append(.variable(known))
      return found
    }
    guard let type else {
      resolver.unbound(name, at: place)
      return nil
    }
    code.append(.variable(resolver.variable(name, as: type, binds: false, at: place)))
    return type
  }

  /// A cell of the table in the place of a variable.
  private mutating func column(
    _ name: String, _ cell: YAMLNode, as type: VariableType?, _ resolver: inout Resolver
  ) -> VariableType? {
    resolver.scope.usedColumns.insert(name)
    if let type, resolver.scope.columnTypes[name] == nil { resolver.scope.columnTypes[name] = type }
    guard let text = cell.scalar else {
      resolver.findings.report(
        "wrong-type", "expected a number or a word for `$\(name)` in an expression", at: cell.span)
      return nil
    }
    guard let value = constant(text, as: type ?? .number, at: cell.span, &resolver) else { return nil }
    code.append(.constant(value))
    return type ?? .number
  }

  private func constant(_ text: String, as type: VariableType, at span: Span, _ resolver: inout Resolver)
    -> Value?
  {
    switch type {
    case .number: return resolver.decimal(text, at: span)
    case .id(let kind): return resolver.id(text, of: kind, at: span).map { Value($0) }
    case .yesNo where text == "yes" || text == "true": return 1
    case .yesNo where text == "no" || text == "false": return 0
    case .words(let words) where words.contains(text): return resolver.shape.word(text)
    case .text:
      resolver.findings.report("wrong-type", "a text can only be compared with a variable", at: span)
      return nil
    case .yesNo, .words:
      let known: [String] = if case .words(let words) = type { words.sorted() } else { ["yes", "no"] }
      resolver.findings.report(
        "unknown-word", "`\(text)` is not \(type.described(in: resolver.shape))", at: span,
        help: resolver.findings.suggestion(text, known))
      return nil
    }
  }

  private mutating func call(
    _ function: ExpressionSyntax.Function, _ arguments: [ExpressionSyntax], _ extent: ExpressionSyntax.Extent,
    _ resolver: inout Resolver
  ) -> VariableType? {
    for (index, argument) in arguments.enumerated() {
      guard operand(argument, .number, extent, &resolver) else { return nil }
      switch function {
      case .min where index > 0: code.append(.min)
      case .max where index > 0: code.append(.max)
      case .min, .max: break
      case .floor: code.append(.floor)
      case .ceil: code.append(.ceil)
      case .round: code.append(.round)
      case .abs: code.append(.abs)
      }
    }
    return .number
  }

  private mutating func binary(
    _ operation: ExpressionSyntax.Binary, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ extent: ExpressionSyntax.Extent, _ resolver: inout Resolver
  ) -> VariableType? {
    switch operation {
    case .equal, .notEqual:
      guard equality(left, right, extent, &resolver) else { return nil }
      code.append(operation == .equal ? .equal : .notEqual)
      return .yesNo
    case .greater, .greaterOrEqual:
      // `a > b` is `b < a`.
      guard operand(right, .number, extent, &resolver), operand(left, .number, extent, &resolver) else {
        return nil
      }
      code.append(operation == .greater ? .less : .lessOrEqual)
      return .yesNo
    case .add, .subtract, .multiply, .divide, .less, .lessOrEqual:
      guard operand(left, .number, extent, &resolver), operand(right, .number, extent, &resolver) else {
        return nil
      }
      switch operation {
      case .add: code.append(.add)
      case .subtract: code.append(.subtract)
      case .multiply: code.append(.multiply)
      case .divide: code.append(.divide)
      case .less: code.append(.less)
      default: code.append(.lessOrEqual)
      }
      return operation == .less || operation == .lessOrEqual ? .yesNo : .number
    case .and, .or:
      guard operand(left, .yesNo, extent, &resolver), operand(right, .yesNo, extent, &resolver) else {
        return nil
      }
      code.append(operation == .and ? .and : .or)
      return .yesNo
    }
  }

  /// Both sides of `=` have one type; a word or an id takes the type of the other side.
  private mutating func equality(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ extent: ExpressionSyntax.Extent,
    _ resolver: inout Resolver
  ) -> Bool {
    let (first, second) = isNamed(left, resolver) && !isNamed(right, resolver) ? (right, left) : (left, right)
    guard let type = lower(first, &resolver) else { return false }
    switch second {
    case .word(let word, let extent):
      guard let value = constant(word, as: type, at: span(extent), &resolver) else { return false }
      code.append(.constant(value))
      return true
    case .variable(let name, let extent):
      guard let found = variable(name, as: type, extent, &resolver) else { return false }
      if found.common(type) != nil { return true }
      resolver.findings.report(
        "type-clash",
        "`$\(name)` is \(found.described(in: resolver.shape)), and the other side is \(type.described(in: resolver.shape))",
        at: span(extent))
      return false
    case .number, .unary, .binary, .call: return operand(second, type, extent, &resolver)
    }
  }

  /// Whether a side takes its type from the other one: a word, or a column of the table.
  private func isNamed(_ syntax: ExpressionSyntax, _ resolver: Resolver) -> Bool {
    switch syntax {
    case .word: true
    case .variable(let name, _): resolver.scope.columns[name] != nil
    case .number, .unary, .binary, .call: false
    }
  }
}
