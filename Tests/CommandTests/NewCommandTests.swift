import Foundation
import Recommender
import TestSupport
import Testing

/// `recommend new`: what it writes passes every check, and it asks nobody who is not there.
@Suite struct NewCommandTests {
  @Test func `a new pack on the method recommends at once`() throws {
    let folder = try Scratch(copying: ["Rules/career-method"])
    let made = try folder.recommend([
      "new", "pack", "teaching", "--title-zh", "教学", "--title-en", "Teaching", "--uses", "career-method",
    ])
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.hasPrefix("Wrote:\n  Rules/teaching/field.yaml\n"))
    #expect(try folder.recommend(["fmt", "--check", "Rules/teaching"]).status == 0)
    #expect(try folder.recommend(["check"]).status == 0)
    #expect(try folder.recommend(["test", "Rules/teaching"]).output.contains("1 test, all passed."))
    let profile = try #require(made.output.split(separator: "'").first { $0.hasPrefix("{ years") })
    let advice = try folder.recommend(
      ["--profile", "-", "--pack", "teaching", "--lang", "zh"], input: String(profile))
    #expect(advice.output.contains("第一个角色"))

    let role = try folder.recommend([
      "new", "role", "tutor", "--pack", "teaching", "--title-en", "Tutor", "--need", "first-skill=3:8",
    ])
    #expect(role.errors == "")
    #expect(folder.text("Rules/teaching/roles/tutor.yaml")?.contains("chain: first-chain") == true)
    let again = try folder.recommend(["new", "role", "tutor", "--pack", "teaching", "--title-en", "Tutor"])
    #expect(again.status == 65)
    #expect(
      again.errors == "error: `Rules/teaching/roles/tutor.yaml` is there already, and is not overwritten\n")
    let rule = try folder.recommend([
      "new", "rule", "tutors-first", "--pack", "teaching", "--when", "profile: { years: ..1 }", "--then",
      "targets: first-role",
    ])
    #expect(rule.errors == "")
    #expect(try folder.recommend(["fmt", "--check"]).output.contains("career-method/report.yaml"))
    #expect(try folder.recommend(["fmt", "--check", "Rules/teaching"]).status == 0)
    #expect(try folder.recommend(["check"]).output.hasSuffix("No mistakes in 2 packs.\n"))
  }

  @Test func `a new pack with a shape of its own recommends at once`() throws {
    let folder = try Scratch(["Rules/.keep": ""])
    let made = try folder.recommend(["new", "pack", "plain", "--title-zh", "测试", "--lang", "zh"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.hasPrefix("已写好：\n"))
    #expect(try folder.recommend(["test"]).output.contains("1 test, all passed."))
    #expect(try folder.recommend(["fmt", "--check"]).status == 0)
    let advice = try folder.recommend(["--profile", "-"], input: "likes: [first-trait]\n")
    #expect(advice.output.contains("第一个选项"))
    let option = try folder.recommend(["new", "option", "third", "--title-zh", "第三个"])
    #expect(option.errors == "")
    #expect(try folder.recommend(["check"]).status == 0)
  }

  @Test(arguments: ["career-method", "ecommerce-operations"])
  func `every line of a new profile may be taken in`(pack: String) throws {
    for lang in ["zh", "en"] {
      let folder = try Scratch()
      let made = try folder.recommend([
        "new", "profile", "--rules", Repository.root.appending(path: "Rules").path, "--pack", pack, "--lang",
        lang,
      ])
      #expect(made.status == 0, "\(made.errors)")
      let text = try #require(folder.text("profile.yaml"))
      #expect(try Layout.formatted(text) == text)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      // A field about a kind without ids has nothing that could stand there.
      let taken = lines.filter {
        !$0.hasPrefix("##") && !$0.contains("\"…\"") && !$0.contains("[]") && !$0.contains("{}")
      }
      .dropFirst(2).map { $0.hasPrefix("# ") ? String($0.dropFirst(2)) : String($0) }
      #expect(taken.count > 5)
      let compiled = try Pack(rules: Repository.root.appending(path: "Rules").path, id: pack)
      _ = try Profile(taken.joined(separator: "\n"), for: compiled)
    }
  }

  @Test func `what is missing is told where nobody can be asked`() throws {
    let folder = try Scratch(copying: ["Rules/career-method"])
    let pack = try folder.recommend(["new", "pack"])
    #expect(pack.status == 64)
    #expect(pack.errors.hasPrefix("Error: Missing <name>, --title-en <text> or --title-zh <text>\n"))
    let rule = try folder.recommend(["new", "rule", "a", "--when", "profile: { years: 1 }"])
    #expect(rule.errors.hasPrefix("Error: Missing --then <yaml>\n"))
    let role = try folder.recommend(["new", "role", "a", "--title-en", "A"])
    #expect(role.errors.hasPrefix("Error: Missing --set chain=<one chain>\n"))
    #expect(try folder.recommend(["new", "rol", "a"]).errors.contains("did you mean 'role'?"))
  }

  @Test func `what would have a mistake is not written`() throws {
    let folder = try Scratch(copying: ["Rules/career-method"])
    let rule = try folder.recommend([
      "new", "rule", "a", "--when", "profile: { yeers: 1 }", "--then", "stage: entering",
    ])
    #expect(rule.status == 65)
    #expect(rule.errors.contains("did you mean `years`?"))
    #expect(folder.text("Rules/career-method/rules/a.yaml") == nil)
    let outside = try folder.recommend(["new", "pack", "../x", "--title-en", "X"])
    #expect(outside.status == 64)
    #expect(outside.errors.hasPrefix("Error: '../x' can't be a name: it has letters, digits and hyphens\n"))
  }
}
