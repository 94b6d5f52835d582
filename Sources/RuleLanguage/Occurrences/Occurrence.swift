package import SourceTree

/// A name of a pack at one of the places where it stands in the files.
package struct Occurrence: Sendable, Hashable {
  /// What the name means.
  package enum Symbol: Sendable, Hashable {
    case kind(String)
    /// An id of a kind, however it is spelt there.
    case id(String, kind: String)
    /// A place of the shape, by its path: `fit.$role.score`.
    case place(String)
    case rule(String)
    /// A section of the report.
    case section(String)
    /// Without the `$`; the rule or the outermost section in which it means the same.
    case variable(String, scope: String)
  }

  package let symbol: Symbol
  package let span: Span
  /// Whether the name gets its meaning here; variables get theirs nowhere.
  package let isDefinition: Bool
}

extension CompiledPack {
  /// Every name in the files of the pack and the packs that it uses, in the order of files and places; none of an image.
  package var occurrences: [Occurrence] {
    var walk = OccurrenceWalk(self)
    for root in roots.joined() { walk.visit(file: root) }
    return walk.found.sorted { $0.span < $1.span }
  }

  /// Every name in a file as it is now, in the order of places: by the shape and the ids that this pack has.
  ///
  /// - Parameters:
  ///   - symbol: what the names mean, where only those are wanted: this is faster by far in a large file.
  ///   - isProfile: whether the file states a profile; else it is a file of a pack.
  ///   - onlyDeclarations: whether what the file states is passed over.
  package func occurrences(
    of symbol: Occurrence.Symbol? = nil, in root: YAMLNode, isProfile: Bool = false,
    onlyDeclarations: Bool = false
  ) -> [Occurrence] {
    var walk = OccurrenceWalk(self, of: symbol, onlyDeclarations: onlyDeclarations)
    if isProfile { walk.visit(profile: root) } else { walk.visit(file: root) }
    return walk.found.sorted { $0.span < $1.span }
  }
}
