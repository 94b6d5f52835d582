/// One change to a profile, as a person types it behind an option.
package struct ProfileEdit: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// `years=4`: what stands at the place is replaced.
    case set
    /// `years`: what stands at the place goes.
    case unset
    /// `likes=words`: a member of a set, or a list of them.
    case add
    /// `likes=words`
    case remove
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// What messages call the text.
  var name: String { "--\(kind.rawValue)" }
}
