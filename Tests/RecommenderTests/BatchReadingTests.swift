import Inference
import RuleLanguage
import SourceTree
import TestSupport
import Testing

@testable import Recommender

/// The reader of a batch and the careful one agree: what the first reads, the second reads too, and the same.
@Suite("Reading profiles of a batch") struct BatchReadingTests {
  /// How a profile was read by both.
  private enum Comparison { case same, leftToCare, differs(String) }

  private static func compare(
    _ json: String, _ pack: Pack, _ reader: inout ProfileReader, aside: String? = nil
  )
    -> Comparison
  {
    let bytes = Array(json.utf8)
    let padded = bytes + Array(repeating: 0, count: ProfileReader.padding)
    let fast: (facts: [Fact], texts: [String])? = padded.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      reader.forgetTexts()
      guard let end = reader.read(start, end: start + bytes.count), end == start + bytes.count else {
        return nil
      }
      let facts = reader.facts.map {
        Fact(leaf: $0.leaf, keys: pack.compiled.program.packing(of: $0.leaf).keys($0.key), value: $0.value)
      }
      return (facts, reader.texts.map { String(decoding: $0, as: UTF8.self) })
    }
    guard let fast else { return .leftToCare }
    do {
      let careful = try FactsFromProfile.read(
        path: "", bytes: bytes, for: pack.compiled, limits: pack.limits.source, without: aside)
      let texts = (pack.compiled.texts.count..<careful.texts.count).map {
        careful.texts[Inference.Value($0)].text(in: "en")
      }
      if Set(careful.facts.facts) != Set(fast.facts) || careful.facts.facts.count != fast.facts.count {
        return .differs("\(json)\nfast    \(fast.facts)\ncareful \(careful.facts.facts)")
      }
      return Array(texts) == fast.texts ? .same : .differs("\(json)\n\(fast.texts)\n\(texts)")
    } catch {
      return .differs("\(json)\nthe fast reader reads what is wrong: \(error)")
    }
  }

  private static func reader(_ pack: Pack, aside: String? = nil) -> ProfileReader {
    ProfileReader(
      ProfileDecoder(pack.compiled, limits: pack.limits.source, aside: aside),
      isRead: pack.compiled.shape.leaves.map { _ in true })
  }

  @Test("generated profiles of generated packs are read alike, whole and mutated", arguments: 0..<10)
  func generated(batch: Int) throws {
    var same = 0
    for seed in stride(from: UInt64(batch), to: 300, by: 10) {
      let program = SampleGenerator.program(seed: seed, profiles: 4)
      let pack = try Pack(files: PackText(program).files(arrangement: seed))
      var reader = Self.reader(pack)
      for (index, facts) in program.profiles.enumerated() {
        let json = ProfileText(facts, in: program, seed: seed &+ UInt64(index)).value.json(pretty: false)
        let texts = [json] + Self.mutations(of: json, seed: seed &* 31 &+ UInt64(index))
        for text in texts {
          switch Self.compare(text, pack, &reader) {
          case .same: same += 1
          case .leftToCare: break
          case .differs(let what): Issue.record("seed \(seed): \(what)")
          }
        }
      }
    }
    #expect(same > 200)
  }

  @Test("sample profiles are read alike, whole and mutated")
  func samples() throws {
    let pack = try Samples.pack
    var reader = Self.reader(pack)
    var same = 0
    for name in Samples.profiles where name.hasSuffix(".json") {
      guard case .success(let bytes) = FileSystem.read(Samples.path(name), limit: 1 << 20) else { continue }
      let json = String(decoding: bytes.filter { $0 != 0x0A }, as: UTF8.self)
      for text in [json] + Self.mutations(of: json, seed: 7, count: 300) {
        switch Self.compare(text, pack, &reader) {
        case .same: same += 1
        case .leftToCare: break
        case .differs(let what): Issue.record("\(name): \(what)")
        }
      }
    }
    let names = pack.compiled.vocabulary.known(pack.compiled.shape.kind(named: "skill") ?? KindID(0))
    for name in names.flatMap({ [$0, $0.uppercased(), $0.lowercased()] }) {
      let json = Value.object([
        Value.Field("years", 2), Value.Field("skills", .object([Value.Field(name, 3)])),
      ]).json(pretty: false)
      switch Self.compare(json, pack, &reader) {
      case .same: same += 1
      case .leftToCare: break
      case .differs(let what): Issue.record("\(what)")
      }
    }
    #expect(same > names.count * 2)
  }

  /// Texts with a few bytes changed, taken out, doubled or swapped with those of another place.
  private static func mutations(of json: String, seed: UInt64, count: Int = 40) -> [String] {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "\"", ",", ":", "{", "}", "[", "]", " ", "0", "-", "+", ".", "1.50", "1.0000001", "99999999999999",
      "null",
      "true", "\"yes\"", "\\u0041", "\\\"", "\t", "é", "e\u{301}", "文", "\u{2028}", "\u{FEFF}", "#", "a", "A",
      "\r",
    ]
    return (0..<count).map { _ in
      var scalars = Array(json.unicodeScalars)
      for _ in 0..<Int.random(in: 1...3, using: &random) where scalars.count > 2 {
        let place = Int.random(in: 0..<scalars.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(contentsOf: Array(random.pick(pieces).unicodeScalars), at: place)
        case 2: scalars.replaceSubrange(place...place, with: Array(random.pick(pieces).unicodeScalars))
        case 3:
          let end = min(scalars.count, place + Int.random(in: 1...12, using: &random))
          scalars.insert(contentsOf: Array(scalars[place..<end]), at: end)
        default:
          if let upper = String(scalars[place]).uppercased().unicodeScalars.first { scalars[place] = upper }
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      return String(text)
    }
  }

  private static let pack = [
    "p/pack.yaml": """
    pack: p
    version: 1.0.0
    locales: [en, zh]
    kinds: { skill: skills, tool: tools }
    shape:
      skills: { $skill: { name: text?, also: [alias] } }
      tools: { $tool: {} }
      profile:
        id: text?
        name: text?
        years: 0..60
        pay: 0.5..9.5?
        level: low | high
        is-lead: yes/no
        best: skill?
        skills: { $skill: { level: 0..5, tools: [tool], notes: [text] } }
        wants: [skill]
      known: yes/no
    skills:
      go: { name: { en: Go, zh: 围棋 }, also: [baduk, A name of more than sixteen bytes] }
      Excel: {}
      excel: {}
      chess: { name: Chess }
    tools: { board: {} }
    rules:
      - rule: r
        when: { profile: { name: Ann, years: 1.. } }
        then: { known: yes }
    """
  ]

  @Test(
    "what is written plainly is read at once",
    arguments: [
      #"{}"#, #"{"years":2}"#, #"{"years": 2 , "pay" : 0.5}"#, #"{"years":"2","is-lead":"yes"}"#,
      #"{"is-lead":true,"level":"low"}"#, #"{"is-lead":false,"best":"围棋"}"#, #"{"best":"GO"}"#,
      #"{"best":"BaDuK"}"#, #"{"best":"A name of more than sixteen bytes"}"#, #"{"best":"Excel"}"#,
      #"{"name":"Ann","id":"u-7"}"#, #"{"name":"王小明","id":"王小明"}"#, #"{"wants":[]}"#, #"{"wants":"go"}"#,
      #"{"wants":["go","baduk","chess"]}"#, #"{"pack":"p","years":1}"#, #"{"skills":{}}"#,
      #"{"skills":{"go":{"level":3,"tools":["board"],"notes":["a","b","a"]},"chess":{}}}"#,
      #"{"years":0060,"pay":9.500000}"#,
    ])
  func plain(json: String) throws {
    let pack = try Pack(files: Self.pack)
    var reader = Self.reader(pack)
    guard case .same = Self.compare(json, pack, &reader) else {
      Issue.record("\(json) was not read alike")
      return
    }
  }

  @Test(
    "what is doubtful is left to the careful reader",
    arguments: [
      #"{"years":61}"#, #"{"years":1.5}"#, #"{"pay":0.4}"#, #"{"years":2,"years":2}"#, #"{"yeers":2}"#,
      #"{"best":"EXCEL"}"#, #"{"best":"no such"}"#, #"{"level":"middle"}"#, #"{"is-lead":"maybe"}"#,
      #"{"name":"a\"b"}"#, #"{"name":"a\\b"}"#, #"{"name":{"en":"a"}}"#, #"{"name":7}"#, #"{"years":1e1}"#,
      #"{"years":1,}"#, #"{"years":1}}"#, #"{"years":1"#, #"{"years":null}"#,
      #"{"skills":{"go":{},"baduk":{}}}"#,
      #"{"pack":"other"}"#, #"[]"#, #"years: 2"#, #"{"years":1} # comment"#, "{\"name\":\"e\u{301}\"}",
      "{\"years\"\t:1}", #"{"wants":["go",]}"#, #"{"known":true}"#, "{\"name\":\"a\u{2028}b\"}",
    ])
  func doubtful(json: String) throws {
    let pack = try Pack(files: Self.pack)
    var reader = Self.reader(pack)
    guard case .leftToCare = Self.compare(json, pack, &reader) else {
      Issue.record("\(json) was not left")
      return
    }
  }

  @Test("a field that names the profile and is none of the shape's is handed back")
  func aside() throws {
    let pack = try Pack(files: Self.pack)
    var reader = Self.reader(pack, aside: "user")
    guard case .same = Self.compare(#"{"user":"u 7","years":3}"#, pack, &reader, aside: "user") else {
      Issue.record("it was not read")
      return
    }
    let isQuoted = reader.isAsideQuoted
    #expect(isQuoted)
    guard case .same = Self.compare(#"{"years":3,"user":17}"#, pack, &reader, aside: "user") else {
      Issue.record("it was not read")
      return
    }
    let isStillQuoted = reader.isAsideQuoted
    #expect(!isStillQuoted)
    guard case .leftToCare = Self.compare(#"{"user":1,"user":2}"#, pack, &reader, aside: "user") else {
      Issue.record("it was read")
      return
    }
  }
}
