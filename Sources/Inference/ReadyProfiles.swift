/// What profiles state, in the form in which the lanes of one program take it in.
///
/// It never changes, and evaluators of all threads may share it.
package final class ReadyProfiles: Sendable {
  /// Where the facts and the runs of a profile stand; no runs where lanes cannot hold what it states.
  struct Place: Sendable, BitwiseCopyable {
    var facts: Int
    var factCount: Int
    var runs: Int
    var runCount: Int
  }

  let program: TabulatedProgram
  let places: FlatArray<Place>
  private let facts: FlatArray<PackedFact>
  private let runs: FlatArray<UInt64>

  /// - Parameter profiles: what each states, each place once, in any order. What nothing depends on is left out.
  package init(_ profiles: [[PackedFact]], for program: TabulatedProgram) {
    self.program = program
    let isRead = program.isRead
    var (places, facts, runs) = ([Place](), [PackedFact](), [UInt64]())
    for profile in profiles {
      let stated = profile.filter { isRead[$0.leaf.index] }
      var words = Array(repeating: UInt64(0), count: LaneRuns.mostWords(stated.count))
      var count = -1
      if let access = program.tables?.access.base {
        count = stated.withUnsafeBufferPointer { stated in
          words.withUnsafeMutableBufferPointer { words in
            words.baseAddress.map { LaneRuns.write(stated, access, to: $0) } ?? 0
          }
        }
      }
      places.append(Place(facts: facts.count, factCount: stated.count, runs: runs.count, runCount: count))
      facts += stated
      runs += words.prefix(max(0, count))
    }
    self.places = FlatArray(places)
    self.facts = FlatArray(facts)
    self.runs = FlatArray(runs)
  }

  package var count: Int { places.count }

  @inline(__always)
  func stated(_ place: Place) -> UnsafeBufferPointer<PackedFact> {
    UnsafeBufferPointer(start: facts.base + place.facts, count: place.factCount)
  }

  @inline(__always)
  func runs(_ place: Place) -> UnsafeBufferPointer<UInt64>? {
    place.runCount < 0
      ? nil : UnsafeBufferPointer(start: runs.base + place.runs, count: place.runCount)
  }
}
