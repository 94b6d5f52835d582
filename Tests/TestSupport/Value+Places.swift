package import Recommender

/// Places within a tree: which item or field to take at each level.
extension Value {
  /// A place, the names of the first and of the last field on the way to it, and what stands there.
  package struct Place {
    package let path: [Int]
    package let root: String
    package let name: String
    package let value: Value
  }

  /// The places of all that stands in the tree, itself first.
  package var places: [Place] {
    var places: [Place] = []
    collect([], "", "", &places)
    return places
  }

  private func collect(_ path: [Int], _ root: String, _ name: String, _ places: inout [Place]) {
    places.append(Place(path: path, root: root, name: name, value: self))
    switch self {
    case .list(let items):
      for (index, item) in items.enumerated() { item.collect(path + [index], root, "", &places) }
    case .object(let fields):
      for (index, field) in fields.enumerated() {
        field.value.collect(path + [index], root.isEmpty ? field.name : root, field.name, &places)
      }
    case .text, .number, .bool: return
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
