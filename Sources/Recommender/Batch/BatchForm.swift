import Inference
import RuleLanguage
import SourceTree

/// What a batch makes of each profile: which parts of its recommendation, in which format, under which name.
///
///     let form = try BatchForm(try Selection(["stage", "top"], for: pack), for: pack)
///     var worker = BatchWorker(pack, form)
///
/// A record starts with the `id` of its profile where the profile has one: the field `id` of the shape, or the one
/// that `id` names. A field that the shape does not have belongs to the record alone and means nothing to the rules.
public struct BatchForm: Sendable {
  /// The format of the records.
  public enum Output: String, Sendable, CaseIterable {
    /// One JSON object a line.
    case ndjson
    /// One row a profile, as RFC 4180 has it; lists are joined with `;`.
    case csv
  }

  /// How a record finds its name.
  enum Identity: Sendable {
    case leaf(LeafID, VariableType)
    case aside(String)
    case none
  }

  /// What is wanted; without it the whole recommendation, in the format `recommendation/1`.
  public let selection: Selection?
  /// The format of the records.
  public let output: Output
  /// The locale of the texts.
  public let locale: String
  let identity: Identity
  /// What the name is called in a record.
  let idField: String?
  /// What workers share.
  let program: TabulatedProgram
  let decoder: ProfileDecoder

  /// - Parameters:
  ///   - selection: what is wanted; without it the whole recommendation.
  ///   - id: the field that names a profile; without it `id`, if the shape has it.
  ///   - output: the format; CSV needs a selection.
  ///   - locale: the locale of texts; without it the first of the pack.
  ///   - isNamed: whether profiles without an `id` are called by the name of their file.
  /// - Throws: `bad-id` where the field is no single value; `no-column` for what has no place in CSV.
  public init(
    _ selection: Selection? = nil, id: String? = nil, output: Output = .ndjson, locale: String? = nil,
    isNamed: Bool = false, for pack: Pack
  ) throws(DiagnosticError) {
    self.selection = selection
    self.output = output
    self.locale = locale ?? pack.locales[0]
    var findings = Findings()
    identity = BatchForm.identity(id, pack.compiled, &findings)
    switch identity {
    case .leaf, .aside: idField = id ?? "id"
    case .none: idField = isNamed ? "id" : nil
    }
    if output == .csv { BatchForm.checkColumns(selection, &findings) }
    if !findings.isEmpty { throw pack.compiled.sources.error(findings) }
    program = selection?.program ?? TabulatedProgram(pack.compiled.program, wanted: [])
    let aside: String? = if case .aside(let field) = identity { field } else { nil }
    decoder = ProfileDecoder(pack.compiled, limits: pack.limits.source, aside: aside)
  }

  var isJSON: Bool { output == .ndjson }

  /// The field that the shape does not have.
  var aside: String? {
    guard case .aside(let field) = identity else { return nil }
    return field
  }

  private static func identity(_ id: String?, _ pack: CompiledPack, _ findings: inout Findings) -> Identity {
    let name = id ?? "id"
    guard FactsFromProfile.hasField(name, pack.shape) else { return id.map(Identity.aside) ?? .none }
    if let profile = pack.shape.section(Shape.profile),
      case .record(let fields) = pack.shape.nodes[profile].content, let field = fields[name],
      case .leaf(let leaf) = pack.shape.nodes[field].content, pack.shape[leaf].hasValue
    {
      return .leaf(leaf, VariableType(pack.shape[leaf].type))
    }
    if id != nil {
      findings.report("bad-id", "`profile.\(name)` holds no single value that could name a profile", at: nil)
    }
    return .none
  }

  // MARK: CSV

  /// The first line of a CSV file.
  var header: [UInt8] {
    var row = ByteBuffer(capacity: 1 << 12)
    var names = idField.map { [$0] } ?? []
    for item in selection?.items ?? [] {
      switch item.content {
      case .place: names.append(item.name)
      case .section(let section): names += section.columns.map { "\(item.name).\($0.name)" }
      }
    }
    for (index, name) in names.enumerated() {
      if index > 0 { row.append(UInt8(ascii: ",")) }
      row.append(name)
    }
    row.append("\r\n")
    return Array(row.bytes)
  }

  private static func checkColumns(_ selection: Selection?, _ findings: inout Findings) {
    guard let selection else {
      findings.report(
        "no-column", "CSV has no place for a whole recommendation", at: nil, help: "select parts")
      return
    }
    for item in selection.items {
      guard case .place(let place) = item.content, case .record(let fields) = innermost(place.tree) else {
        continue
      }
      let names = fields.map { "`…\($0.name)`" }.joined(separator: ", ")
      findings.report(
        "no-column", "`\(item.name)` holds records, and a column of CSV has values", at: nil,
        help: "select one of its fields, with its path: \(names)")
    }
  }

  private static func innermost(_ tree: SelectedPlace.Tree) -> SelectedPlace.Tree {
    if case .map(_, _, _, _, let inner) = tree { return innermost(inner) }
    return tree
  }
}
