import Foundation
import TestSupport
import Testing

/// `recommend batch` as a person runs it.
@Suite("The command batch") struct BatchCommandTests {
  private static let pack = [
    "p/pack.yaml": """
    pack: p
    version: 1.0.0
    locales: [en, zh]
    """,
    "p/rules.yaml": """
    kinds: { skill: skills, role: roles }
    shape:
      skills: { $skill: { name: text } }
      roles: { $role: { needs: { $skill: 1..5 } } }
      profile: { id: text?, name: text?, years: 0..60, skills: { $skill: 0..5 = 0 }, likes: [skill] }
      stage: new | old
      fit: { $role: { score: sum = 0, rank: by score } }
      gap: { $skill: number }
    skills: { go: { name: { en: Go, zh: 围棋 } }, excel: { name: Excel } }
    roles: { player: { needs: { go: 3 } }, clerk: { needs: { excel: 2, go: 1 } } }
    rules:
      - rule: stages
        when: { profile: { years: $years } }
        then: { stage: $stage }
        table: [{ years: ..2, stage: new }, { years: 3.., stage: old }]
      - rule: fits
        when: { roles: { $role: { needs: { $skill: $need } } }, profile: { skills: { $skill: $have } } }
        then: { fit: { $role: { score: "10 * min($have, $need) / $need" } } }
      - rule: gaps
        when: { roles: { player: { needs: { $skill: $need } } }, profile: { skills: { $skill: ..<$need }, years: $years } }
        then: { gap: { $skill: 6 / $years } }
    report:
      - section: best
        title: Best
        each: { fit: { $role: { rank: $rank, score: $score } } }
        order: $rank
        text: $role
        parts:
          - section: why
            each: { roles: { $role: { needs: $skill } } }
            text: $skill
    """,
  ]

  /// A folder with the pack `p` and with what is written there.
  private final class Place {
    let folder = FileManager.default.temporaryDirectory.appending(path: "batch-\(UUID().uuidString)")

    init(_ files: [String: String] = [:]) throws {
      for (path, text) in BatchCommandTests.pack.merging(files, uniquingKeysWith: { $1 }) {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
      }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    func has(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    func run(_ arguments: String..., input: String = "") throws -> Shell {
      try Shell.recommend(["batch", "--rules", "p"] + arguments, input: input, folder: folder)
    }
  }

  private static let people = """
    {"id":"a","years":2,"skills":{"go":3}}
    {"id":"b","years":5,"skills":{"围棋":1,"EXCEL":2},"likes":["go"]}

    {"years":3,"skills":{}}
    """

  @Test("a record holds what is selected, in the order of the selection")
  func selection() throws {
    let ran = try Place().run("--select", "stage,best,fit.$role.rank,gap,profile.likes", input: Self.people)
    #expect(
      ran.output == """
        {"id":"a","stage":"new","best":[{"rank":1,"role":"clerk","score":10},{"rank":2,"role":"player","score":10}],\
        "fit.$role.rank":{"clerk":1,"player":2},"gap":{},"profile.likes":[]}
        {"id":"b","stage":"old","best":[{"rank":1,"role":"clerk","score":20},{"rank":2,"role":"player","score":3.333333}],\
        "fit.$role.rank":{"clerk":1,"player":2},"gap":{"go":1.2},"profile.likes":["go"]}
        {"id":null,"stage":"old","best":[{"rank":1,"role":"clerk","score":0},{"rank":2,"role":"player","score":0}],\
        "fit.$role.rank":{"clerk":1,"player":2},"gap":{"go":2},"profile.likes":[]}

        """)
    #expect(ran.errors == "")
    #expect(ran.status == 0)
  }

