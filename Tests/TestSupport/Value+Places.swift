package import Recommender

/// Places within a tree: which item or field to take at each level.
extension Value {
  /// The places of all that stands in the tree, itself first.
  package var places: [[Int]] {
    let inner: [Value] =
      switch self {
      case .list(let items): items
      case .object(let fields): fields.map(\.value)
      case .text, .number, .bool: []
      }
    return [[]] + inner.enumerated().flatMap { index, value in value.places.map { [index] + $0 } }
  }

  /// What stands at a place; nil where nothing does.
  package func value(at place: some Collection<Int>) -> Value? {
    guard let first = place.first else { return self }
    switch self {
    case .list(let items):
      return items.indices.contains(first) ? items[first].value(at: place.dropFirst()) : nil
    case .object(let fields):
      return fields.indices.contains(first) ? fields[first].value.value(at: place.dropFirst()) : nil
    case .text, .number, .bool: return nil
    }
  }

  /// The names of the fields on the way to a place, items of lists as `[]`.
  package func names(to place: some Collection<Int>) -> [String] {
    guard let first = place.first else { return [] }
    switch self {
    case .list(let items): return ["[]"] + items[first].names(to: place.dropFirst())
    case .object(let fields): return [fields[first].name] + fields[first].value.names(to: place.dropFirst())
    case .text, .number, .bool: return []
    }
  }

  /// The tree with something else at a place.
  package func replacing(at place: some Collection<Int>, _ change: (Value) -> Value) -> Value {
    guard let first = place.first else { return change(self) }
    switch self {
    case .list(var items):
      items[first] = items[first].replacing(at: place.dropFirst(), change)
      return .list(items)
    case .object(var fields):
      let field = fields[first]
      fields[first] = Field(field.name, field.value.replacing(at: place.dropFirst(), change))
      return .object(fields)
    case .text, .number, .bool: return self
    }
  }
}
