/// How rules conclude a plain leaf, so that conflicts occur but do not drown everything else.
enum SamplePolicy {
  /// All rules conclude the same value.
  case agreed(SampleDatum)
  /// One rule, whose value follows from the keys of its head.
  case functional
  /// Whatever comes.
  case free
}
