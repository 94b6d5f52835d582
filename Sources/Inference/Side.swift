/// Where one of two conflicting values comes from.
package enum Side: Sendable, Hashable {
  case given(Value)
  case derived(ClauseID, bindings: [Value], value: Value)

  package var value: Value {
    switch self {
    case .given(let value): value
    case .derived(_, _, let value): value
    }
  }
}
