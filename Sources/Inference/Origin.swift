/// Where a fact that holds comes from. A fact that is given and derived counts as given.
package enum Origin: Sendable, Hashable {
  case pack, profile, derived
  /// Nothing states it: the leaf is total, and this is what it reads as.
  case fallback
}
