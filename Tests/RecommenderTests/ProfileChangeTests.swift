import Recommender
import TestSupport
import Testing

/// Changes of profiles as they are typed: a changed profile is what a file with the change would be.
@Suite("Changes of a profile") struct ProfileChangeTests {
  /// The sample profiles with a block of skills, a line for each.
  static let blocks = Samples.profiles.filter { profile in
    (try? Repository.text("Profiles/\(profile)"))?.contains("\nskills:\n") == true
  }

  @Test("a changed sample profile gives what the file gives in which a person changed it", arguments: blocks)
  func samples(profile: String) throws {
    let pack = try Samples.pack
    let changed = try Profile(at: Samples.path(profile), for: pack).changed(
      by: [
        .set("skills.文案写作", to: 5), .set("years=7"), .set("target = channel-operations"), .unset("does"),
        .set("likes=[words, ideas]"), .add("likes=visuals"), .set("free-only=yes"),
      ], for: pack)
    // The fields at the root and the skill go, wherever they stand, and what is wanted is written down instead.
    var isCut = false
    var kept: [Substring] = []
    for line in try Repository.text("Profiles/\(profile)").split(separator: "\n") {
      if line.first?.isWhitespace == false, line.first != "#" {
        isCut = ["years:", "target:", "does:", "likes:", "free-only:"].contains { line.hasPrefix($0) }
      }
      let words = line.drop { $0.isWhitespace }
      let isSkill = ["copywriting:", "文案写作:", "文案:"].contains { words.hasPrefix($0) }
      if !isCut, !isSkill { kept.append(line) }
      if line == "skills:" { kept.append("  copywriting: 5") }
    }
    kept.append("years: 7\ntarget: channel-operations\nlikes: [words, ideas, visuals]\nfree-only: yes")
    let byHand = try Profile(kept.joined(separator: "\n"), for: pack)
    #expect(try Self.text(pack, changed) == Self.text(pack, byHand))
  }

  @Test("there are sample profiles for that") func enough() {
    #expect(Self.blocks.count >= 4)
  }

  @Test("a changed profile of a generated pack gives what the value with that change gives", arguments: 0..<8)
  func generated(batch: UInt64) throws {
    var compared = 0
    for seed in (batch * 20 + 5_000)..<(batch * 20 + 5_020) {
      let program = SampleGenerator.program(seed: seed, profiles: 2)
      let pack = try Pack(files: PackText(program).files(arrangement: seed))
      let values = program.profiles.map { ProfileText($0, in: program, seed: seed).value }
      guard let base = try? Profile(values[0], for: pack), (try? Profile(values[1], for: pack)) != nil else {
        continue
      }
      var random = SeededRandom(seed: seed)
      for _ in 0..<6 {
        let (change, byHand) = Self.change(values[0], like: values[1], &random)
        let one = Self.outcome(pack) { () throws(DiagnosticError) in try base.changed(by: change, for: pack) }
        let other = Self.outcome(pack) { () throws(DiagnosticError) in try Profile(byHand, for: pack) }
        #expect(one == other, "seed \(seed): \(change)\n\(values[0].json())\n\(byHand.json())")
        compared += 1
      }
    }
    #expect(compared > 60)
  }

  @Test("changes in any order give the same, and none of them changes nothing")
  func order() throws {
    let pack = try Samples.pack
    let base = try Profile(at: Samples.path("me.yaml"), for: pack)
    let changes: [ProfileChange] = [
      .set("years=4"), .unset("skills.data-analysis"), .add("likes=people"), .remove("likes=[words]"),
    ]
    let texts = try [changes, changes.reversed()].map { order in
      try Self.text(pack, base.changed(by: order, for: pack))
    }
    #expect(texts[0] == texts[1])
    #expect(try Self.text(pack, base.changed(by: [], for: pack)) == Self.text(pack, base))
    let idle: [ProfileChange] = [.unset("target"), .remove("declines=copywriting"), .add("likes=words")]
    #expect(try Self.text(pack, base.changed(by: idle, for: pack)) == Self.text(pack, base))
  }

