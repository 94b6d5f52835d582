internal import Recommender
internal import SourceTree

/// Where the CSV files of the ESCO portal are, in one language.
struct ESCOFiles {
  let occupations: String
  let skills: String
  let relations: String
  /// The names of the ISCO groups; nil where that file is not there.
  let groups: String?

  /// Finds the files in a folder.
  ///
  /// - Throws: each file that is not there, and which languages are.
  init(in folder: String, language: String) throws(DiagnosticError) {
    let names: [String]
    switch FileSystem.list(folder) {
    case .success(let entries): names = entries.map(\.name)
    case .failure(let problem):
      throw DiagnosticError([
        Diagnostic(
          code: problem.code, message: problem.message(folder),
          help: "expected a folder with the CSV files of the ESCO portal, such as `occupations_en.csv`")
      ])
    }
    let wanted = [
      ["occupations_\(language).csv"], ["skills_\(language).csv"],
      ["occupationSkillRelations.csv", "occupationSkillRelations_\(language).csv"],
    ]
    let found = wanted.map { $0.first(where: names.contains) }
    let missing = zip(wanted, found).filter { $1 == nil }.map { $0.0[0] }
    guard missing.isEmpty else {
      let help = ESCOFiles.help(names, language)
      throw DiagnosticError(
        missing.map { name in
          Diagnostic(
            code: "missing-file", message: "there is no file `\(name)` in `\(folder)`", help: help)
        })
    }
    let paths = found.compactMap(\.self).map { "\(folder)/\($0)" }
    (occupations, skills, relations) = (paths[0], paths[1], paths[2])
    let groups = "ISCOGroups_\(language).csv"
    self.groups = names.contains(groups) ? "\(folder)/\(groups)" : nil
  }

  private static func help(_ names: [String], _ language: String) -> String {
    let languages = names.compactMap { name -> String? in
      guard name.hasPrefix("occupations_"), name.hasSuffix(".csv") else { return nil }
      return String(name.dropFirst("occupations_".count).dropLast(".csv".count))
    }
    guard let other = languages.first, !languages.contains(language) else {
      return "expected the CSV files of the ESCO portal, unpacked"
    }
    return "there is `occupations_\(other).csv`: say `--lang \(other)`"
  }
}
