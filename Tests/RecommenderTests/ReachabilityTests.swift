import Foundation
import Recommender
import TestSupport
import Testing

/// The ways to a goal, in the words of a pack.
@Suite("Ways to a goal") struct ReachabilityTests {
  private func advice(_ profile: String, _ pack: Pack) throws -> Recommendation {
    try pack.recommendation(for: Profile(at: Samples.path(profile), for: pack))
  }

  /// Pairs of a sample profile and a role: each profile with one role, and all roles taken in turn.
  private static let pairs: [(String, String)] = {
    let roles =
      (try? FileManager.default.contentsOfDirectory(
        atPath: Repository.root.appending(path: "Rules/ecommerce-operations/roles").path)) ?? []
    let ids = roles.map { String($0.dropLast(5)) }.filter { $0 != "every-role" }.sorted()
    return Samples.profiles.enumerated().map { ($1, ids[$0 * 4 % ids.count]) }
  }()

  @Test("every route leads to its goal, in both orders of asking", arguments: pairs)
  func routes(profile: String, role: String) throws {
    let pack = try Samples.pack
    let goal = "fit: { \(role): { rank: 1 } }"
    let found = try advice(profile, pack).reach(goal)
    #expect(found.isExact)
    let schema = try JSONSchema(Repository.text("docs/reach.schema.json"))
    for locale in ["zh", "en"] {
      #expect(try schema.mistakes(in: found.value(in: locale).json()) == [])
    }
    guard let route = found.routes.first else {
      #expect(found.obstacle != nil)
      return
    }
    #expect(try route.recommendation.why(goal).holds)
    #expect(route.cost == route.changes.map(\.cost).reduce(0, +))
    for change in route.changes {
      #expect(change.cost == change.steps.map(\.cost).reduce(0, +))
      #expect(change.steps.allSatisfy { $0.cost == $0.ways.map(\.cost).min() })
      #expect(zip(change.steps, change.steps.dropFirst()).allSatisfy { $0.to == $1.from })
      #expect(change.from == change.steps.first?.from && change.to == change.steps.last?.to)
    }
  }

  @Test("further routes hold no earlier one, and cost no less")
  func alternatives() throws {
    let found = try advice("me.yaml", Samples.pack).reach(
      "fit: { new-media-operations: { rank: 1 } }", count: 3)
    #expect(found.routes.count == 3)
    #expect(found.routes.map(\.cost) == found.routes.map(\.cost).sorted())
    let sets = found.routes.map { Set($0.changes.map { "\($0.path) \($0.to?.json() ?? "")" }) }
    for (number, set) in sets.enumerated() {
      #expect(!sets[..<number].contains { $0.isSubset(of: set) })
    }
  }

  @Test("what may not change and forbids the goal is named")
  func obstacles() throws {
    let advice = try advice("me.yaml", Samples.pack)
    guard case .each(let fields)? = try advice.reach("stage: entering").obstacle else {
      Issue.record("years forbid it")
      return
    }
    #expect(fields.map(\.path) == ["profile.years"])
    #expect(fields[0].stated.map(\.value) == [.number("2")])
    #expect(fields[0].stated[0].place?.line == 15)
    // The book does not teach spreadsheets, and no rule offers what does not teach.
    let never = try advice.reach("learn: { spreadsheet: book-yunying-zhi-guang }").obstacle
    guard case .rules? = never else {
      Issue.record("the rules forbid it")
      return
    }
  }

  @Test(
    "a statement that stands in the way of changes which were all tried is named, and without it there is a way"
  )
  func statements() throws {
    let pack = try Samples.pack
    let goal = "fit: { user-operations: { rank: 1 } }"
    guard case .without(let fields)? = try advice("lead-nine-years.yaml", pack).reach(goal).obstacle else {
      Issue.record("what is known of another role stands in the way")
      return
    }
    let text = try String(contentsOfFile: Samples.path("lead-nine-years.yaml"), encoding: .utf8)
    let field = try #require(fields.first { $0.path == "profile.skills.inventory-planning" })
    #expect(field.stated.map(\.value) == [.number("3")])
    let without = text.replacingOccurrences(of: "  inventory-planning: 3\n", with: "")
    #expect(without != text)
    #expect(try !pack.recommendation(for: Profile(without, for: pack)).reach(goal).routes.isEmpty)
    // Nobody needs to lower what is not looked at.
    #expect(!fields.contains { $0.path == "profile.skills.lifelong-learning" })
  }

  @Test("a route that costs too much is none")
  func within() throws {
    let advice = try advice("me.yaml", Samples.pack)
    let goal = "fit: { new-media-operations: { rank: 1 } }"
    let cost = try #require(try advice.reach(goal).routes.first?.cost)
    #expect(try advice.reach(goal, within: cost).routes.count == 1)
    let dear = try advice.reach(goal, within: cost - 1)
    #expect(dear.routes.isEmpty && dear.isExact)
    guard case .cost? = dear.obstacle else {
      Issue.record("the cost forbids it")
      return
    }
  }

  @Test("a search that is stopped says so, with a route and what it cannot cost less than")
  func effort() throws {
    let advice = try advice("me.yaml", Samples.pack)
    let goal = "fit: { new-media-operations: { rank: 1 } }"
    let best = try #require(try advice.reach(goal).routes.first?.cost)
    let found = try advice.reach(goal, effort: 2)
    #expect(!found.isExact)
    #expect(try #require(found.bound) <= best)
    if let route = found.routes.first {
      #expect(route.cost >= best)
      #expect(try route.recommendation.why(goal).holds)
    }
  }

  @Test("a goal that holds has a route without changes")
  func already() throws {
    let found = try advice("me.yaml", Samples.pack).reach("stage: years-1-3")
    #expect(found.holdsAlready && found.routes[0].cost == 0)
  }

  @Test("the margin of a role is what takes its place away, and nothing else does")
  func margins() throws {
    let advice = try advice("me.yaml", Samples.pack)
    let line = try #require(advice.section("roles").first)
    let margin = try #require(try line.margin())
    let route = try #require(margin.routes.first)
    let role = try #require(line.values["role"]?.text)
    #expect(try advice.why("fit: { \(role): { rank: 1 } }").holds)
    #expect(try !route.recommendation.why("fit: { \(role): { rank: 1 } }").holds)
    // Whoever comes first instead can be reached for no less.
    let others = try advice.reach("fit: { new-media-operations: { rank: 1 } }")
    #expect(try #require(others.routes.first?.cost) >= route.cost)
  }

  @Test("sections say margins in JSON when they are asked for, and conform")
  func marginsInJSON() throws {
    let advice = try advice("me.yaml", Samples.pack)
    let schema = try JSONSchema(Repository.text("docs/recommendation.schema.json"))
    let json = advice.value(in: "en", margins: true).json()
    #expect(try schema.mistakes(in: json) == [])
    #expect(json.contains("\"margin\""))
    #expect(!advice.value(in: "en").json().contains("\"margin\""))
  }

  @Test("a wrong goal is told with its place")
  func mistakes() throws {
    let advice = try advice("me.yaml", Samples.pack)
    #expect {
      _ = try advice.reach("fit: { contnt-operations: { rank: 1 } }")
    } throws: { error in
      (error as? DiagnosticError)?.diagnostics.first?.help == "did you mean `content-operations`?"
    }
  }
}
