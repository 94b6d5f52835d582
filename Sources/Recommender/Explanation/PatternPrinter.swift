import Inference
import RuleLanguage

/// Prints the patterns of a rule under bindings: what is known by its value, the rest by its name.
struct PatternPrinter {
  private let printer: PlacePrinter
  private let pack: CompiledPack
  private let variables: [ResolvedRule.Variable]

  init(_ printer: PlacePrinter, _ pack: CompiledPack, _ variables: [ResolvedRule.Variable]) {
    self.printer = printer
    self.pack = pack
    self.variables = variables
  }

  /// What an atom looks for.
  ///
  /// - Parameter tests: those among which the range of a variable without a name is found.
  func place(_ atom: Atom, _ bindings: [Inference.Value], tests: [Expression] = []) -> StatedPlace {
    printer.place(
      atom.leaf, atom.keys.map { part($0, bindings, tests) },
      atom.value == .any ? nil : part(atom.value, bindings, tests))
  }

  func absent(_ condition: Condition, _ bindings: [Inference.Value]) -> AbsentPattern {
    AbsentPattern(patterns: condition.atoms.map { place($0, bindings, tests: condition.tests) })
  }

  /// What an `unless` forbids, in words.
  func text(without condition: Condition, _ bindings: [Inference.Value]) -> Text {
    let patterns = absent(condition, bindings).patterns
    return printer.text { locale in
      Phrases.of(locale).without
        + patterns.map { $0.text(in: locale) }.joined(separator: Phrases.of(locale).with)
    }
  }

  private func part(_ term: Term, _ bindings: [Inference.Value], _ tests: [Expression]) -> PlacePrinter.Part {
    switch term {
    case .any: return .any
    case .constant(let value): return .known(value)
    case .variable(let variable):
      if variable < bindings.count, bindings[variable] != .unbound { return .known(bindings[variable]) }
      guard variable < variables.count else { return .any }
      if let name = variables[variable].name { return .open(LocalizedText("$\(name)")) }
      return range(of: variable, bindings, tests).map { .open($0) } ?? .any
    }
  }

  /// The range that the tests ask of a variable, such as `1..3`.
  func range(of variable: Int, _ bindings: [Inference.Value], _ tests: [Expression]) -> LocalizedText? {
    guard variable < variables.count, variables[variable].name == nil else { return nil }
    var known = bindings
    if variable < known.count { known[variable] = .unbound }
    for test in tests where test.code.contains(.variable(variable)) {
      guard let tree = ExpressionTree(test) else { continue }
      let versions = pack.locales.compactMap { locale in
        ExpressionPrinter(printer: printer, variables: variables, bindings: known, locale: locale)
          .range(tree, of: variable, variables[variable].type).map { (locale: locale, text: $0) }
      }
      if !versions.isEmpty { return LocalizedText(versions) }
    }
    return nil
  }

  /// A comparison with names, or with the values at hand.
  func text(_ test: Expression, _ bindings: [Inference.Value]) -> Text {
    printer.text { locale in
      ExpressionTree(test).map {
        ExpressionPrinter(printer: printer, variables: variables, bindings: bindings, locale: locale).text($0)
      } ?? ""
    }
  }
}
