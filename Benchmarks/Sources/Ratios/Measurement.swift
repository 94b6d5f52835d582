import CBench
import Foundation
import Recommender

/// Everything that is measured, in the order of the table.
struct Measurement {
  let options: Options
  private let folder: String
  private let command: Command
  private let hasESCO: Bool

  init(_ options: Options) throws {
    self.options = options
    let files = FileManager.default
    let here = files.currentDirectoryPath + "/"
    folder = options.scratch.hasPrefix("/") ? options.scratch : here + options.scratch
    command = Command(path: options.command)
    try? files.removeItem(atPath: folder)
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (pack, report) in [("shop", Measurement.shopReport), ("esco", Measurement.escoReport)] {
      let path = folder + "/" + pack
      guard files.fileExists(atPath: options.workloads + "/packs/" + pack) else { continue }
      try files.copyItem(atPath: options.workloads + "/packs/" + pack, toPath: path)
      // A program asks for the best of what rules concluded by a section of the report.
      if files.fileExists(atPath: path + "/report.yaml") { continue }
      try report.write(toFile: path + "/report.yaml", atomically: true, encoding: .utf8)
    }
    hasESCO = files.fileExists(atPath: folder + "/esco")
  }

  private static let shopReport = """
    report:
      - section: top
        each: { fit: { $role: { rank: $rank, score: $score } } }
        where: $rank <= 5
        order: $rank
        text: $role
      - section: focused
        each: { focus: { $skill: { order: $order } } }
        order: $order
        text: $skill

    """

  private static let escoReport = """
    report:
      - section: top
        each: { match: { $occupation: { rank: $rank, score: $score } } }
        where: $rank <= 10
        order: $rank
        text: $occupation

    """

  func rows() throws -> [Row] {
    if !hasESCO { note("the workloads have no `esco`: its rows are left out") }
    return try shop() + (hasESCO ? esco() + loading() : []) + processes() + Growth.rows() + explanations()
      + Ways.rows(project: options.project)
  }

  private func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  // MARK: Evaluation

  private func shop() throws -> [Row] {
    let limit = Reference(program: "bin/w1", folder: options.workloads)
    var subject = try subject("shop", "w1", ["stage", "top", "focused", "learn"], limit, ["limit", "json"])
    var (c, json, alone, together, records) = ([Double](), [Double](), [Double](), [Double](), [Double]())
    let count = Double(options.profiles)
    for _ in 0..<options.rounds {
      c.append(try limit.seconds("limit", profiles: options.profiles, passes: 40))
      alone.append(try mean(of: 3) { try subject.evaluate(atOnce: 1) } / count)
      together.append(
        try mean(of: 5) { try subject.evaluate(atOnce: SelectionEvaluator.maxProfiles) } / count)
      json.append(try limit.seconds("json", profiles: options.profiles, passes: 10))
      records.append(try mean(of: 3) { try subject.write() } / count)
    }
    return [
      Row("shop, one profile at a time, in memory", alone, against: c, unit: "µs", factor: 1e6, atMost: 8),
      Row("shop, batch, in memory", together, against: c, unit: "µs", factor: 1e6, atMost: 4),
      Row("shop, NDJSON in to NDJSON out", records, against: json, unit: "µs", factor: 1e6, atMost: 3),
    ] + (try allocations("shop", &subject))
  }

  private func esco() throws -> [Row] {
    let limit = Reference(program: "bin/w2", folder: options.workloads)
    var subject = try subject("esco", "w2", ["top"], limit, ["limit", "json"])
    var (c, json, alone, together, records) = ([Double](), [Double](), [Double](), [Double](), [Double]())
    let count = Double(options.profiles)
    for _ in 0..<options.rounds {
      c.append(try limit.seconds("limit", profiles: options.profiles, passes: 5))
      alone.append(try subject.evaluate(atOnce: 1) / count)
      together.append(try subject.evaluate(atOnce: SelectionEvaluator.maxProfiles) / count)
      json.append(try limit.seconds("json", profiles: options.profiles, passes: 5))
      records.append(try subject.write() / count)
    }
    return [
      Row("esco, one profile at a time, ten best", alone, against: c, unit: "µs", factor: 1e6, atMost: 3),
      Row(
        "esco, batch, in memory", ours: "\(Spread(together).text(1e6)) µs",
        other: "\(Spread(c).text(1e6)) µs",
        ratio: "\(Spread(zip(together, c).map { $0 / $1 }).text()) ×"),
      Row(
        "esco, NDJSON in to NDJSON out", ours: "\(Spread(records).text(1e6)) µs",
        other: "\(Spread(json).text(1e6)) µs", ratio: "\(Spread(zip(records, json).map { $0 / $1 }).text()) ×"
      ),
    ] + (try allocations("esco", &subject))
  }

  /// Reads a workload and compares all answers before anything is measured.
  private func subject(
    _ pack: String, _ name: String, _ selection: [String], _ limit: Reference, _ variants: [String]
  ) throws -> Subject {
    note("\(pack): reading \(options.profiles) profiles")
    let lines = try Lines.read("\(options.workloads)/gen/\(name)_profiles.ndjson", limit: options.profiles)
    guard lines.count == options.profiles else { throw Failure("\(name) has \(lines.count) profiles only") }
    var subject = try Subject(Pack(at: folder + "/" + pack), selection, lines)
    let expected = try Lines.read("\(options.workloads)/gen/\(name)_expected.ndjson")
    for variant in variants { try limit.check(variant) }
    try subject.check(against: expected)
    note("\(pack): \(min(expected.count, lines.count)) answers are the expected ones; measuring")
    return subject
  }

  private func mean(of passes: Int, _ pass: () throws -> Double) rethrows -> Double {
    var sum = 0.0
    for _ in 0..<passes { sum += try pass() }
    return sum / Double(passes)
  }

