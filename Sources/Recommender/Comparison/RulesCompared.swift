import Inference
import RuleLanguage
import SourceTree

/// Finds the applications of rules that differ between two answers.
///
/// A rule applies under each binding of the author's variables for which its `when` holds and its `unless` does not. They are
/// found by asking for them once more, of those rules only that read a leaf which differs: nothing else can have changed.
struct RulesCompared {
  private let before: Answer
  private let after: Answer
  private let isSamePack: Bool

  init(_ before: Answer, _ after: Answer) {
    self.before = before
    self.after = after
    isSamePack = before.pack === after.pack
  }

  func changes() -> [RuleChange] {
    let old = rules(of: before.pack)
    let new = isSamePack ? old : rules(of: after.pack)
    let isChanged = isSamePack ? changedLeaves() : []
    return Set(old.keys).union(new.keys).sorted(by: RulesCompared.precedes).compactMap { name in
      if isSamePack, let rule = old[name], !reads(rule, isChanged) { return nil }
      return change(old[name], new[name])
    }
  }

  private func rules(of pack: CompiledPack) -> [String: ResolvedRule] {
    Dictionary(pack.rules.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Rows of a table in their order: `aim[2]` before `aim[10]`.
  private static func precedes(_ one: String, _ other: String) -> Bool {
    func parts(_ name: String) -> (Substring, Int) {
      guard let bracket = name.lastIndex(of: "["), name.last == "]" else { return (name[...], 0) }
      return (name[..<bracket], Int(name[name.index(after: bracket)...].dropLast()) ?? 0)
    }
    return parts(one) < parts(other)
  }

  // MARK: What differs

  private func changedLeaves() -> [Bool] {
    before.pack.shape.leaves.indices.map { index in
      let leaf = LeafID(index)
      return before.pack.shape[leaf].hasTexts || !before.outcome.holdsSame(leaf, as: after.outcome)
    }
  }

  private func reads(_ rule: ResolvedRule, _ isChanged: [Bool]) -> Bool {
    let clause = rule.clause
    return (clause.when.atoms + clause.unless.flatMap(\.atoms)).contains { isChanged[$0.leaf.index] }
  }

  private func change(_ old: ResolvedRule?, _ new: ResolvedRule?) -> RuleChange? {
    guard let rule = new ?? old else { return nil }
    var was = Set(old.map { applications(of: $0, before) } ?? [])
    var now = Set(new.map { applications(of: $0, after) } ?? [])
    let same = was.intersection(now)
    was.subtract(same)
    now.subtract(same)
    if was.isEmpty && now.isEmpty { return nil }
    let answer = new == nil ? before : after
    return RuleChange(
      rule: rule.name, source: rule.source, place: answer.pack.sources.place(of: rule.span),
      changes: paired(was.map { ($0, old) }, now.map { ($0, new) }))
  }

  // MARK: Applications

  /// What the named variables of a rule stand for, as data, once.
  private struct Application: Hashable {
    let values: [Value?]
    let bindings: [Inference.Value]

    static func == (one: Application, other: Application) -> Bool { one.values == other.values }
    func hash(into hasher: inout Hasher) { hasher.combine(values) }
  }

  private func applications(of rule: ResolvedRule, _ answer: Answer) -> [Application] {
    let clause = rule.clause
    let solutions = answer.outcome.solutions(
      of: clause.when, unless: clause.unless, variables: clause.variables)
    let printer = answer.printer(answer.locales[0])
    var seen: Set<[Inference.Value]> = []
    return solutions.compactMap { bindings in
      let named = Array(bindings.prefix(clause.named))
      guard seen.insert(named).inserted else { return nil }
      let values = zip(rule.variables, named).map { variable, value in
        value == .unbound ? nil : printer.data(value, variable.type)
      }
      return Application(values: values, bindings: bindings)
    }
  }

  /// Matches applications that are gone with those that are new and about the same ids.
  private func paired(
    _ was: [(Application, ResolvedRule?)], _ now: [(Application, ResolvedRule?)]
  ) -> [RuleChange.Change] {
    var old: [[String: Value]: [RuleApplication]] = [:]
    var keys: Set<[String: Value]> = []
    var new = old
    for (application, rule) in was {
      guard let rule else { continue }
      let (key, told) = told(application, rule, before)
      keys.insert(key)
      old[key, default: []].append(told)
    }
    for (application, rule) in now {
      guard let rule else { continue }
      let (key, told) = told(application, rule, after)
      keys.insert(key)
      new[key, default: []].append(told)
    }
    let sorted = keys.map { ($0, RulesCompared.order($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
    return sorted.flatMap { key in
      let (old, new) = (RulesCompared.sorted(old[key] ?? []), RulesCompared.sorted(new[key] ?? []))
      return (0..<max(old.count, new.count)).map { index in
        RuleChange.Change(
          before: index < old.count ? old[index] : nil, after: index < new.count ? new[index] : nil)
      }
    }
  }

  private func told(_ application: Application, _ rule: ResolvedRule, _ answer: Answer) -> (
    key: [String: Value], RuleApplication
  ) {
    let keyVariables = Set(rule.clause.when.keyVariables)
    var (key, values): ([String: Value], [String: Value]) = ([:], [:])
    for (number, value) in application.values.enumerated() {
      guard let name = rule.variables[number].name, let value else { continue }
      values[name] = value
      if keyVariables.contains(number) { key[name] = value }
    }
    let because = rule.because.map { answer.text($0, application.bindings) }
    return (key, RuleApplication(values: values, because: because))
  }

  private static func sorted(_ applications: [RuleApplication]) -> [RuleApplication] {
    applications.count < 2
      ? applications : applications.map { ($0, order($0.values)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// A text by which values are sorted.
  private static func order(_ values: [String: Value]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.json(pretty: false))" }.joined(
      separator: "\u{1}")
  }
}
