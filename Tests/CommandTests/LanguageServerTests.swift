import Foundation
import TestSupport
import Testing

/// `recommend lsp`, spoken to in its own messages.
@Suite struct LanguageServerTests {
  static let pack = """
    pack: plants
    version: 1.0.0
    locales: [en, zh]
    kinds: { plant: plants }
    shape:
      plants: { $plant: { name: text, also: [alias], light: 1..5 } }
      profile: { light: 1..5, likes: [plant] }
      fits: [plant]
    plants:
      snake-plant: { name: { en: snake plant, zh: 虎尾兰 }, light: 1 }
      cactus: { name: { en: cactus, zh: 仙人掌 }, light: 5 }

    """
  static let rules = """
    rules:
      - rule: liked
        when: { profile: { likes: $plant }, plants: { $plant: { light: $light } } }
        where: $plant != cactus
        then: { fits: $plant }
        because: { en: You like the $plant., zh: 你喜欢$plant，要 $light 级光。 }
      - rule: dark
        when: { profile: { light: ..2 } }
        then: { fits: 虎尾兰 }

    """

  @Test func `mistakes are told with UTF-16 places, and an edit takes them away`() throws {
    let session = try Session()
    let broken = LanguageServerTests.rules.replacing(
      "profile: { light: ..2 }", with: "profile: { likes: \"😀\", ligt: 1 }")
    session.open("plants/rules.yaml", broken)
    session.change("plants/rules.yaml", line: 7, 36, 40, "light")
    session.rest()
    let told = try session.run().told("plants/rules.yaml")
    // A face of two code units stands before the second mistake.
    #expect(told.first?.map(\.text) == ["unknown-id 7:30-34", "unknown-field 7:36-40"])
    #expect(told.last?.map(\.text) == ["unknown-id 7:30-34"])
  }

  @Test func `ids are completed by id and by name in both languages`() throws {
    let session = try Session()
    session.open("plants/rules.yaml", LanguageServerTests.rules.replacing("fits: 虎尾兰 }", with: "fits: 仙"))
    let byName = session.ask("textDocument/completion", "plants/rules.yaml", 8, 19)
    session.open("me.yaml", "pack: plants\nlikes: [sna\n")
    let inProfile = session.ask("textDocument/completion", "me.yaml", 1, 11)
    session.open("other.yaml", "pack: plants\nli")
    let fields = session.ask("textDocument/completion", "other.yaml", 1, 2)
    let ran = try session.run()
    #expect(ran.labels(byName) == ["cactus"])
    #expect(ran.text(byName).contains("cactus · 仙人掌") || ran.text(byName).contains("仙人掌"))
    #expect(ran.labels(inProfile) == ["snake-plant"])
    #expect(ran.labels(fields) == ["light", "likes"])
  }

  @Test func `a variable, an id and a field say what they are`() throws {
    let session = try Session()
    session.open("plants/rules.yaml", LanguageServerTests.rules)
    let variable = session.ask("textDocument/hover", "plants/rules.yaml", 5, 50)
    let id = session.ask("textDocument/hover", "plants/rules.yaml", 8, 21)
    let field = session.ask("textDocument/hover", "plants/rules.yaml", 7, 24)
    let ran = try session.run()
    #expect(ran.text(variable).contains("`$plant`: plant"))
    #expect(ran.text(id).contains("**plant** `snake-plant`"))
    #expect(ran.text(id).contains("虎尾兰"))
    #expect(ran.text(field).contains("`profile.light`: `1..5`"))
  }

  @Test func `a name leads to where it is declared, and to wherever it stands`() throws {
    let session = try Session()
    session.open("plants/rules.yaml", LanguageServerTests.rules)
    let declared = session.ask("textDocument/definition", "plants/rules.yaml", 8, 19)
    let places = session.ask(
      "textDocument/references", "plants/rules.yaml", 3, 22, #","context":{"includeDeclaration":true}"#)
    let shape = session.ask("textDocument/definition", "plants/rules.yaml", 4, 14)
    let ran = try session.run()
    #expect(ran.places(declared) == ["pack.yaml 9:2-13"])
    #expect(
      ran.places(places) == [
        "pack.yaml 10:2-8", "rules.yaml 3:21-27", "tests/plants.yaml 2:24-30", "tests/plants.yaml 3:20-23",
      ])
    #expect(ran.places(shape) == ["pack.yaml 7:2-6"])
  }

