/// A pack for `career-method` out of what ESCO says: occupations become roles, essential skills what a role needs,
/// optional skills what helps, ISCO groups the paths and chains.
///
/// ESCO states no levels and no importance: what stands here for every essential skill is ours, and the pack says so.
struct ESCOPack {
  /// The level and the importance of every essential skill.
  private static let level = 3
  private static let importance = 9
  /// The path of occupations whose ISCO group is not stated.
  private static let noGroup = "none"

  private let classification: ESCOClassification
  private let language: String
  private let roleIDs: [String: String]
  private let skillIDs: [String: String]

  init(_ classification: ESCOClassification, language: String) {
    self.classification = classification
    self.language = language
    roleIDs =
      IdentifiersFromLabels(
        classification.occupations.map { ($0.uri, $0.label) }, otherwise: "occupation"
      ).ids
    skillIDs =
      IdentifiersFromLabels(
        classification.skills.map { ($0.uri, $0.label) }, otherwise: "skill"
      ).ids
  }

  /// The texts of the files by their paths in the folder of the pack.
  func files() -> [String: String] {
    var files = [
      "pack.yaml": ESCOTexts.manifest(day: classification.day),
      "frame.yaml": ESCOTexts.frame(day: classification.day, language: language),
      "shape.yaml": ESCOTexts.shape,
      "rules.yaml": ESCOTexts.rules,
      "groups.yaml": groups(),
    ]
    for (group, occupations) in Dictionary(grouping: classification.occupations, by: majorGroup) {
      files["occupations/isco-\(group).yaml"] = roles(occupations)
    }
    for (reach, skills) in Dictionary(grouping: classification.skills, by: \.reach) {
      let name = IdentifiersFromLabels.id(from: reach)
      files["skills/\(name.isEmpty ? "other" : name).yaml", default: "skills:\n"] += self.skills(skills)
    }
    return files.mapValues { ESCOTexts.heading + $0 }
  }

  // MARK: ISCO groups

  private func group(_ occupation: ESCOConcept) -> String {
    let code = occupation.type
    let isCode = !code.isEmpty && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isCode ? code : ESCOPack.noGroup
  }

  private func majorGroup(_ occupation: ESCOConcept) -> String {
    let group = group(occupation)
    return group == ESCOPack.noGroup ? group : String(group.prefix(1))
  }

  private func groups() -> String {
    let codes = Set(classification.occupations.map(group)).sorted()
    let majors = Set(classification.occupations.map(majorGroup))
    var text = "# The paths are the major groups of ISCO-08, the chains its unit groups.\npaths:\n"
    for group in ISCOMajorGroup.all where majors.contains(group.digit) {
      text += "  \(group.id):\n"
      text += "    name: { zh: \(group.chinese), en: \"\(group.english)\" }\n"
      text += "    meaning: { zh: ISCO-08 第 \(group.digit) 大类, en: ISCO-08 major group \(group.digit) }\n"
    }
    if majors.contains(ESCOPack.noGroup) {
      text += "  isco-\(ESCOPack.noGroup):\n"
      text += "    name: { zh: 没有归入 ISCO, en: not in a group of ISCO }\n"
      text += "    meaning: { zh: 没有写明 ISCO 分类, en: No group of ISCO is stated }\n"
    }
    text += "chains:\n"
    for code in codes {
      let path = code == ESCOPack.noGroup ? code : String(code.prefix(1))
      text += "  isco-\(code):\n    name: \(YAMLLines.scalar(name(ofGroup: code)))\n"
      if classification.groups[code] != nil { text += "    also: [\"ISCO \(code)\"]\n" }
      text += "    path: isco-\(path)\n"
    }
    return text
  }

  private func name(ofGroup code: String) -> String {
    classification.groups[code] ?? (code == ESCOPack.noGroup ? "no ISCO group" : "ISCO \(code)")
  }

  // MARK: Occupations

  private func roles(_ occupations: [ESCOConcept]) -> String {
    let aliases = aliases(classification.occupations, roleIDs)
    return "roles:\n"
      + entries(occupations, roleIDs) { occupation in
        var text = names(occupation, aliases)
        text += "    chain: isco-\(group(occupation))\n"
        let needs = ids(classification.essential[occupation.uri])
        text += self.needs(needs)
        let helps = ids(classification.optional[occupation.uri])
        if !helps.isEmpty { text += YAMLLines.list("helps", helps, indent: 4) }
        return text
      }
  }

  /// What a role needs, and the sums of it, which the rules would else have to add up for each profile.
  private func needs(_ skills: [String]) -> String {
    guard !skills.isEmpty else { return "" }
    let (level, importance) = (ESCOPack.level, ESCOPack.importance)
    let levels = skills.count * level
    return
      "    total: { skills: \(skills.count), levels: \(levels), weight: \(levels * importance) }\n    needs:\n"
      + skills.map { "      \($0): { level: \(level), importance: \(importance) }\n" }.joined()
  }

  private func ids(_ uris: Set<String>?) -> [String] {
    (uris ?? []).compactMap { skillIDs[$0] }.sorted()
  }

  // MARK: Skills

  private func skills(_ skills: [ESCOConcept]) -> String {
    let aliases = aliases(classification.skills, skillIDs)
    return entries(skills, skillIDs) { skill in
      var text = names(skill, aliases)
      switch skill.type {
      case "knowledge": text += "    sort: knowledge\n"
      case "skill/competence": text += "    sort: skill\n"
      default: break
      }
      if !skill.description.isEmpty { text += "    meaning: \(YAMLLines.scalar(skill.description))\n" }
      return text
    }
  }

  // MARK: Names

  private func entries(
    _ concepts: [ESCOConcept], _ ids: [String: String], _ fields: (ESCOConcept) -> String
  ) -> String {
    concepts.map { (id: ids[$0.uri] ?? "", concept: $0) }.sorted { $0.id < $1.id }
      .map { "  \($0.id):\n" + fields($0.concept) }.joined()
  }

  private func names(_ concept: ESCOConcept, _ aliases: [String: [String]]) -> String {
    let also = aliases[concept.uri] ?? []
    return "    name: \(YAMLLines.scalar(concept.label))\n"
      + (also.isEmpty ? "" : YAMLLines.list("also", also, indent: 4))
  }

  /// The alternative labels that say something new. One that is the label or the id of another concept is left
  /// out: who writes it means that one.
  private func aliases(_ concepts: [ESCOConcept], _ ids: [String: String]) -> [String: [String]] {
    let names = Set(concepts.flatMap { [$0.label.lowercased(), ids[$0.uri] ?? ""] })
    var aliases: [String: [String]] = [:]
    for concept in concepts {
      var seen: Set<String> = []
      aliases[concept.uri] = concept.alternatives.filter { alternative in
        let folded = alternative.lowercased()
        return !names.contains(folded) && seen.insert(folded).inserted
      }
    }
    return aliases
  }
}
