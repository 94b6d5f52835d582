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
  let facts: FlatArray<PackedFact>
  /// Where the facts of a profile start; the last one says where all end.
  let starts: [Int]
  let program: TabulatedProgram

  /// - Parameters:
  ///   - selection: the one of the evaluators.
  ///   - pack: the one that the selection was made and the profiles were read for.
  public init(_ profiles: some Sequence<Profile>, for selection: Selection, of pack: Pack) {
    self.profiles = Array(profiles)
    program = selection.program
    let isRead = program.isRead
    var facts: [PackedFact] = []
    var starts = [0]
    for profile in self.profiles {
      facts += profile.packedFacts(for: pack).filter { isRead[$0.leaf.index] }
      starts.append(facts.count)
    }
    self.facts = FlatArray(facts)
    self.starts = starts
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
