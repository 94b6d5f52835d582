package import Inference

// Variables and short forms, so that a test's clauses can be read.

let x = Term.variable(0)
let y = Term.variable(1)
let z = Term.variable(2)
let w = Term.variable(3)
let anything = Term.any

extension Term: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Value) {
    self = .constant(value)
  }
}

extension Expression: ExpressibleByArrayLiteral {
  package init(arrayLiteral code: Instruction...) {
    self.init(code: code)
  }
}

extension Instruction {
  static let x = Instruction.variable(0)
  static let y = Instruction.variable(1)
  static let z = Instruction.variable(2)
  static let w = Instruction.variable(3)

  /// A whole number.
  static func number(_ value: Value) -> Instruction {
    .constant(value * .one)
  }
}

func atom(_ leaf: LeafID, _ keys: Term..., value: Term = .any) -> Atom {
  Atom(leaf: leaf, keys: keys, value: value)
}

func head(_ leaf: LeafID, _ keys: Term..., value: Expression = []) -> Head {
  Head(leaf: leaf, keys: keys, value: value)
}

func fact(_ leaf: LeafID, _ keys: Int..., value: Value = 1) -> Fact {
  Fact(leaf: leaf, keys: keys, value: value)
}

/// A whole number.
func number(_ value: Value) -> Value {
  value * .one
}

extension Outcome {
  /// The keys under which a leaf has something.
  func places(_ leaf: LeafID) -> [[Int]] {
    facts(of: leaf).map(\.keys)
  }
}
