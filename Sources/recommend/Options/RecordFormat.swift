internal import ArgumentParser
internal import Recommender

/// What `--output-format` says.
enum RecordFormat: String, CaseIterable, ExpressibleByArgument {
  case ndjson
  case csv

  var output: BatchForm.Output {
    switch self {
    case .ndjson: .ndjson
    case .csv: .csv
    }
  }
}
