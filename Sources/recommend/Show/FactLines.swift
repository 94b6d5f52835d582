internal import SourceTree
internal import Recommender

/// The facts about an id as a tree, in the layout of packs, with the place of each field behind it.
struct FactLines {
  private indirect enum Node {
    case value(Value)
    case members([String])
    case fields([(name: String, node: Node)])
  }

  private let width: Int
  private var root = Node.fields([])
  private var places: [String: Place] = [:]

  /// - Parameter below: how many parts of the paths are left out, those of the id.
  init(_ facts: [PackIndex.StatedFact], below: Int, width: Int, isKey: (PackIndex.StatedFact) -> Bool) {
    self.width = width
    for fact in facts where fact.path.count > below {
      let path = zip(fact.path, fact.names).dropFirst(below).map(FactLines.label)
      if let place = fact.place, places[path[0]] == nil { places[path[0]] = place }
      let node: Node? =
        fact.value.map { .value($0) } ?? (isKey(fact) ? .fields([]) : fact.path.last.map { .members([$0]) })
      guard let node else { continue }
      FactLines.add(node, at: (fact.isMember ? path.dropLast() : path[...]), to: &root)
    }
  }

  var lines: [(text: String, place: Place?)] {
    guard case .fields(let fields) = root else { return [] }
    return fields.flatMap { field -> [(text: String, place: Place?)] in
      let texts = FactLines.lines(field.name, field.node, indent: 2, width: width)
      return texts.enumerated().map { ($1, $0 == 0 ? places[field.name] : nil) }
    }
  }

  /// An id and its name, unless the name says the same: `copywriting 文案写作`.
  private static func label(_ id: String, _ name: String?) -> String {
    guard let name, name.lowercased().map({ $0 == " " ? "-" : $0 }) != Array(id.lowercased()) else {
      return id
    }
    return "\(id) \(name)"
  }

  private static func add(_ node: Node, at path: ArraySlice<String>, to tree: inout Node) {
    guard let name = path.first else { return }
    guard case .fields(var fields) = tree else { return }
    let index = fields.firstIndex { $0.name == name }
    if path.count == 1 {
      switch (index.map { fields[$0].node }, node) {
      case (.members(let known)?, .members(let more)):
        if let index { fields[index].node = .members(known + more) }
      case (nil, _): fields.append((name, node))
      default: break
      }
    } else {
      var inner = index.map { fields[$0].node } ?? .fields([])
      add(node, at: path.dropFirst(), to: &inner)
      if let index { fields[index].node = inner } else { fields.append((name, inner)) }
    }
    tree = .fields(fields)
  }

  private static func lines(_ name: String, _ node: Node, indent: Int, width: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let short = "\(margin)\(name): \(inline(node))"
    if DisplayWidth.of(short) <= width { return [short] }
    switch node {
    case .value: return [short]
    case .members(let names): return ["\(margin)\(name):"] + names.map { "\(margin)  - \($0)" }
    case .fields(let fields):
      return ["\(margin)\(name):"]
        + fields.flatMap { lines($0.name, $0.node, indent: indent + 2, width: width) }
    }
  }

  private static func inline(_ node: Node) -> String {
    switch node {
    case .value(.text(let text)), .value(.number(let text)): text
    case .value(.bool(let truth)): truth ? "yes" : "no"
    case .value: ""
    case .members(let names): "[" + names.joined(separator: ", ") + "]"
    case .fields(let fields):
      fields.isEmpty
        ? "{}" : "{ " + fields.map { "\($0.name): \(inline($0.node))" }.joined(separator: ", ") + " }"
    }
  }
}