  @Test func `an id is renamed wherever it is written as an id, and not to a name that is taken`() throws {
    let session = try Session()
    session.open("plants/rules.yaml", LanguageServerTests.rules)
    let good = session.ask("textDocument/rename", "plants/rules.yaml", 3, 22, #","newName":"desert-cactus""#)
    let byName = session.ask("textDocument/rename", "plants/rules.yaml", 8, 19, #","newName":"sansevieria""#)
    let taken = session.ask("textDocument/rename", "plants/rules.yaml", 3, 22, #","newName":"snake-plant""#)
    let odd = session.ask("textDocument/rename", "plants/rules.yaml", 3, 22, #","newName":"A Cactus""#)
    let can = session.ask("textDocument/prepareRename", "plants/rules.yaml", 3, 22)
    let not = session.ask("textDocument/prepareRename", "plants/rules.yaml", 0, 1)
    let ran = try session.run()
    #expect(ran.edits(good) == ["pack.yaml 10:2-8", "rules.yaml 3:21-27", "tests/plants.yaml 2:24-30"])
    #expect(ran.edits(byName) == ["pack.yaml 9:2-13"])
    #expect(ran.failure(taken) == "there is a plant `snake-plant` already")
    #expect(ran.failure(odd)?.hasPrefix("`A Cactus` is no name") == true)
    #expect(ran.text(can).contains("\"placeholder\":\"cactus\""))
    #expect(ran.text(not).contains("\"result\":null"))
  }

  @Test func `the nearest name is offered for a mistake`() throws {
    let session = try Session()
    session.open("plants/rules.yaml", LanguageServerTests.rules)
    session.open("me.yaml", "pack: plants\nlihgt: 2\n")
    session.rest()
    let actions = session.ask(
      "textDocument/codeAction", "me.yaml", 1, 1,
      #","range":{"start":{"line":1,"character":1},"end":{"line":1,"character":1}},"context":{"diagnostics":[]}"#
    )
    let ran = try session.run()
    #expect(ran.text(actions).contains("\"title\":\"Write light instead of lihgt\""))
    #expect(ran.text(actions).contains("\"newText\":\"light\""))
  }

  @Test func `a file has an outline and a layout`() throws {
    let session = try Session()
    session.open(
      "plants/rules.yaml",
      LanguageServerTests.rules.replacing("then: { fits: $plant }", with: "then: {fits: $plant}"))
    let outline = session.ask("textDocument/documentSymbol", "plants/rules.yaml", 0, 0)
    let layout = session.ask(
      "textDocument/formatting", "plants/rules.yaml", 0, 0, #","options":{"tabSize":2}"#)
    let ran = try session.run()
    #expect(ran.text(outline).contains("\"name\":\"liked\""))
    #expect(ran.text(outline).contains("\"name\":\"dark\""))
    #expect(ran.text(layout).contains("then: { fits: $plant }"))
  }

  @Test func `unknown methods and malformed messages are answered, and nothing ends`() throws {
    let session = try Session()
    let unknown = session.ask("textDocument/moniker", "plants/rules.yaml", 0, 0)
    session.raw("Content-Length: 5\r\n\r\n{\"a\":")
    session.raw("Content-Length: x\r\n\r\n")
    session.raw("Content-Length: 2\r\n\r\n[]")
    session.raw("Content-Length: 2\r\n\r\n42")
    session.note("$/cancelRequest", #"{"id":1}"#)
    session.note("textDocument/didOpen", "{}")
    session.note(
      "textDocument/didChange", #"{"textDocument":{"uri":"file:///nowhere"},"contentChanges":[{"text":1}]}"#)
    let empty = session.ask("textDocument/hover", "nowhere.yaml", 1, 1)
    let ran = try session.run()
    #expect(ran.text(unknown).contains("-32601"))
    #expect(ran.text(empty).contains("\"result\":null"))
    #expect(ran.output.components(separatedBy: "-32700").count == 4)
    #expect(ran.status == 0)
  }

  @Test func `the input may end without a word`() throws {
    #expect(try Shell.recommend(["lsp"]).status == 0)
    #expect(try Shell.recommend(["lsp", "--why"]).status == 64)
  }
}
