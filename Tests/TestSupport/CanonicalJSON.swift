package import Recommender

/// A value as one line of JSON with the keys of objects in order, so that equal values have equal texts.
package func canonicalJSON(_ value: Value) -> String {
  switch value {
  case .text(let text): "\"\(text)\""
  case .number(let digits): digits
  case .bool(let isTrue): isTrue ? "true" : "false"
  case .list(let items): "[" + items.map(canonicalJSON).joined(separator: ",") + "]"
  case .object(let fields):
    "{"
      + fields.sorted { $0.name < $1.name }.map { "\"\($0.name)\":\(canonicalJSON($0.value))" }.joined(
        separator: ",")
      + "}"
  }
}