  @Test(
    "a change that no file could state is refused with its place",
    arguments: [
      (
        ProfileChange.set("skils.data-analysis=4"),
        """
        error[unknown-field]: `skils` is not a field of `profile`
          --> --set:1:1
          |
        1 | skils.data-analysis=4
          | ^^^^^
          = help: did you mean `skills`?
        """
      ),
      (
        .set("skills.data-analisys=4"),
        """
        error[unknown-id]: `data-analisys` is not a skill
          --> --set:1:8
          |
        1 | skills.data-analisys=4
          |        ^^^^^^^^^^^^^
          = help: did you mean `data-analysis`?
        """
      ),
      (
        .set("skills.数据分析=9"),
        """
        error[out-of-bounds]: `9` is not within `0..5`
          --> --set:1:13
          |
        1 | skills.数据分析=9
          |                 ^
        """
      ),
      (
        .set("years"),
        """
        error[bad-edit]: `--set` takes a place and a value, `years=4`
          --> --set:1:1
          |
        1 | years
          | ^^^^^
        """
      ),
      (
        .unset("years=3"),
        """
        error[bad-edit]: `--unset` takes a place, `years`
          --> --unset:1:1
          |
        1 | years=3
          | ^^^^^^^
        """
      ),
      (
        .add("years=3"),
        """
        error[not-a-set]: `profile.years` is not a set, which `--add` changes
          --> --add:1:1
          |
        1 | years=3
          | ^^^^^
          = help: write `--set`
        """
      ),
      (
        .set("likes=words,ideas"),
        """
        error[unknown-id]: `words,ideas` is not a preference
          --> --set:1:7
          |
        1 | likes=words,ideas
          |       ^^^^^^^^^^^
          = help: write a list in brackets: `[a, b]`
        """
      ),
      (
        .set("years="),
        """
        error[wrong-type]: expected a number for `profile.years`
          --> --set:1:6
          |
        1 | years=
          |      ^
        """
      ),
      (
        .set("years.so=1"),
        """
        error[unknown-field]: `profile.years` has no fields
          --> --set:1:7
          |
        1 | years.so=1
          |       ^^
          = help: the path ends before it
        """
      ),
      (
        .set("likes=[words"),
        """
        error[unclosed-bracket]: the `[` that opens here is never closed
          --> --set:1:7
          |
        1 | likes=[words
          |       ^
        """
      ),
    ])
  func mistakes(change: ProfileChange, message: String) throws {
    let pack = try Samples.pack
    let base = try Profile(at: Samples.path("me.yaml"), for: pack)
    let error = #expect(throws: DiagnosticError.self) { _ = try base.changed(by: [change], for: pack) }
    #expect(error?.description == message)
  }

  @Test("two changes of one place to different values are refused together with all other mistakes")
  func clash() throws {
    let pack = try Samples.pack
    let base = try Profile(at: Samples.path("me.yaml"), for: pack)
    let error = #expect(throws: DiagnosticError.self) {
      _ = try base.changed(by: [.set("years=3"), .set("years=4"), .unset("yeers")], for: pack)
    }
    #expect(error?.diagnostics.map(\.code) == ["stated-twice", "unknown-field"])
  }

  // MARK: Support

  private static func text(_ pack: Pack, _ profile: Profile) throws -> String {
    try pack.recommendation(for: profile).value(in: "en").json()
  }

  private static func outcome(_ pack: Pack, _ read: () throws(DiagnosticError) -> Profile) -> String {
    do throws(DiagnosticError) {
      return try pack.recommendation(for: read()).value(in: "en").json()
    } catch {
      return error.diagnostics.map { "\($0.code) \($0.message)" }.joined(separator: "\n")
    }
  }

  /// A random change of a profile towards another one, and the value with the change made by hand.
  private static func change(_ value: Value, like other: Value, _ random: inout SeededRandom) -> (
    [ProfileChange], Value
  ) {
    let paths = Set(Self.paths(value) + Self.paths(other)).sorted { $0.lexicographicallyPrecedes($1) }
    guard !paths.isEmpty else { return ([], value) }
    let path = paths[Int(random.next() % UInt64(paths.count))]
    let text = path.joined(separator: ".")
    let (own, wanted) = (Self.at(path[...], value), Self.at(path[...], other))
    if case .list(let members)? = wanted, random.chance(50) {
      let known: [Value] = if case .list(let items)? = own { items } else { own.map { [$0] } ?? [] }
      if random.chance(50) {
        return (
          [.add("\(text)=\(Value.list(members).json(pretty: false))")],
          Self.put(.list(known + members), path[...], value)
        )
      }
      guard own != nil else { return ([], value) }
      let rest = known.filter { !members.contains($0) }
      return (
        [.remove("\(text)=\(Value.list(members).json(pretty: false))")],
        Self.put(.list(rest), path[...], value)
      )
    }
    if let wanted, random.chance(70) { return ([.set(text, to: wanted)], Self.put(wanted, path[...], value)) }
    return ([.unset(text)], Self.put(nil, path[...], value))
  }

  private static func paths(_ value: Value) -> [[String]] {
    guard case .object(let fields) = value else { return [] }
    return fields.flatMap { field in [[field.name]] + paths(field.value).map { [field.name] + $0 } }
  }

  private static func at(_ path: ArraySlice<String>, _ value: Value) -> Value? {
    guard let name = path.first else { return value }
    return value[name].flatMap { at(path.dropFirst(), $0) }
  }

  private static func put(_ new: Value?, _ path: ArraySlice<String>, _ value: Value) -> Value {
    guard let name = path.first, case .object(var fields) = value else { return new ?? value }
    let index = fields.firstIndex { $0.name == name }
    if path.count == 1 {
      if let index { fields.remove(at: index) }
      if let new { fields.append(Value.Field(name, new)) }
    } else if let index {
      fields[index] = Value.Field(name, put(new, path.dropFirst(), fields[index].value))
    } else if new != nil {
      fields.append(Value.Field(name, put(new, path.dropFirst(), .object([]))))
    }
    return .object(fields)
  }
}
