import Recommender
import Testing

/// The library as an engineer meets it.
@Suite("The library") struct LibraryTests {
  private let files = [
    "garden/pack.yaml": """
    pack: garden
    version: 2.1.0
    title: { zh: 花园, en: Garden }
    locales: [zh, en]
    kinds: { plant: plants, tool: tools }
    shape:
      plants: { $plant: { name: text, also: [alias], needs: [tool] } }
      tools: { $tool: { name: text } }
      profile: { light: number, owns: { $tool: 0..9 = 0 }, likes: [plant], nickname: text? }
      fit: { $plant: { score: sum = 0, rank: by score } }
    tools: { pot: { name: { zh: 花盆, en: Pot } }, lamp: { name: { zh: 补光灯, en: Lamp } } }
    plants:
      fern: { name: { zh: 蕨, en: Fern }, also: [羊齿], needs: [pot] }
      cactus: { name: { zh: 仙人掌, en: Cactus }, needs: [pot, lamp] }
    questions:
      - { question: how-light, sets: light, text: { zh: 多亮？, en: How light? }, help: { zh: 0 到 10。, en: From 0 to 10. } }
    rules:
      - rule: owned
        when: { plants: { $plant: { needs: $tool } }, profile: { owns: { $tool: $count } } }
        where: $count > 0
        then: { fit: { $plant: { score: $count } } }
        because: { zh: 你有 $count 个$tool。, en: "You own $count of: $tool." }
        source: ours
      - rule: liked
        when: { profile: { likes: $plant } }
        then: { fit: { $plant: { score: 10 } } }
        because: { zh: 你喜欢$plant。, en: You like $plant. }
      - rule: bright
        when: { profile: { light: 8.. } }
        then: { fit: { cactus: { score: 5 } } }
    report:
      - section: plants
        title: { zh: 适合你的, en: For you }
        each: { fit: { $plant: { rank: $rank, score: $score } } }
        order: $rank
        text: { zh: $plant：$score, en: "$plant: $score" }
        bar: $score
    """
  ]

  @Test("lines, values and reasons are Swift values, the largest part of a sum first")
  func reasons() throws {
    let pack = try Pack(files: files)
    let profile = try Profile(["owns": ["花盆": 2, "lamp": 3], "likes": ["羊齿"]], for: pack)
    let lines = try pack.recommendation(for: profile).section("plants")
    #expect(lines.map { $0.text(in: "zh") } == ["蕨：12", "仙人掌：5"])
    #expect(lines.map { $0.text(in: "en") } == ["Fern: 12", "Cactus: 5"])
    #expect(lines[0].values == ["plant": "fern", "rank": 1, "score": 12])
    #expect(lines[0].percent == 12)
    #expect(lines[0].reasons.map { $0.text.text(in: "zh") } == ["你喜欢蕨。", "你有 2 个花盆。"])
    #expect(lines[1].reasons.map(\.rule) == ["owned", "owned"])
    #expect(lines[1].reasons.map { $0.text.text(in: "en") } == ["You own 3 of: Lamp.", "You own 2 of: Pot."])
    #expect(lines[1].reasons[0].source == "ours")
  }

  @Test("what is not stated is listed, with the question that would tell")
  func assumptions() throws {
    let pack = try Pack(files: files)
    let assumed = try pack.recommendation(for: Profile(["owns": ["pot": 1]], for: pack)).assumptions
    #expect(assumed.map(\.path) == ["light", "likes"].sorted() + ["owns.lamp"])
    let light = try #require(assumed.first { $0.path == "light" })
    #expect(light.value == nil)
    #expect(light.question?.text(in: "zh") == "多亮？")
    #expect(light.help?.text(in: "en") == "From 0 to 10.")
  }

  @Test("facts are the derived tree and nothing else")
  func facts() throws {
    let pack = try Pack(files: files)
    let facts = try pack.recommendation(for: Profile(["light": 9.5], for: pack)).facts
    #expect(
      facts == ["fit": ["cactus": ["rank": 1, "score": 5], "fern": ["rank": 2, "score": 0]]])
    #expect(facts["fit"]?["cactus"]?["score"]?.double == 5)
  }

  @Test("a pack tells what it is")
  func pack() throws {
    let pack = try Pack(files: files)
    #expect(pack.id == "garden")
    #expect(pack.version == "2.1.0")
    #expect(pack.title.text(in: "zh") == "花园")
    #expect(pack.title.text(in: "fr") == "花园")
    #expect(pack.locales == ["zh", "en"])
    #expect(pack.ruleCount == 3)
    #expect(pack.digest.count == "sha256:".count + 64)
    #expect(try pack.testCount() == 0)
  }

  @Test("a mistake in a Swift value is a diagnostic with the place in its JSON")
  func mistakes() throws {
    let pack = try Pack(files: files)
    do throws(DiagnosticError) {
      _ = try Profile(["owns": ["pott": 1], "light": "bright"], for: pack)
      Issue.record("the mistakes were not seen")
    } catch {
      #expect(error.diagnostics.map(\.code) == ["unknown-id", "wrong-type"])
      #expect(error.diagnostics[0].place == Place(path: "profile", line: 3, column: 5))
      #expect(error.diagnostics[0].help == "did you mean `pot`?")
    }
  }

  @Test("many threads may use one pack, and get one answer")
  func threads() async throws {
    let pack = try Pack(files: files)
    let profile = try Profile(["owns": ["pot": 2]], for: pack)
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 { group.addTask { try pack.recommendation(for: profile).value(in: "zh").json() } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(answers.count == 1)
  }

  @Test("the pack that a profile names is known before any pack is loaded")
  func packName() {
    #expect(Profile.packName(in: Array("pack: garden\nlight: 3\n".utf8)) == "garden")
    #expect(Profile.packName(in: Array("light: 3\n".utf8)) == nil)
    #expect(Profile.packName(in: Array("{".utf8)) == nil)
  }
}
