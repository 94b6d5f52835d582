/// An expression. Operations bear the name that the language gives them; `negate` is the minus of one
/// operand.
package indirect enum SampleExpression: Sendable, Hashable {
  case constant(SampleDatum)
  case variable(String)
  case operation(String, [SampleExpression])

  package var variables: [String] {
    switch self {
    case .constant: []
    case .variable(let name): [name]
    case .operation(_, let operands): operands.flatMap(\.variables)
    }
  }
}
