import ArgumentParser
import Testing

@testable import recommend

/// What is read without the argument parser is read as the parser reads it, and all else is left to the parser.
@Suite struct PlainAdviceTests {
  @Test(
    "a plain command line is read as the parser reads it",
    arguments: [
      ["--profile", "-"],
      ["--profile", "me.yaml", "--lang", "zh", "--why"],
      ["--why", "--format", "json", "--profile", "check", "--color", "never"],
      ["--rules", "r", "--pack", "p/x.bin", "--profile", "a b.yaml", "--format", "markdown"],
    ])
  func plain(words: [String]) throws {
    let plain = try #require(Advice(plain: words))
    let parsed = try #require(try Recommend.parseAsRoot(words) as? AdviseCommand)
    #expect(plain.advise.profile == parsed.advise.profile)
    #expect(plain.advise.format == parsed.advise.format)
    #expect(plain.advise.why == parsed.advise.why)
    #expect(plain.rules.rules == parsed.rules.rules)
    #expect(plain.rules.pack == parsed.rules.pack)
    #expect(plain.terminal.lang == parsed.terminal.lang)
    #expect(plain.terminal.color == parsed.terminal.color)
  }

  @Test(
    "every other command line is left to the parser",
    arguments: [
      [], ["--why"], ["--profile"], ["--profile", ""], ["--profile", "--why"], ["--profile=me.yaml"],
      ["-p", "me.yaml"], ["--profile", "a", "--profile", "b"], ["--profile", "a", "--why", "--why"],
      ["--profile", "a", "--format", "pdf"], ["--profile", "a", "--color", "blue"], ["--profile", "a", "b"],
      ["--profile", "a", "--help"], ["--profile", "a", "--version"], ["--profile", "a", "--lang"],
      ["advise", "--profile", "a"], ["check", "Rules"], ["--profile", "a", "--"],
    ])
  func other(words: [String]) {
    #expect(Advice(plain: words).map(\.advise.profile) == nil)
  }
}
