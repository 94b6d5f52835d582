import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif
import TestSupport
import Testing

@testable import recommend

/// `recommend show`: a pack by its kinds, ids, places, rules and strata, and its picture.
@Suite struct ShowCommandTests {
  /// Shows something of the one pack that these tests know.
  private static func show(_ arguments: [String]) throws -> Shell {
    try Shell.recommend(["show", "--pack", "ecommerce-operations"] + arguments)
  }

  @Test func `an id is shown with its facts, their lines, and who names it`() throws {
    let shown = try Self.show(["role", "content-operations", "--lang", "zh"])
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(
      shown.output.hasPrefix(
        "content-operations  内容运营  role · Rules/ecommerce-operations/roles/content-operations.yaml:"))
    #expect(shown.output.contains("\n    copywriting 文案写作: { level: 4, importance: 9,"))
    #expect(shown.output.contains("\n  duties.produce-content.role  # Rules/"))
    #expect(try Self.show(["role", "内容运营", "--lang", "zh"]).output == shown.output)
  }

  @Test func `a place is shown with the rules that write and read it`() throws {
    let shown = try Self.show(["fit.$role.percent"])
    #expect(shown.output.hasPrefix("fit.$role.percent  number · Rules/career-method/shape.yaml:"))
    let parts = shown.output.split(separator: "  Read by\n", maxSplits: 1)
    #expect(
      parts.first?.contains("Written by\n    fit-in-percent  Rules/career-method/rules/what-can-i-do.yaml:")
        == true)
    #expect(parts.last?.contains("    fit-in-a-word ") == true)
    #expect(try Self.show(["leaf", "fit.$r.percent"]).output == shown.output)
  }

  @Test func `a rule and the strata tell what is complete before`() throws {
    let rule = try Self.show(["rule", "target-is-the-best-fit"])
    #expect(rule.output.contains("fit.$role.rank (when complete)"))
    #expect(rule.output.contains("present (unless)"))
    let strata = try Self.show(["strata"])
    #expect(strata.output.contains("  fit-in-percent       after fit.$role.earned, fit.$role.wanted\n"))
  }

  @Test(arguments: ["en", "zh"])
  func `an overview lists kinds, what follows and the report`(lang: String) throws {
    let shown = try Self.show(["--lang", lang])
    #expect(shown.output.contains("\n  skill       skills "))
    #expect(shown.output.contains("fit-in-percent") || shown.output.contains("all-that-a-role-asks"))
    #expect(!shown.output.contains("fit.$role"))
  }

  @Test func `where there are several packs the command says so`() throws {
    let shown = try Shell.recommend(["show"])
    #expect(shown.status == 65)
    #expect(
      shown.errors == """
        error[which-pack]: there are 2 packs in `Rules` that no other pack uses
          = help: say which: `ecommerce-operations`, `software-careers`

        """)
  }

  @Test func `a wrong name is told with the nearest one`() throws {
    let id = try Self.show(["role", "contnt-operations"])
    #expect(id.status == 65)
    #expect(id.errors == "error: there is no role `contnt-operations`: did you mean `content-operations`?\n")
    #expect(try Self.show(["fitt"]).errors.contains("did you mean `fit`?"))
    #expect(try Self.show(["rule", "fit-in-percnt"]).errors.contains("`fit-in-percent`"))
    #expect(try Shell.recommend(["show", "a", "b", "c"]).status == 64)
    #expect(try Shell.recommend(["show", "--format", "yaml"]).status == 64)
    #expect(try Shell.recommend(["--profile", "Profiles/me.yaml", "--format", "svg"]).status == 64)
  }

  @Test(arguments: [
    [], ["stage"], ["stage", "entering"], ["fit"], ["rule", "fit-in-percent"], ["strata"],
  ])
  func `JSON can be read by programs`(what: [String]) throws {
    let shown = try Shell.recommend(["show", "--rules", "Rules/career-method", "--format", "json"] + what)
    #expect(shown.status == 0)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) }
  }

  @Test func `the picture is well-formed, the same each time, and draws each rule`() throws {
    let svg = try Self.show(["--format", "svg", "--lang", "zh"])
    #expect(svg.output == (try Self.show(["--format", "svg", "--lang", "zh"]).output))
    #expect(XMLParser(data: Data(svg.output.utf8)).parse())
    let json = try Self.show(["--format", "json"])
    let dot = try Self.show(["--format", "dot"])
    let tree = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let rules = try #require(tree["rules"] as? [[String: Any]]).compactMap { $0["rule"] as? String }
    #expect(rules.count > 50)
    for rule in rules {
      #expect(svg.output.contains(rule), "\(rule)")
      #expect(dot.output.contains(">\(rule)<"), "\(rule)")
    }
  }

  @Test func `boxes of a layer do not overlap, and lines go to the right`() {
    let boxes = (0..<30).map {
      LayeredLayout.Box(width: 50 + Double($0), height: 20 + Double($0 % 7) * 9, layer: $0 / 6)
    }
    var random = SeededRandom(seed: 3)
    let edges = (0..<50).compactMap { _ -> (from: Int, to: Int)? in
      let (one, other) = (Int.random(in: 0..<30, using: &random), Int.random(in: 0..<30, using: &random))
      return boxes[one].layer < boxes[other].layer ? (one, other) : nil
    }
    let layout = LayeredLayout(boxes, edges)
    for one in boxes.indices {
      for other in boxes.indices where one < other && boxes[one].layer == boxes[other].layer {
        let (first, second) = (layout.corners[one], layout.corners[other])
        #expect(
          first.y + boxes[one].height <= second.y + 0.01 || second.y + boxes[other].height <= first.y + 0.01)
      }
    }
    for path in layout.paths { #expect(zip(path, path.dropFirst()).allSatisfy { $0.x < $1.x + 0.01 }) }
    #expect(layout.corners.allSatisfy { $0.y > -0.01 && $0.x > -0.01 })
  }
}
