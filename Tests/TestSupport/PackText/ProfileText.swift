package import Recommender

/// A sample profile as a person may write it: ids in other letter cases or by another name, YAML, JSON or
/// literals.
package struct ProfileText {
  private let tree: YAMLText
  private let seed: UInt64

  package init(_ facts: [SampleFact], in program: SampleProgram, seed: UInt64) {
    self.seed = seed
    var random = SeededRandom(seed: seed)
    // One spelling for each id, so that no mapping names the same thing twice.
    var spellings: [String: String] = [:]
    for kind in program.kinds {
      for id in kind.ids where random.chance(25) { spellings[id] = id.uppercased() }
    }
    var tree = YAMLText(facts: facts, in: program).simplified(&random, isPattern: false).spelled(spellings)
    if case .mapping(let root) = tree { tree = root.first?.value ?? .empty }
    self.tree = tree
  }

  /// The profile as YAML, in blocks or in braces.
  package var yaml: String {
    var random = SeededRandom(seed: seed)
    return random.chance(30) ? tree.flow(&random) : tree.text(arrangedBy: &random)
  }

  /// The profile as a literal in Swift.
  package var value: Value { tree.value }
}

extension YAMLText {
  func spelled(_ spellings: [String: String]) -> YAMLText {
    switch self {
    case .scalar(let text): .scalar(spellings[text] ?? text)
    case .list(let items): .list(items.map { $0.spelled(spellings) })
    case .mapping(let fields):
      .mapping(fields.map { Field(key: spellings[$0.key] ?? $0.key, value: $0.value.spelled(spellings)) })
    }
  }

  var value: Value {
    switch self {
    case .scalar("yes"): .bool(true)
    case .scalar("no"): .bool(false)
    case .scalar(let text): text.allSatisfy { "-.0123456789".contains($0) } ? .number(text) : .text(text)
    case .list(let items): .list(items.map(\.value))
    case .mapping(let fields): .object(fields.map { Value.Field($0.key, $0.value.value) })
    }
  }
}
