import RuleLanguage
import SourceTree

/// What the columns of a CSV file state in a profile, by their headings.
///
///     years,skills.copywriting,channels
///     2,3,books;courses
///
/// A heading is the path of a value below `profile`, with an id or a name in the place of a key. A column may hold a
/// set, whose members are joined with `;`. An empty cell states nothing.
public struct CSVColumns: Sendable {
  /// Fields with what stands below them.
  indirect enum Node: Sendable {
    case value(column: Int)
    case list(column: Int)
    case object([(name: String, node: Node)])
  }

  let root: Node
  let count: Int

  /// - Parameter heading: the first record of the file, without its line break.
  /// - Throws: `unknown-heading` for every heading that is no place of the profile or stands there twice.
  public init(_ heading: [UInt8], for pack: Pack, _ form: BatchForm) throws(DiagnosticError) {
    var findings = Findings()
    let cells = CSVCells.record(heading).map { String(decoding: $0, as: UTF8.self) }
    var root = Node.object([])
    for (column, text) in cells.enumerated() {
      guard let (parts, isList) = CSVColumns.place(text, pack.compiled, form) else {
        findings.report(
          "unknown-heading", "column \(column + 1), `\(text)`, is not a value of `profile`", at: nil,
          help: nearest(to: text, among: CSVColumns.known(pack.compiled)).map { "did you mean `\($0)`?" })
        continue
      }
      if !CSVColumns.insert(
        isList ? .list(column: column) : .value(column: column), at: parts[...], into: &root)
      {
        findings.report("unknown-heading", "column \(column + 1), `\(text)`, is already there", at: nil)
      }
    }
    if !findings.isEmpty { throw pack.compiled.sources.error(findings) }
    self.root = root
    count = cells.count
  }

  private static func insert(_ node: Node, at path: ArraySlice<String>, into tree: inout Node) -> Bool {
    guard case .object(var fields) = tree, let name = path.first else { return false }
    let known = fields.firstIndex { $0.name == name }
    if path.count == 1 {
      if known != nil { return false }
      fields.append((name, node))
    } else {
      let place = known ?? fields.count
      if known == nil { fields.append((name, .object([]))) }
      guard insert(node, at: path.dropFirst(), into: &fields[place].node) else { return false }
    }
    tree = .object(fields)
    return true
  }

  /// The fields and keys of a heading, and whether the cells hold lists.
  private static func place(_ text: String, _ pack: CompiledPack, _ form: BatchForm) -> (
    parts: [String], isList: Bool
  )? {
    if text == "pack" || text == form.aside { return ([text], false) }
    guard var node = pack.shape.section(Shape.profile) else { return nil }
    var rest = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...]
    var parts: [String] = []
    while true {
      switch pack.shape.nodes[node].content {
      case .leaf(let leaf):
        if case .set = pack.shape[leaf].holds { return rest.isEmpty ? (parts, true) : nil }
        return rest.isEmpty && pack.shape[leaf].hasValue ? (parts, false) : nil
      case .record(let fields):
        guard let name = rest.popFirst(), let field = fields[name] else { return nil }
        parts.append(name)
        node = field
      case .map(let kind, let value, _):
        // Names may have dots; where a value follows, all that is left is the name.
        var name = rest.popFirst()
        if case .leaf = pack.shape.nodes[value].content, let first = name {
          name = ([first] + rest).joined(separator: ".")
          rest = []
        }
        guard let name, case .id = pack.vocabulary.meaning(of: name, as: kind) else { return nil }
        parts.append(name)
        node = value
      }
    }
  }

  private static func known(_ pack: CompiledPack) -> [String] {
    let prefix = Shape.profile + "."
    return pack.shape.leaves.filter { $0.path.hasPrefix(prefix) }.flatMap { leaf -> [String] in
      let path = String(leaf.path.dropFirst(prefix.count))
      guard let dollar = path.firstIndex(of: "$"), case .kind(let kind)? = leaf.keys.first,
        !path[dollar...].contains(".")
      else { return [path] }
      return pack.vocabulary.known(kind).map { path[..<dollar] + $0 }
    }
  }
}
