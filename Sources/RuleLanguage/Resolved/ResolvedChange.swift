package import Inference

/// One step that a person may take, with ids instead of names: a change, or one row of its table.
///
/// `profile: { skills: { $skill: $have } }` in `when` and `profile: { skills: { $skill: $have + 1 } }` in `then` are an
/// atom and a head with the same leaf and the same keys: the value that the step starts from, and the one it leads to.
package struct ResolvedChange: Sendable {
  /// What must hold, and one head: the place of the profile with what stands there afterwards. What is dropped has an
  /// atom of its own among those of `when`, and its head says nothing about a value.
  package let rule: ResolvedRule
  /// Whether the step takes away what is there.
  package let isDrop: Bool
  /// What one step costs, over the variables of `when`.
  package let cost: Expression

  /// The place that the step changes.
  package var head: Head { rule.clause.heads[0] }

  /// Whether an atom reads the place that the step changes.
  package func readsPlace(_ atom: Atom) -> Bool {
    atom.leaf == head.leaf && atom.keys == head.keys
  }
}
