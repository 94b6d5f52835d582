import RuleLanguage

/// A change to a profile: what a person would state instead.
///
///     let changed = try profile.changed(by: [.set("years=4"), .add("likes=words")], for: pack)
///     let other = try profile.changed(by: [.set("skills.文案", to: 4)], for: pack)
///
/// A place is a path below `profile` with dots between, with an id or a name in the place of a key. A value is written as
/// in a file: `4`, `yes`, `[words, ideas]`, `{ copywriting: 3 }`.
public struct ProfileChange: Sendable, Hashable {
  let edit: ProfileEdit

  private init(_ kind: ProfileEdit.Kind, _ text: String) {
    edit = ProfileEdit(kind, text)
  }

  /// Replaces what stands at a place: `skills.data-analysis=4`.
  public static func set(_ text: String) -> ProfileChange { ProfileChange(.set, text) }

  /// Replaces what stands at a place by a value built in Swift.
  public static func set(_ place: String, to value: Value) -> ProfileChange {
    ProfileChange(.set, "\(place)=\(value.json(pretty: false))")
  }

  /// Takes away what stands at a place: `skills.data-analysis`. Nothing happens where nothing does.
  public static func unset(_ place: String) -> ProfileChange { ProfileChange(.unset, place) }

  /// Adds a member to a set, or a list of members: `likes=words`.
  public static func add(_ text: String) -> ProfileChange { ProfileChange(.add, text) }

  /// Takes a member out of a set, or a list of members: `likes=words`. Nothing happens for one that is not there.
  public static func remove(_ text: String) -> ProfileChange { ProfileChange(.remove, text) }
}

extension Profile {
  /// The profile with some changes, checked as a file of it would be.
  ///
  /// All changes are about the profile as it is: first goes what they set, unset and remove, then stands what they set and
  /// add. Their order means nothing.
  ///
  /// - Throws: every mistake in the changes, placed in their own text: `unknown-field` and `unknown-id` with the nearest
  ///   name, `wrong-type`, `out-of-bounds` and all else that a file can do wrong; `bad-edit` where there is no value;
  ///   `not-a-set` where a member is added to or removed from anything else.
  public func changed(by changes: [ProfileChange], for pack: Pack) throws(DiagnosticError) -> Profile {
    Profile(
      facts: try FactsFromEdits.read(
        changes.map(\.edit), of: facts, for: pack.compiled, limits: pack.limits.source))
  }
}
