package import RuleLanguage
package import SourceTree

extension PackIndex {
  /// A name at a place, for whoever jumps from a name to where it gets its meaning, or renames it.
  package struct Mention: Sendable, Hashable {
    package let symbol: Occurrence.Symbol
    package let place: Place
    /// How many characters the name takes, from the place on.
    package let length: Int
    /// Whether the name gets its meaning here.
    package let isDefinition: Bool
  }

  /// Every name in the files of the pack and of those that it uses, in the order of files and places; none of an image.
  package var mentions: [Mention] {
    let sources = pack.compiled.sources
    return pack.compiled.occurrences.map { occurrence in
      let place = sources.place(of: occurrence.span)
      let end = sources.place(
        of: Span(file: occurrence.span.file, start: occurrence.span.end, end: occurrence.span.end))
      return Mention(
        symbol: occurrence.symbol, place: place,
        length: end.line == place.line ? end.column - place.column : 0,
        isDefinition: occurrence.isDefinition)
    }
  }
}