  @Test("a bad profile goes to the errors with its line, and the rest goes on")
  func errors() throws {
    let input = """
      {"id":"a","years":2}
      {"id":"b","yeers":2}
      {"id":"c","years":0,"skills":{"go":1}}
      no json
      {"id":"d","years":4}
      """
    let place = try Place(["in.ndjson": input])
    let ran = try place.run(
      "in.ndjson", "--select", "stage", "-o", "out.ndjson", "--errors", "bad.ndjson")
    #expect(ran.status == 65)
    #expect(ran.errors == "5 profiles, 3 bad.\n")
    #expect(
      try place.text("out.ndjson") == #"{"id":"a","stage":"new"}"# + "\n" + #"{"id":"d","stage":"old"}"#
        + "\n")
    let bad = try place.text("bad.ndjson").split(separator: "\n")
    #expect(
      bad.first == """
        {"line":2,"id":"b","error":{"code":"unknown-field","message":"`yeers` is not a field of `profile`",\
        "column":11,"help":"did you mean `years`?"}}
        """)
    #expect(
      bad.dropFirst().first?.hasPrefix(#"{"line":3,"id":"c","error":{"code":"division-by-zero","#) == true)
    #expect(bad.last?.hasPrefix(#"{"line":4,"error":{"code":"#) == true)
    #expect(!place.has("out.ndjson.progress"))
    let first = try place.run("in.ndjson", "--select", "stage", "--fail-fast")
    #expect(first.status == 65)
    #expect(first.output == #"{"id":"a","stage":"new"}"# + "\n")
    #expect(first.errors.hasPrefix("in.ndjson:2:11: error[unknown-field]: "))
  }

