import Inference
import RuleLanguage

/// Profiles whose facts stand next to each other in memory, ready to be evaluated any number of times.
///
///     let people = PreparedProfiles(profiles, for: selection, of: pack)
///
/// What the selection does not depend on is left out. It never changes, and evaluators of all threads may share it.
public final class PreparedProfiles: Sendable {
  /// The profiles in their order.
  public let profiles: [Profile]
  let ready: ReadyProfiles

  /// - Parameters:
  ///   - selection: the one of the evaluators.
  ///   - pack: the one that the selection was made and the profiles were read for.
  public init(_ profiles: some Sequence<Profile>, for selection: Selection, of pack: Pack) {
    self.profiles = Array(profiles)
    ready = ReadyProfiles(self.profiles.map { $0.packedFacts(for: pack) }, for: selection.program)
  }
}

extension Profile {
  func packedFacts(for pack: Pack) -> [PackedFact] {
    facts.facts.facts.compactMap { fact in
      pack.compiled.program.packing(of: fact.leaf).key(fact.keys).map {
        PackedFact(leaf: fact.leaf, key: $0, value: fact.value)
      }
    }
  }
}
