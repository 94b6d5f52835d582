import ArgumentParser
import Testing

@testable import recommend

@Suite struct CommandParsingTests {
  private func status(_ arguments: String...) -> Int32 {
    do {
      _ = try Recommend.parseAsRoot(arguments)
      return 0
    } catch {
      return Recommend.exitCode(for: error).rawValue
    }
  }

  @Test func `a profile alone asks for advice`() throws {
    let command = try #require(
      try Recommend.parseAsRoot([
        "--profile", "-", "--lang", "zh", "--format", "json", "--why", "--rules", "r",
      ])
        as? AdviseCommand)
    #expect(command.advise.profile == "-")
    #expect(command.advise.format == .json)
    #expect(command.advise.why)
    #expect(command.terminal.lang == "zh")
    #expect(command.rules.rules == "r")
  }

  @Test func `check and test take a folder and the options that all share`() throws {
    let check = try #require(try Recommend.parseAsRoot(["check", "Rules", "--lang", "zh"]) as? CheckCommand)
    #expect(check.folder == "Rules")
    #expect(check.terminal.lang == "zh")
    let test = try #require(try Recommend.parseAsRoot(["test", "--color", "never"]) as? TestCommand)
    #expect(test.folder == nil)
    #expect(test.terminal.color == .never)
  }

  @Test func `import takes the folders and the language of the files`() throws {
    let esco = try #require(
      try Recommend.parseAsRoot(["import", "esco", "--csv", "c", "--out", "o", "--lang", "de"])
        as? ImportESCOCommand)
    #expect(esco.csv == "c")
    #expect(esco.out == "o")
    #expect(esco.terminal.lang == "de")
    #expect(!esco.force)
  }

  @Test func `a wrong command line ends with 64`() {
    #expect(status() == 64)
    #expect(status("--profile") == 64)
    #expect(status("--profile", "x", "--format", "pdf") == 64)
    #expect(status("--profile", "x", "stray") == 64)
    #expect(status("check", "--profile", "x") == 64)
    #expect(status("test", "--why") == 64)
    #expect(status("import", "esco", "--csv", "c") == 64)
    #expect(status("import", "esco", "--csv", "c", "--out", "o", "--lang", "../en") == 64)
    #expect(status("--help") == 0)
    #expect(status("--version") == 0)
  }

  @Test func `the rules are where the environment says`() throws {
    #expect(try RulesFolder.standard(Environment(["RECOMMEND_RULES": "mine"])) == RulesFolder(path: "mine"))
  }
}