  private func allocations(_ name: String, _ subject: inout Subject) throws -> [Row] {
    try [(1, "alone"), (SelectionEvaluator.maxProfiles, "side by side")].compactMap { width, how in
      guard let count = try subject.allocations(atOnce: width) else { return nil }
      return Row(
        "\(name), allocations in the evaluation of a profile \(how)",
        ours: count == 0 ? "none" : Spread.text(count),
        goal: "none", count == 0)
    }
  }

  // MARK: Loading

  private func loading() throws -> [Row] {
    note("esco: loading")
    let image = folder + "/esco.bin"
    try Pack(at: folder + "/esco").write(image: image)
    let loading = try Loading(folder + "/esco", image: image)
    var (events, compiled, mapped, grown, shared) = (
      [Double](), [Double](), [Double](), [Double](), [Double]()
    )
    for _ in 0..<options.rounds {
      events.append(try loading.events())
      compiled.append(try loading.compile())
      mapped.append(try loading.map())
      grown.append(try Loading.memory(folder + "/esco"))
      shared.append(try Loading.memory(image))
    }
    return [
      Row(
        "esco, load from YAML; bare events of libyaml", compiled, against: events, unit: "ms", factor: 1e3,
        atMost: 2
      ),
      Row("esco, load from its image", mapped, unit: "ms", factor: 1e3, atMost: 5),
      Row("esco, resident growth, loaded from YAML", grown, unit: "MB", factor: 1e-6, atMost: 20),
      Row("esco, resident growth, loaded from its image", shared, unit: "MB", factor: 1e-6, atMost: 20),
    ]
  }

  // MARK: Processes

  private func processes() throws -> [Row] {
    guard !options.command.isEmpty else { return [] }
    note("whole processes")
    let profile = options.project + "/Profiles/me.yaml"
    let pack = options.project + "/Rules/ecommerce-operations"
    let image = folder + "/ecommerce-operations.bin"
    try Pack(at: pack).write(image: image)
    var runs = [
      (
        "whole process, `recommend --profile Profiles/me.yaml`, from YAML",
        ["--pack", pack, "--profile", profile], 25.0
      ),
      ("the same from an image", ["--pack", image, "--profile", profile], 10),
    ]
    if options.esco.isEmpty {
      note("ESCO_CSV is not given: the row of the imported ESCO is left out")
    } else {
      let rules = folder + "/rules"
      let files = FileManager.default
      try files.createDirectory(atPath: rules, withIntermediateDirectories: true)
      try files.copyItem(atPath: options.project + "/Rules/career-method", toPath: rules + "/career-method")
      _ = try command.seconds(["import", "esco", "--csv", options.esco, "--out", rules + "/esco"])
      let image = folder + "/imported.bin"
      try Pack(at: rules + "/esco").write(image: image)
      let profile = options.project + "/Profiles/esco/me.yaml"
      runs.append(
        ("whole process, imported ESCO, from an image", ["--pack", image, "--profile", profile], 15))
    }
    var times = runs.map { _ in [Double]() }
    for round in 0...(options.rounds * 3) {
      for (index, run) in runs.enumerated() {
        let seconds = try command.seconds(run.1)
        if round > 0 { times[index].append(seconds) }
      }
    }
    return zip(runs, times).map { Row($0.0, $1, unit: "ms", factor: 1e3, atMost: $0.2) }
  }

  // MARK: Explanations

  private func explanations() throws -> [Row] {
    let pack = try Pack(at: options.project + "/Rules/ecommerce-operations")
    let profile = try Profile(at: options.project + "/Profiles/me.yaml", for: pack)
    var (plain, explained, asked, askedNot) = ([Double](), [Double](), [Double](), [Double]())
    for _ in 0...options.rounds {
      plain.append(
        try mean(of: 10) {
          let start = bench_cpu()
          let advice = try pack.recommendation(for: profile)
          guard !advice.sections.isEmpty else { throw Failure("the recommendation is empty") }
          return bench_cpu() - start
        })
      explained.append(
        try mean(of: 10) {
          let start = bench_cpu()
          let advice = try pack.recommendation(for: profile)
          guard advice.sections.reduce(0, { $0 + Measurement.reasons($1) }) > 0 else {
            throw Failure("there are no reasons")
          }
          return bench_cpu() - start
        })
      asked.append(
        try mean(of: 10) {
          let start = bench_cpu()
          let advice = try pack.recommendation(for: profile)
          let why = try advice.why("fit: { content-operations: { rank: 1 } }")
          guard why.holds else { throw Failure("there is no explanation") }
          return bench_cpu() - start
        })
      askedNot.append(
        try mean(of: 10) {
          let start = bench_cpu()
          let advice = try pack.recommendation(for: profile)
          let whyNot = try advice.whyNot("targets: channel-operations")
          guard !whyNot.holds else { throw Failure("there is nothing to explain") }
          return bench_cpu() - start
        })
    }
    return [
      Row(
        "`Profiles/me.yaml`, a whole recommendation in memory", Array(plain.dropFirst()), unit: "ms",
        factor: 1e3),
      Row("the same with the reasons of every line", Array(explained.dropFirst()), unit: "ms", factor: 1e3),
      Row("the same with one `why`, down to every line", Array(asked.dropFirst()), unit: "ms", factor: 1e3),
      Row("the same with one `why-not`", Array(askedNot.dropFirst()), unit: "ms", factor: 1e3),
    ]
  }

  private static func reasons(_ section: Section) -> Int {
    section.lines.reduce(0) { count, line in
      count + line.reasons.count + line.sections.reduce(0) { $0 + reasons($1) }
    }
  }
}
