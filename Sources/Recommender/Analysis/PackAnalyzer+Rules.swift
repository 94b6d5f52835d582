import Inference
import RuleLanguage
import SourceTree

extension PackAnalyzer {
  // MARK: Rules that never apply

  mutating func findDeadRules() {
    for rule in pack.rules where isOwn(rule.span) {
      if let reason = obstacle(of: rule.clause) {
        report(
          "never-fires", "`\(rule.name)` never applies: \(reason.text)",
          at: reason.atom.flatMap { $0 < rule.atomSpans.count ? rule.atomSpans[$0] : nil } ?? rule.span,
          .error,
          help: reason.help)
      }
    }
  }

  /// Why a body never matches, whatever the profile says.
  func obstacle(of clause: Clause) -> (text: String, atom: Int?, help: String?)? {
    switch domains.obstacle(clause) {
    case .nothing(let atom):
      let path = pack.shape[clause.when.atoms[atom].leaf].path
      return ("nothing states or concludes `\(path)`", atom, "conclude it by a rule, or take the rule away")
    case .mismatch(let atom):
      let path = pack.shape[clause.when.atoms[atom].leaf].path
      return ("`\(path)` never is what it asks for", atom, nil)
    case .test(let test):
      return (
        "no values pass \(test < clause.when.tests.count ? "its ranges and comparisons together" : "its `where`")",
        nil, nil
      )
    case .contradiction: return ("it asks for two values at one place", nil, nil)
    case .unless(let number):
      return ("whenever its `when` holds, item \(number + 1) of its `unless` does, too", nil, nil)
    case nil: break
    }
    if let number = standingUnless(of: clause) {
      return ("item \(number + 1) of its `unless` holds for everybody", nil, nil)
    }
    if isUnfounded(clause) {
      return ("what it asks of the facts of the pack is nowhere found together", nil, nil)
    }
    return nil
  }

  // MARK: Rules that contradict each other

  mutating func findClashes() {
    var writers: [LeafID: [(rule: Int, head: Int)]] = [:]
    for (number, rule) in pack.rules.enumerated() {
      for (index, head) in rule.clause.heads.enumerated() {
        if case .one = pack.shape[head.leaf].holds { writers[head.leaf, default: []].append((number, index)) }
      }
    }
    for (leaf, heads) in writers.sorted(by: { $0.key < $1.key }) {
      // A rule is told once for each leaf, with the first that it contradicts.
      for (second, other) in heads.enumerated() {
        for one in heads[...second] where clash(one, other, leaf) { break }
      }
    }
  }

  /// Returns whether the two were reported.
  private mutating func clash(
    _ one: (rule: Int, head: Int), _ other: (rule: Int, head: Int), _ leaf: LeafID
  ) -> Bool {
    let (mine, theirs) = (pack.rules[one.rule], pack.rules[other.rule])
    guard !isOpen, isOwn(mine.span) || isOwn(theirs.span),
      let joint = mine.clause.clash(one.head, with: theirs.clause, other.head, in: pack.program),
      domains.obstacle(joint) == nil, !isUnfounded(joint)
    else { return false }
    switch ProfileSearch(pack).witness(of: joint, effort: effort) {
    case .none: return false
    case .givenUp, .tooWide:
      undecided += 1
      return false
    case .found(let facts):
      // The rules may never be so far, because others contradict each other before.
      guard (try? pack.program.evaluate(facts)) == nil else { return false }
      let path = pack.shape[leaf].path
      let isOne = one.rule == other.rule
      report(
        "conflicting-rules",
        isOne
          ? "`\(mine.name)` concludes several values for one `\(path)`"
          : "`\(mine.name)` and `\(theirs.name)` conclude different values for one `\(path)`",
        at: other.head < theirs.headSpans.count ? theirs.headSpans[other.head] : theirs.span, .error,
        help: "tell the two apart, or declare `\(path)` a set, `sum`, `max` or `min`",
        notes: isOne ? [] : [("the other rule is here", mine.span)], witness: facts, expecting: leaf)
      return true
    }
  }
}
