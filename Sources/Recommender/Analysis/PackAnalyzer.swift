import Inference
import RuleLanguage
import SourceTree

/// Looks at a pack from every side, and keeps what it finds.
///
/// A file of this folder for each side; `analysis` is their table of contents.
struct PackAnalyzer {
  let pack: CompiledPack
  let locale: String
  let effort: Int
  /// Whether others are meant to state what the pack is about: a kind that it declares has no ids.
  let isOpen: Bool
  /// The files of the pack itself, without those that it uses.
  let ownFiles: Set<UInt32>
  let domains: LeafDomains
  /// What holds without a profile; nil where even that can't be evaluated.
  let empty: Answer?
  /// By leaf, whether it depends on the profile.
  let isPersonal: [Bool]

  /// What the tests of the pack expect and reject.
  let tested: [ResolvedQuery]

  private var found: [(finding: SourceTree.Finding, witness: [Fact]?, expectation: LeafID?)] = []
  var independent: [String] = []
  var undecided = 0

  init(_ pack: Pack, locale: String, effort: Int) {
    let compiled = pack.compiled
    self.pack = compiled
    self.locale = locale
    self.effort = max(1, effort)
    let ownFiles = Set((compiled.roots.last ?? []).map(\.span.file))
    self.ownFiles = ownFiles
    let shape = compiled.shape
    isOpen = shape.kinds.indices.contains { index in
      guard let node = shape.section(shape.kinds[index].section) else { return false }
      return ownFiles.contains(shape.nodes[node].span.file)
        && compiled.vocabulary.count(of: KindID(index)) == 0
    }
    domains = LeafDomains(
      compiled.program,
      stated: shape.leaves.indices.map { index in
        shape.isProfile(LeafID(index)) ? compiled.values(of: shape.leaves[index]) : nil
      }, isOpen: isOpen)
    tested = ((try? TestRunner.read(pack))?.grounds ?? []).flatMap(\.tests).flatMap {
      $0.expectations + $0.rejections
    }
    let profile = (try? Profile([:], for: pack))?.facts
    empty = profile.flatMap { try? Answer(of: pack, for: $0) }
    let stated = shape.leaves.indices.map(LeafID.init).filter { shape.isProfile($0) }
    isPersonal = compiled.influence(of: stated).isReached
  }

  mutating func analysis() -> Analysis {
    if pack.roots.isEmpty { return Analysis(findings: [], independent: [], undecided: 0) }
    findDeadRules()
    findClashes()
    lookAtTables()
    findSilentSections()
    findUnusedFields()
    findUnusedIDs()
    findIdleQuestions()
    lookAtTexts()
    lookAtProtectedFields()
    runAudits()
    return Analysis(findings: sorted(), independent: independent, undecided: undecided)
  }

  // MARK: What is found

  mutating func report(
    _ code: String, _ message: String, at span: Span?, _ severity: Severity = .warning, help: String? = nil,
    notes: [(String, Span?)] = [], witness: [Fact]? = nil, expecting leaf: LeafID? = nil
  ) {
    let finding = SourceTree.Finding(
      code: code, message: message, span: span, help: help,
      notes: notes.map { (message: $0.0, span: $0.1) }, severity: severity)
    found.append((finding, witness, leaf))
  }

  func isOwn(_ span: Span?) -> Bool { span.map { ownFiles.contains($0.file) } ?? false }

  private func sorted() -> [Analysis.Finding] {
    let all = found.map { entry -> Analysis.Finding in
      var one = Findings()
      one.add(entry.finding)
      return Analysis.Finding(
        diagnostic: pack.sources.error(one).diagnostics[0],
        witness: entry.witness.flatMap { facts in empty.map { FactTree.profile(facts, $0) } },
        expectation: entry.expectation.map(pattern))
    }
    return all.sorted { one, other in
      let (mine, theirs) = (one.diagnostic, other.diagnostic)
      let (here, there) = (mine.place, theirs.place)
      let (path, otherPath) = (here?.path ?? "", there?.path ?? "")
      if path != otherPath { return path < otherPath }
      return (here?.line ?? 0, here?.column ?? 0, mine.code, mine.message)
        < (there?.line ?? 0, there?.column ?? 0, theirs.code, theirs.message)
    }
  }

