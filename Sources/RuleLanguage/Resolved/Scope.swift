import Inference
import SourceTree

/// The variables that are known while one rule, section or test is resolved.
struct Scope {
  struct Variable {
    let name: String?
    var type: VariableType?
    let span: Span
    var isBound = false
    var uses = 0
    /// Whether it was told that its places do not agree.
    var hasClash = false
    /// Stands only within one `unless`.
    var isLocal = false
  }

  private(set) var variables: [Variable] = []
  private var index: [String: Int] = [:]
  /// What a table's row fills in.
  var columns: [String: YAMLNode] = [:]
  var usedColumns: Set<String> = []
  /// The type at the first place where a column stands.
  var columnTypes: [String: VariableType] = [:]
  /// Whose patterns bind variables.
  var binder = "`when`"
  /// Variables of a `when` that could not be read: nobody knows whether they are bound.
  var excused: Set<String> = []
  /// Variables of enclosing sections.
  private(set) var given = 0
  private var isInUnless = false
  private var outerIndex: [String: Int] = [:]

  init() {}

  /// A scope inside another one, whose named variables are bound.
  init(inside outer: [ResolvedRule.Variable], span: Span) {
    for variable in outer {
      if let name = variable.name { index[name] = variables.count }
      variables.append(Variable(name: variable.name, type: variable.type, span: span, isBound: true, uses: 2))
    }
    given = outer.count
    binder = "`each`"
  }

  func lookup(_ name: String) -> Int? { index[name] }

  subscript(variable: Int) -> Variable {
    get { variables[variable] }
    set { variables[variable] = newValue }
  }

  /// The variable of that name, made where it is new.
  mutating func variable(_ name: String, at span: Span) -> Int {
    if let known = index[name] { return known }
    variables.append(Variable(name: name, type: nil, span: span, isLocal: isInUnless))
    index[name] = variables.count - 1
    return variables.count - 1
  }

  mutating func hidden(_ type: VariableType, at span: Span) -> Int {
    variables.append(Variable(name: nil, type: type, span: span, isBound: true, uses: 2, isLocal: isInUnless))
    return variables.count - 1
  }

  /// What is named between `enterUnless` and `leaveUnless` is forgotten afterwards.
  mutating func enterUnless() {
    outerIndex = index
    isInUnless = true
  }

  mutating func leaveUnless() {
    index = outerIndex
    isInUnless = false
  }

  var boundNames: [String] {
    variables.compactMap { $0.isBound && !$0.isLocal ? $0.name : nil }.sorted()
  }

  /// The order in which variables are numbered: given ones, the author's by name, then hidden and local ones.
  func numbering() -> (rename: [Int], order: [Int], named: Int) {
    let own = variables.indices.dropFirst(given)
    let named = own.filter { variables[$0].name != nil && !variables[$0].isLocal }
      .sorted { (variables[$0].name ?? "") < (variables[$1].name ?? "") }
    let rest = own.filter { variables[$0].name == nil || variables[$0].isLocal }
    let order = Array(0..<given) + named + rest
    var rename = Array(repeating: 0, count: variables.count)
    for (new, old) in order.enumerated() { rename[old] = new }
    return (rename, order, named.count)
  }
}
