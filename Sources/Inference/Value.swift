/// What a leaf holds: a number in micros, the index of an id, of a word or of a text, or 1 and 0 for yes and no.
///
/// Which of these a value is follows from the leaf that holds it; the engine itself does not know. The least
/// `Int64` is never a value: it stands for "no value" in bindings and for "error" inside expressions.
package typealias Value = Int64

extension Value {
  /// Stands in bindings for a variable that is not bound, such as one that occurs in an `unless` only.
  package static let unbound = Value.min

  /// The number one in micros.
  package static let one: Value = 1_000_000
}
