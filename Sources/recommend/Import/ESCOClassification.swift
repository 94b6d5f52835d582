internal import Recommender

/// What the CSV files of ESCO say, without what cannot be used: the occupations, the skills, and which skills an
/// occupation needs.
struct ESCOClassification {
  /// What was left out, and how often.
  struct Omissions: Equatable {
    /// Occupations and skills without a label.
    var unlabelled = 0
    /// Records about an occupation, a skill or a relation that another record states already.
    var repeated = 0
    /// Relations whose occupation or skill is not among those of the files.
    var unknown = 0
  }

  private(set) var occupations: [ESCOConcept] = []
  private(set) var skills: [ESCOConcept] = []
  /// By URI of an occupation, the URIs of its skills. A skill that is both is essential.
  private(set) var essential: [String: Set<String>] = [:]
  private(set) var optional: [String: Set<String>] = [:]
  /// By code of an ISCO group, its label; empty where the file of the groups is not there.
  private(set) var groups: [String: String] = [:]
  /// The day of the newest change to a concept, `2022-08-25`; empty where no date is published.
  private(set) var day = ""
  private(set) var omissions = Omissions()

  var relations: Int {
    essential.values.reduce(0) { $0 + $1.count } + optional.values.reduce(0) { $0 + $1.count }
  }

  /// Reads the files; `progress` is told each file that is about to be read.
  init(_ files: ESCOFiles, progress: (String) -> Void) throws(DiagnosticError) {
    progress(files.occupations)
    occupations = try concepts(in: files.occupations, type: "iscoGroup", reach: nil)
    progress(files.skills)
    skills = try concepts(in: files.skills, type: "skillType", reach: "reuseLevel")
    progress(files.relations)
    try readRelations(files.relations)
    if let path = files.groups {
      progress(path)
      try readGroups(path)
    }
  }

  // MARK: Files

  /// The concepts of a file in the order of their URIs.
  private mutating func concepts(in path: String, type: String, reach: String?) throws(DiagnosticError)
    -> [ESCOConcept]
  {
    var table = try CSVTable(
      path, columns: ["conceptUri", "preferredLabel", "altLabels", type],
      optional: ["description", "modifiedDate"] + (reach.map { [$0] } ?? []))
    var concepts: [String: ESCOConcept] = [:]
    while let record = try table.next() {
      let fields = record.fields
      day = max(day, String(fields[5].prefix(10)))
      let label = fields[1].withSingleSpaces
      guard !label.isEmpty else {
        omissions.unlabelled += 1
        continue
      }
      let concept = ESCOConcept(
        uri: fields[0], label: label,
        alternatives: Set(fields[2].split(whereSeparator: \.isNewline).map(\.withSingleSpaces)).sorted(),
        description: fields[4].withSingleSpaces, type: fields[3], reach: fields.count > 6 ? fields[6] : "")
      if let known = concepts[concept.uri] {
        omissions.repeated += 1
        if known.sortKey.lexicographicallyPrecedes(concept.sortKey) { continue }
      }
      concepts[concept.uri] = concept
    }
    return concepts.values.sorted { $0.uri < $1.uri }
  }

  private mutating func readRelations(_ path: String) throws(DiagnosticError) {
    let occupations = Set(occupations.map(\.uri))
    let skills = Set(skills.map(\.uri))
    var table = try CSVTable(path, columns: ["occupationUri", "relationType", "skillUri"])
    while let record = try table.next() {
      let (occupation, type, skill) = (record.fields[0], record.fields[1], record.fields[2])
      guard occupations.contains(occupation), skills.contains(skill) else {
        omissions.unknown += 1
        continue
      }
      let isNew =
        if type == "essential" {
          essential[occupation, default: []].insert(skill).inserted
        } else {
          optional[occupation, default: []].insert(skill).inserted
        }
      if !isNew { omissions.repeated += 1 }
    }
    for (occupation, skills) in essential {
      guard let both = optional[occupation]?.intersection(skills), !both.isEmpty else { continue }
      omissions.repeated += both.count
      optional[occupation]?.subtract(both)
    }
  }

  private mutating func readGroups(_ path: String) throws(DiagnosticError) {
    var table = try CSVTable(path, columns: ["code", "preferredLabel"])
    while let record = try table.next() {
      let label = record.fields[1].withSingleSpaces
      if !label.isEmpty { groups[record.fields[0]] = min(label, groups[record.fields[0]] ?? label) }
    }
  }
}

extension StringProtocol {
  /// Without white space at the ends, and with one plain space for each stretch of it; ESCO has no-break spaces,
  /// too.
  fileprivate var withSingleSpaces: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
