/// What `import esco` prints when the pack is made.
///
///     ✓ Rules/esco  3007 occupations  13896 skills  123788 relations
///
///     Left out: 67 relations to an occupation or a skill that is not in the files.
struct ImportSheet {
  let classification: ESCOClassification
  let folder: String
  let style: Style
  let words: SummaryWords

  /// The page, with a line break at its end.
  var text: String {
    let counts = [
      words.occupations(classification.occupations.count), words.skills(classification.skills.count),
      words.relations(classification.relations),
    ]
    let made = "\(style.passed) \(folder.safeForTerminal)  \(style(counts.joined(separator: "  "), .dim))\n"
    let omissions = classification.omissions
    let left = [
      omissions.unknown > 0 ? words.unknownRelations(omissions.unknown) : nil,
      omissions.unlabelled > 0 ? words.unlabelled(omissions.unlabelled) : nil,
      omissions.repeated > 0 ? words.repeated(omissions.repeated) : nil,
    ].compactMap(\.self)
    return left.isEmpty ? made : made + "\n" + left.map { words.leftOut($0) + "\n" }.joined()
  }
}
