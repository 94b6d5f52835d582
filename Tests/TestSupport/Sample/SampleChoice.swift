/// Which values a pattern admits: a range or alternatives.
package enum SampleChoice: Sendable, Hashable {
  case range(from: SampleTerm?, through: SampleTerm?, isOpen: Bool)
  case oneOf([SampleDatum])

  /// Variables at the ends of a range.
  package var variables: [String] {
    switch self {
    case .range(let lower, let upper, _): [lower, upper].compactMap { $0?.variable }
    case .oneOf: []
    }
  }
}
