import CBench
import Recommender

/// Packs and profiles of any size, to see how the time of an evaluation grows with what it touches.
struct Growth {
  /// What is twice as large from one measurement to the next.
  enum Part: String, CaseIterable {
    case roles
    case skills = "skills of a profile"
    case rules
    /// More roles and as many more skills, of which a profile has as many as before.
    case untouched = "roles and skills that a profile does not touch"
  }

  var roles = 16
  var skills = 64
  var stated = 8
  var rules = 2

  private static let needs = 8

  init() {}

  init(_ part: Part, times factor: Int) {
    switch part {
    case .roles: roles *= factor
    case .skills: stated *= factor
    case .rules: rules *= factor
    case .untouched:
      roles *= factor
      skills *= factor
    }
  }

  var files: [String: String] {
    var shape = ""
    var text = ""
    for rule in 0..<rules {
      shape += "  fit-\(rule): { $role: { score: sum } }\n"
      text += """
          - rule: fit-\(rule)
            when:
              profile: { skills: { $skill: $have } }
              roles: { $role: { needs: { $skill: $need } } }
            then: { fit-\(rule): { $role: { score: \"min($have, $need) * \(rule + 1)\" } } }

        """
    }
    var facts = "skills:\n" + (0..<skills).map { "  s\($0): {}\n" }.joined() + "roles:\n"
    for role in 0..<roles {
      let needs = (0..<Growth.needs).map { "s\((role * 5 + $0 * 7) % skills): \($0 % 5 + 1)" }
      facts += "  r\(role): { needs: { \(needs.joined(separator: ", ")) } }\n"
    }
    return [
      "p/pack.yaml": "pack: p\nversion: 1.0.0\nkinds: { skill: skills, role: roles }\n",
      "p/shape.yaml": """
      shape:
        skills: { $skill: { name: text? } }
        roles: { $role: { needs: { $skill: 1..5 } } }
        profile: { skills: { $skill: 0..5 } }
      \(shape)
      """,
      "p/rules.yaml": "rules:\n" + text, "p/facts.yaml": facts,
    ]
  }

  /// Some profiles; each states `stated` skills of the first 64.
  func profiles(_ pack: Pack, count: Int) throws -> [Profile] {
    try (0..<count).map { person in
      let fields = (0..<stated).map {
        Value.Field("s\((person * 3 + $0) % 64)", .number("\(($0 + person) % 5 + 1)"))
      }
      return try Profile(["skills": .object(fields)], for: pack)
    }
  }

  /// CPU seconds for a profile, evaluated alone: the least of some passes.
  func seconds() throws -> Double {
    let pack = try Pack(files: files)
    let selection = try Selection((0..<rules).map { "fit-\($0)" }, for: pack)
    let people = PreparedProfiles(try profiles(pack, count: 256), for: selection, of: pack)
    var evaluator = SelectionEvaluator(selection, for: pack)
    var least = Double.infinity
    for _ in 0..<40 {
      let start = bench_cpu()
      for person in people.profiles.indices {
        evaluator.evaluate(people, person..<person + 1)
        for table in selection.tables.indices { try evaluator.rows(of: person, table: table) { _ in } }
      }
      least = min(least, (bench_cpu() - start) / Double(people.profiles.count))
    }
    return least
  }

  /// A row for each part: the times, and how they grow from one doubling to the next.
  static func rows() throws -> [Row] {
    try Part.allCases.map { part in
      let times = try [1, 2, 4, 8].map { try Growth(part, times: $0).seconds() * 1e6 }
      let steps = zip(times.dropFirst(), times).map { Spread.text($0 / $1) }
      let goal = part == .untouched ? 1.3 : 2.2
      let growth = Spread(zip(times.dropFirst(), times).map { $0 / $1 }).sorted.last ?? .infinity
      return Row(
        "growth: \(part.rawValue), doubled three times",
        ours: times.map { Spread.text($0) }.joined(separator: ", ") + " µs",
        ratio: steps.joined(separator: ", ") + " ×", goal: "≤ \(Spread.goal(goal)) × a doubling",
        growth <= goal)
    }
  }
}
