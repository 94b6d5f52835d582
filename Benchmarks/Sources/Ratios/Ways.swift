import CBench
import Foundation
import Recommender

/// The cheapest changes that bring a role to the first place, for every pair of a sample profile and a role.
enum Ways {
  static func rows(project: String) throws -> [Row] {
    let pack = try Pack(at: project + "/Rules/ecommerce-operations")
    let roles = try names(in: project + "/Rules/ecommerce-operations/roles").filter {
      $0 != "every-role.yaml"
    }
    .map { $0.replacingOccurrences(of: ".yaml", with: "") }
    var times: [Double] = []
    var reached = 0
    for file in try names(in: project + "/Profiles") {
      let path = project + "/Profiles/" + file
      if let name = Profile.packName(in: Array(try Data(contentsOf: URL(filePath: path)))), name != pack.id {
        continue
      }
      let advice = try pack.recommendation(for: Profile(at: path, for: pack))
      for role in roles {
        let goal = "fit: { \(role): { rank: 1 } }"
        let start = bench_cpu()
        let found = try advice.reach(goal)
        times.append(bench_cpu() - start)
        guard found.isExact else { throw Failure("the search for `\(goal)` in \(file) was stopped") }
        guard let route = found.routes.first else { continue }
        guard try route.recommendation.why(goal).holds else {
          throw Failure("`\(goal)` in \(file) is not reached")
        }
        reached += 1
      }
    }
    let worst = times.max() ?? 0
    return [
      Row(
        "`reach` to the first place, \(times.count) pairs of profile and role, \(reached) with a way", times,
        unit: "ms", factor: 1e3),
      Row("the slowest of them", [worst], unit: "ms", factor: 1e3, atMost: 1_000),
    ]
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".yaml") || $0.hasSuffix(".json")
    }.sorted()
  }
}
