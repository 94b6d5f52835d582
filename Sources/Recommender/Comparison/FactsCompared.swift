import Inference
import RuleLanguage

/// Compares what holds in two answers, by the paths that people write.
struct FactsCompared {
  private let before: Answer
  private let after: Answer

  init(_ before: Answer, _ after: Answer) {
    self.before = before
    self.after = after
  }

  /// What the profiles state.
  func stated() -> [FactChange] {
    changes(stated(before), stated(after), dropping: Shape.profile.count + 1)
  }

  private func stated(_ answer: Answer) -> [String: Fact] {
    var facts: [String: Fact] = [:]
    for fact in answer.profile.facts.facts where !isImplied(fact, answer) {
      facts[path(fact, answer)] = fact
    }
    return facts
  }

  /// Whether an entry of a map shows in what is stated below it.
  private func isImplied(_ fact: Fact, _ answer: Answer) -> Bool {
    let shape = answer.pack.shape
    guard case .entry = shape[fact.leaf].holds else { return false }
    return shape.leaves.indices.contains { index in
      let leaf = shape.leaves[index]
      guard leaf.hasValue, leaf.keys == shape[fact.leaf].keys, leaf.path.hasPrefix(shape[fact.leaf].path)
      else { return false }
      return answer.profile.facts.contains(LeafID(index), fact.keys)
    }
  }

  /// What rules concluded.
  func derived() -> [FactChange] {
    changes(derived(before), derived(after))
  }

  private func derived(_ answer: Answer) -> [String: Fact] {
    let isSamePack = before.pack === after.pack
    let shape = answer.pack.shape
    var facts: [String: Fact] = [:]
    for leaf in FactTree.derivedLeaves(of: answer.pack) {
      if isSamePack, !shape[leaf].hasTexts, before.outcome.holdsSame(leaf, as: after.outcome) { continue }
      for fact in answer.outcome.facts(of: leaf) { facts[path(fact, answer)] = fact }
    }
    return facts
  }

  // MARK: Comparing

  private func changes(_ old: [String: Fact], _ new: [String: Fact], dropping prefix: Int = 0) -> [FactChange]
  {
    let fallbacks = (Fallbacks(before.pack), Fallbacks(after.pack))
    return Set(old.keys).union(new.keys).sorted().compactMap { path in
      let was =
        old[path].map { value($0, before) }
        ?? new[path].flatMap { fallbacks.0.value(at: $0, after, in: before) }
      let now =
        new[path].map { value($0, after) }
        ?? old[path].flatMap { fallbacks.1.value(at: $0, before, in: after) }
      return FactChange(String(path.dropFirst(prefix)), was, now)
    }
  }

  private func path(_ fact: Fact, _ answer: Answer) -> String {
    answer.printer(answer.locales[0]).path(fact.leaf, fact.keys)
  }

  /// Members of sets and entries of maps are there, and that is all.
  private func value(_ fact: Fact, _ answer: Answer) -> Value {
    let declared = answer.pack.shape[fact.leaf]
    guard declared.hasValue else { return .bool(true) }
    return answer.printer(answer.locales[0]).data(fact.value, VariableType(declared.type))
  }
}

/// The defaults of a pack, by the paths of its shape.
private struct Fallbacks {
  private var leaves: [String: LeafID] = [:]

  init(_ pack: CompiledPack) {
    for (index, leaf) in pack.shape.leaves.enumerated() where leaf.fallback != nil {
      leaves[leaf.path] = LeafID(index)
    }
  }

  /// The default at the place of a fact of another answer; nil where there is none, or no such place.
  func value(at fact: Fact, _ other: Answer, in answer: Answer) -> Value? {
    let declared = other.pack.shape[fact.leaf]
    guard let leaf = leaves[declared.path], let fallback = answer.pack.shape[leaf].fallback,
      answer.pack.shape[leaf].keys.count == fact.keys.count
    else { return nil }
    for (type, key) in zip(zip(declared.keys, answer.pack.shape[leaf].keys), fact.keys) {
      guard case .kind(let theirs) = type.0, case .kind(let mine) = type.1 else { continue }
      guard answer.pack.vocabulary.exact(other.pack.vocabulary.id(key, of: theirs), of: mine) != nil
      else { return nil }
    }
    return answer.printer(answer.locales[0]).data(fallback, VariableType(answer.pack.shape[leaf].type))
  }
}

extension ShapeLeaf {
  /// Whether its keys or its value are texts, whose numbers depend on the profile.
  var hasTexts: Bool { type == .text && hasValue || keys.contains(.text) }
}
