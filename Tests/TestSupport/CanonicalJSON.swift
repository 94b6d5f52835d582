package import Recommender

/// A value as one line of JSON with the keys of objects in order, so that equal values have equal texts.
package func canonicalJSON(_ value: Value) -> String {
  switch value {
  case .text(let text): "\"\(text)\""
  case .number(let digits): digits
  case .bool(let isTrue): isTrue ? "true" : "false"
  case .list(let items): "[" + items.map(canonicalJSON).joined(separator: ",") + "]"
  case .object(let fields):
    "{" + fields.sorted { $0.0 < $1.0 }.map { "\"\($0.0)\":\(canonicalJSON($0.1))" }.joined(separator: ",")
      + "}"
  }
}
