import Testing

@testable import recommend

@Suite struct LocaleChoiceTests {
  private func choice(_ variables: [String: String], _ locales: [String] = ["zh", "en"]) -> String {
    LocaleChoice(Environment(variables)).among(locales)
  }

  @Test func `a Chinese terminal is spoken to in Chinese, any other in English`() {
    #expect(choice(["LANG": "zh_CN.UTF-8"]) == "zh")
    #expect(choice(["LANG": "zh"]) == "zh")
    #expect(choice(["LANG": "en_GB.UTF-8"]) == "en")
    #expect(choice(["LANG": "de_DE.UTF-8"]) == "en")
    #expect(choice(["LANG": "C.UTF-8"]) == "en")
    #expect(choice([:]) == "en")
  }

  @Test func `LC_ALL comes before LC_MESSAGES, that before LANG, and empty ones do not count`() {
    #expect(choice(["LC_ALL": "zh_CN", "LC_MESSAGES": "en_US", "LANG": "en_US"]) == "zh")
    #expect(choice(["LC_MESSAGES": "zh_CN", "LANG": "en_US"]) == "zh")
    #expect(choice(["LC_ALL": "", "LANG": "zh_CN"]) == "zh")
    #expect(choice(["LC_ALL": "C", "LANG": "zh_CN"]) == "en")
  }

  @Test func `a pack without that language speaks English, else its first one`() {
    #expect(choice(["LANG": "de_DE"], ["zh", "de"]) == "de")
    #expect(choice(["LANG": "fr_FR"], ["zh", "de"]) == "zh")
    #expect(choice(["LANG": "zh_CN"], ["en"]) == "en")
    #expect(choice(["LANG": "zh_TW.UTF-8"], ["zh-CN", "zh-TW"]) == "zh-TW")
  }

  @Test func `--lang is found by its own name or by its language`() {
    #expect(LocaleChoice.find("ZH", in: ["zh", "en"]) == "zh")
    #expect(LocaleChoice.find("zh_CN.UTF-8", in: ["zh", "en"]) == "zh")
    #expect(LocaleChoice.find("zh", in: ["en", "zh-Hans"]) == "zh-Hans")
    #expect(LocaleChoice.find("fr", in: ["zh", "en"]) == nil)
  }
}