  @Test("CSV comes in and goes out")
  func csv() throws {
    let input =
      "id,years,skills.围棋,likes,name\r\na,2,3,go;excel,\"A, \"\"B\"\"\"\r\nb,5,,,\r\nc,5,1\r\nd,x,1,,\r\n"
    let place = try Place(["in.csv": input])
    let ran = try place.run(
      "in.csv", "--select", "stage,best,fit.$role.score,profile.name,profile.likes", "-o", "out.csv")
    let rows = [
      "id,stage,best.rank,best.role,best.score,fit.$role.score,profile.name,profile.likes",
      #"a,new,1;2,clerk;player,10;10,clerk=10;player=10,"A, ""B""",excel;go"#,
      "b,old,1;2,clerk;player,0;0,clerk=0;player=0,,", "",
    ]
    #expect(try place.text("out.csv") == rows.joined(separator: "\r\n"))
    #expect(ran.status == 65)
    let lines = ran.errors.split(separator: "\n")
    #expect(
      lines.first
        == "in.csv:4: error[uneven-row]: the row has 3 cells, expected 5; put quotes around a cell that holds a comma"
    )
    #expect(lines.dropFirst().first?.hasPrefix("in.csv:5:") == true)
    let unknown = try Place(["in.csv": "id,yeers\r\na,2\r\n"]).run("in.csv", "--select", "stage")
    #expect(unknown.errors.contains("column 2, `yeers`, is not a value of `profile`"))
    #expect(unknown.errors.contains("did you mean `years`?"))
  }

  @Test("a row of CSV ends where no quote is open, whatever the chunks")
  func chunks() throws {
    var input = "id,years,name\r\n"
    for number in 0..<30_000 {
      input += "\(number),\(number % 60 + 1),\(number % 3 == 0 ? "\"a\nb, \"\"c\"\"\"" : "5\"x")\r\n"
    }
    let place = try Place(["in.csv": input])
    let ran = try place.run("in.csv", "--select", "stage,profile.years", "--jobs", "3")
    #expect(ran.status == 0)
    #expect(
      ran.output
        == (0..<30_000).map {
          #"{"id":"\#($0)","stage":"\#($0 % 60 < 2 ? "new" : "old")","profile.years":\#($0 % 60 + 1)}"# + "\n"
        }.joined())
  }

  @Test("a folder is read file by file, and files give names to profiles that have none")
  func folder() throws {
    let place = try Place([
      "people/b.yaml": "years: 2\n", "people/a.json": #"{"id": "x", "years": 4}"#,
      "people/c.yml": "yeers: 2\n",
      "people/notes.txt": "none",
    ])
    let ran = try place.run("people", "--select", "stage")
    #expect(ran.output == #"{"id":"x","stage":"old"}"# + "\n" + #"{"id":"b.yaml","stage":"new"}"# + "\n")
    #expect(ran.errors.hasPrefix("people/c.yml:1:1: error[unknown-field]: "))
    #expect(ran.status == 65)
  }

  @Test("without a selection a record is the whole recommendation")
  func whole() throws {
    let ran = try Place().run(input: Self.people)
    #expect(ran.status == 0)
    #expect(ran.output.split(separator: "\n").count == 3)
    #expect(ran.output.hasPrefix(#"{"id":"a","format":"recommendation/1","pack":"p","#))
  }

  @Test("a field that the shape does not have may name the profiles")
  func id() throws {
    let ran = try Place().run(
      "--id", "user", "--select", "stage",
      input: #"{"user":7,"years":1}"# + "\n" + #"{"years":9,"user":"u\"8"}"# + "\n" + #"{"user":9,"x":1}"#)
    #expect(ran.output == #"{"user":7,"stage":"new"}"# + "\n" + #"{"user":"u\"8","stage":"old"}"# + "\n")
    #expect(ran.status == 65)
  }

  @Test("what cannot be selected is told with what can")
  func unknown() throws {
    let place = try Place()
    let wrong = try place.run("--select", "stagee,why,best,best", input: "{}")
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("did you mean `stage`?"))
    #expect(wrong.errors.contains("`why` is a part of each line of `best` and not selected on its own"))
    #expect(wrong.errors.contains("`best` is selected twice"))
    let tree = try place.run("--select", "fit", "--output-format", "csv", input: "{}")
    #expect(tree.errors.contains("`fit` holds records, and a column of CSV has values"))
    #expect(try place.run("--output-format", "csv", input: "{}").status == 64)
    #expect(try place.run("--resume", input: "{}").status == 64)
    #expect(try place.run("--why", input: "{}").status == 64)
  }

  @Test("the bytes are the same for any number of threads, with CRLF, and without a last line break")
  func threads() throws {
    var lines: [String] = []
    for number in 0..<20_000 {
      lines.append(
        number % 997 == 5
          ? #"{"id":"\#(number)","years":61}"#
          : #"{"id":"\#(number)","years":\#(number % 50 + 1),"skills":{"go":\#(number % 6)}}"#)
    }
    let text = lines.joined(separator: "\n")
    let place = try Place(["in.ndjson": text, "crlf.ndjson": text.replacing("\n", with: "\r\n")])
    for (jobs, input) in [("1", "in.ndjson"), ("2", "in.ndjson"), ("7", "in.ndjson"), ("3", "crlf.ndjson")] {
      let ran = try place.run(
        input, "--select", "stage,best", "-o", "out\(jobs).ndjson", "--errors", "bad\(jobs).ndjson", "--jobs",
        jobs)
      #expect(ran.status == 65)
      #expect(try place.text("out\(jobs).ndjson") == place.text("out1.ndjson"))
      #expect(try place.text("bad\(jobs).ndjson") == place.text("bad1.ndjson"))
    }
    #expect(try place.text("out1.ndjson").split(separator: "\n").count == 20_000 - 21)
  }

  @Test("a run that is stopped again and again ends with the bytes of one that is not", arguments: [1, 3])
  func resume(jobs: Int) throws {
    var input = ""
    for number in 0..<60_000 {
      input +=
        number % 5_001 == 7
        ? "{\n" : #"{"id":"\#(number)","years":\#(number % 50 + 1),"skills":{"go":\#(number % 6)}}"# + "\n"
    }
    let place = try Place(["in.ndjson": input])
    let options = ["--select", "stage,best,gap", "--jobs", "\(jobs)"]
    let whole = try Shell.recommend(
      ["batch", "--rules", "p", "in.ndjson", "-o", "whole.ndjson", "--errors", "whole.bad"] + options,
      folder: place.folder)
    #expect(whole.status == 65)
    var stops = 0
    var random = SeededRandom(seed: UInt64(jobs))
    var status: Int32 = -1
    let program = Repository.products.appending(path: "recommend")
    let command = [
      "batch", "--rules", "p", "in.ndjson", "-o", "out.ndjson", "--errors", "out.bad", "--resume",
    ]
    var written = 0
    for attempt in 0..<200 where status < 0 {
      let process = Process()
      process.currentDirectoryURL = place.folder
      process.standardError = FileHandle.nullDevice
      if attempt < 16, attempt.isMultiple(of: 2) {
        // A write past the limit on a file's size fails or kills, within a record, however fast the machine is.
        written += Int.random(in: 50...400, using: &random)
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
          ["-c", "ulimit -c 0; ulimit -f \(written); exec \"$0\" \"$@\"", program.path] + command + options
      } else {
        process.executableURL = program
        process.arguments = command + options
      }
      try process.run()
      if attempt < 16, !attempt.isMultiple(of: 2) {
        Thread.sleep(forTimeInterval: Double.random(in: 0.02...0.8, using: &random))
        if process.isRunning { kill(process.processIdentifier, attempt % 4 == 3 ? SIGINT : SIGKILL) }
      }
      process.waitUntilExit()
      if process.terminationReason == .exit, ![74, 130].contains(process.terminationStatus) {
        status = process.terminationStatus
      } else {
        stops += 1
        // Stopped between the end of its work and its exit: there is nothing left to resume.
        if place.has("out.ndjson"), !place.has("out.ndjson.progress") { status = 65 }
      }
    }
    #expect(status == 65)
    #expect(stops > 0)
    #expect(try place.text("out.ndjson") == place.text("whole.ndjson"))
    #expect(try place.text("out.bad") == place.text("whole.bad"))
    #expect(!place.has("out.ndjson.progress"))
  }

  @Test("a run is resumed only with the same input and options")
  func fingerprint() throws {
    let place = try Place(["in.ndjson": Self.people])
    let progress = place.folder.appending(path: "out.ndjson.progress")
    try """
    recommend-batch 1
    fingerprint 0
    input 0
    lines 0
    profiles 0
    bad 0
    output 0
    errors 0

    """.write(to: progress, atomically: true, encoding: .utf8)
    let other = try place.run("in.ndjson", "--select", "stage", "-o", "out.ndjson", "--resume")
    #expect(other.status == 65)
    #expect(other.errors.contains("are not those of the run that was interrupted"))
    let anew = try place.run("in.ndjson", "--select", "stage", "-o", "out.ndjson")
    #expect(anew.status == 0)
    let again = try place.run("in.ndjson", "--select", "stage", "-o", "out.ndjson", "--resume")
    #expect(again.status == 0)
    #expect(again.errors == "Nothing to resume: there is no `out.ndjson.progress`.\n")
    let own = try place.run("in.ndjson", "--select", "stage", "-o", "in.ndjson")
    #expect(own.status == 74)
    #expect(try place.text("in.ndjson") == Self.people)
  }

  @Test("a full disk is told, and a closed pipe is not")
  func unwritable() throws {
    let place = try Place(["in.ndjson": Self.people])
    let command = "\(Repository.products.appending(path: "recommend").path) batch --rules p in.ndjson"
    let full = try Shell.run(
      URL(filePath: "/bin/sh"), ["-c", "\(command) --select stage > /dev/full"], folder: place.folder)
    #expect(full.status == 74)
    #expect(full.errors == "error: cannot write the output: No space left on device\n")
    let lines = String(repeating: #"{"id":"a","years":2}"# + "\n", count: 40_000)
    let closed = try Place(["in.ndjson": lines])
    let pipe = try Shell.run(
      URL(filePath: "/bin/sh"), ["-c", "\(command) --select stage | head -1"], folder: closed.folder)
    #expect(pipe.output == #"{"id":"a","stage":"new"}"# + "\n")
    #expect(pipe.errors == "")
  }

  @Test("a line that is too long is an error of its own")
  func long() throws {
    let long = #"{"id":"b","years":2,"name":""# + String(repeating: "x", count: 17 << 20) + #""}"#
    let ran = try Place().run(
      "--select", "stage", input: "{\"id\":\"a\",\"years\":2}\n\(long)\n{\"id\":\"c\",\"years\":3}\n")
    #expect(ran.output == #"{"id":"a","stage":"new"}"# + "\n" + #"{"id":"c","stage":"old"}"# + "\n")
    #expect(ran.errors.hasPrefix("standard input:2: error[record-too-long]: the line is longer than 16 MiB"))
  }
}
