/// A head of a clause, ready to be written.
struct Target: Sendable {
  let clause: ClauseID
  let leaf: LeafID
  let keys: Extent
  /// The operations of the value.
  let code: Extent
  /// Where the value stands then; `nil` for a member.
  let value: Slot?
  let bounds: ClosedRange<Value>
  let isWhole: Bool
}