  /// `{ fit: { $_: { word: $_ } } }`.
  private func pattern(_ leaf: LeafID) -> Value {
    pack.shape[leaf].path.split(separator: ".").reversed().reduce(Value.text("$_")) { inner, part in
      .object([Value.Field(part.hasPrefix("$") ? "$_" : String(part), inner)])
    }
  }

  // MARK: What holds without a profile

  /// Whether what a body asks of the pack alone is nowhere to be found.
  func isUnfounded(_ clause: Clause) -> Bool {
    guard !isOpen, let outcome = empty?.outcome else { return false }
    let atoms = clause.when.atoms.filter { !isPersonal[$0.leaf.index] }
    guard !atoms.isEmpty, atoms.allSatisfy({ isSmall($0.leaf, outcome) }) else { return false }
    let bound = Set(atoms.flatMap(\.mentioned))
    let tests = clause.when.tests.filter { bound.isSuperset(of: $0.mentioned) }
    let answers = outcome.answers(to: Condition(atoms: atoms, tests: tests), variables: clause.variables)
    return answers.isComplete && answers.solutions.isEmpty && answers.failures.isEmpty
  }

  /// An `unless` that holds whatever the profile says.
  func standingUnless(of clause: Clause) -> Int? {
    guard !isOpen, let outcome = empty?.outcome else { return nil }
    let bound = Set(clause.when.atoms.flatMap(\.mentioned))
    return clause.unless.firstIndex { condition in
      condition.atoms.allSatisfy { !isPersonal[$0.leaf.index] && isSmall($0.leaf, outcome) }
        && !condition.atoms.isEmpty
        && bound.isDisjoint(with: condition.atoms.flatMap(\.mentioned) + condition.tests.flatMap(\.mentioned))
        && !outcome.answers(to: condition, variables: clause.variables).solutions.isEmpty
    }
  }

  private func isSmall(_ leaf: LeafID, _ outcome: Outcome) -> Bool { outcome.count(of: leaf) <= 5_000 }
}

extension CompiledPack {
  /// The values that a leaf may hold, where they have bounds.
  func values(of leaf: ShapeLeaf) -> ClosedRange<Inference.Value> {
    guard leaf.hasValue else { return 1...1 }
    switch leaf.type {
    case .number: return leaf.bounds ?? -Inference.Value.max...Inference.Value.max
    case .yesNo: return 0...1
    case .words: return 0...Inference.Value(max(0, shape.words.count - 1))
    case .id(let kind): return 0...Inference.Value(max(0, vocabulary.count(of: kind) - 1))
    case .text: return 0...Inference.Value.max
    }
  }

  /// What follows, directly or not, from some leaves, and by which rules first.
  func influence(of leaves: [LeafID]) -> (isReached: [Bool], rules: [Int]) {
    var isReached = Array(repeating: false, count: shape.leaves.count)
    for leaf in leaves { isReached[leaf.index] = true }
    var used: [Int] = []
    var isUsed = Array(repeating: false, count: rules.count)
    var isChanged = true
    while isChanged {
      isChanged = false
      for (number, rule) in rules.enumerated() where !isUsed[number] {
        guard rule.clause.reads.contains(where: { isReached[$0.index] }) else { continue }
        isUsed[number] = true
        isChanged = true
        used.append(number)
      }
      for number in used {
        for clause in [rules[number].clause] {
          for head in clause.heads {
            isReached[head.leaf.index] = true
            for index in entriesAbove(head.leaf) { isReached[index] = true }
          }
        }
      }
      for (index, leaf) in shape.leaves.enumerated() where !isReached[index] {
        if case .rank(let terms) = leaf.holds, terms.contains(where: { isReached[$0.leaf.index] }) {
          isReached[index] = true
          isChanged = true
        }
      }
    }
    return (isReached, used)
  }

  private func entriesAbove(_ leaf: LeafID) -> [Int] {
    let fact = Fact(leaf: leaf, keys: shape[leaf].keys.map { _ in 0 })
    return EntryLeaves(shape).facts(over: fact).map(\.leaf.index)
  }
}

extension Atom {
  var mentioned: [Int] {
    (keys + [value]).compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }
}

extension Expression {
  var mentioned: [Int] { code.compactMap { if case .variable(let variable) = $0 { variable } else { nil } } }
}
