import Foundation
import Recommender

/// What a workload asks of a profile, in the form of the expected answers.
struct Answer {
  var id = 0
  var stage: String?
  var top: [(name: String, score: Int)] = []
  var focus: [String]?
  var resources: [String]?

  /// `{"id":0,"top":[["o0362",24]]}`.
  var line: String {
    var parts = ["\"id\":\(id)"]
    if let stage { parts.append("\"stage\":\"\(stage)\"") }
    parts.append("\"top\":[" + top.map { "[\"\($0.name)\",\($0.score)]" }.joined(separator: ",") + "]")
    if let focus { parts.append("\"focus\":[" + focus.map { "\"\($0)\"" }.joined(separator: ",") + "]") }
    if let resources {
      parts.append("\"resources\":[" + resources.map { "\"\($0)\"" }.joined(separator: ",") + "]")
    }
    return "{" + parts.joined(separator: ",") + "}"
  }

  init() {}

  /// From a record of `BatchWorker`.
  init(record: [UInt8]) throws {
    guard let fields = try JSONSerialization.jsonObject(with: Data(record)) as? [String: Any],
      let id = fields["id"] as? Int, let lines = fields["top"] as? [[String: Any]]
    else { throw Failure("this is no record: \(String(decoding: record, as: UTF8.self))") }
    self.id = id
    stage = fields["stage"] as? String
    top = lines.map { line in
      (line["role"] as? String ?? line["occupation"] as? String ?? "?", line["score"] as? Int ?? -1)
    }
    focus = (fields["focused"] as? [[String: Any]])?.map { $0["skill"] as? String ?? "?" }
    resources = fields["learn"] as? [String]
  }

  /// From the tables of a `SelectionEvaluator`, each a list of rows.
  init(id: Int, _ tables: [(table: SelectedTable, rows: [[Int64]])]) {
    self.id = id
    for (table, rows) in tables {
      func texts(_ column: String) -> [String] {
        guard let place = table.columns.firstIndex(where: { $0.name == column }) else { return [] }
        return rows.map { table.columns[place].value(of: $0[place]).text ?? "?" }
      }
      switch table.name {
      case "stage": stage = texts("stage").first
      case "focused": focus = texts("skill")
      case "learn": resources = texts("resource")
      default:
        let names = texts("role") + texts("occupation")
        let place = table.columns.firstIndex { $0.name == "score" } ?? 0
        top = zip(names, rows).map {
          ($0, table.columns[place].value(of: $1[place]).double.map(Int.init) ?? -1)
        }
      }
    }
  }
}
