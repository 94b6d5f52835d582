/// The name that was probably meant: `copywriting` for `copywritting`; `NearestNames` says how it is found.
package func nearest(to word: String, among names: some Sequence<String>) -> String? {
  NearestNames(names).nearest(to: word)
}
