import Inference

/// Which places of the profile matter to whoever asks what may change there.
struct PlaceFilter: Sendable {
  /// The leaves of which every place matters.
  private var whole: Set<LeafID> = []
  /// By leaf, the places that matter.
  private var some: [LeafID: Set<ProfilePlace>] = [:]

  init(leaves: some Sequence<LeafID> = [], places: some Sequence<ProfilePlace> = []) {
    whole = Set(leaves)
    for place in places { some[place.leaf, default: []].insert(place) }
  }

  func mayContain(_ leaf: LeafID) -> Bool { whole.contains(leaf) || some[leaf] != nil }

  func containsAll(of leaf: LeafID) -> Bool { whole.contains(leaf) }

  func contains(_ place: ProfilePlace) -> Bool {
    whole.contains(place.leaf) || some[place.leaf]?.contains(place) == true
  }

  /// The places of a leaf that matter; nil for all of them.
  func places(of leaf: LeafID) -> Set<ProfilePlace>? {
    whole.contains(leaf) ? nil : some[leaf] ?? []
  }
}
