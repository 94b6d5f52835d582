/// A stratum over lanes: plans, or what is left to the general machine.
enum LaneStratum: Sendable {
  case plans([Int])
  /// With the leaves that the machine reads and writes.
  case machine(FrozenStratum, reads: [LeafID], writes: [LeafID])
}
