package import Inference
import SourceTree

extension CompiledPack {
  /// The program of the pack with one of its rules changed or left out; the facts stay.
  ///
  /// - Parameter clause: what the rule says instead; nil where it is left out.
  /// - Returns: nil where rules would wait for each other.
  package func program(changing rule: Int, to clause: Clause?) -> Program? {
    var changed = rules
    if let clause {
      changed[rule].clause = clause
    } else {
      changed.remove(at: rule)
    }
    var findings = Findings()
    let strata = StrataFromResolved.build(changed, shape, findings: &findings)
    guard findings.isEmpty else { return nil }
    return program.with(clauses: strata.clauses.map(\.clause), strata: strata.strata)
  }

  /// By leaf, whether what it holds is the same for every profile: no profile states it, and no rule that depends on one
  /// concludes it.
  package var isDecidedByPack: [Bool] {
    var depends = shape.leaves.indices.map { shape.isProfile(LeafID($0)) }
    var isStable = false
    while !isStable {
      isStable = true
      func mark(_ leaf: Int) {
        if !depends[leaf] {
          depends[leaf] = true
          isStable = false
        }
      }
      for (_, clause) in strata.clauses {
        let atoms = clause.when.atoms + clause.unless.flatMap(\.atoms)
        guard atoms.contains(where: { depends[$0.leaf.index] }) else { continue }
        for head in clause.heads { mark(head.leaf.index) }
      }
      for (index, leaf) in shape.leaves.enumerated() {
        if case .rank(let terms) = leaf.holds, terms.contains(where: { depends[$0.leaf.index] }) {
          mark(index)
        }
      }
    }
    return depends.map { !$0 }
  }
}

extension CompiledPack {
  /// Whether a rule feeds itself, over whatever detour.
  package func isRecursive(_ rule: Int) -> Bool {
    strata.strata.contains { stratum in
      stratum.isRecursive && stratum.clauses.contains { strata.clauses[$0.index].rule == rule }
    }
  }

  /// The leaves that a rule reads, those that rules for these read, and so on.
  package func leavesBehind(_ rule: Int) -> Set<LeafID> {
    var behind: Set<LeafID> = []
    var pending = (rules[rule].clause.when.atoms + rules[rule].clause.unless.flatMap(\.atoms)).map(\.leaf)
    while let leaf = pending.popLast() {
      guard behind.insert(leaf).inserted else { continue }
      if case .rank(let terms) = shape[leaf].holds { pending += terms.map(\.leaf) }
      for (_, clause) in strata.clauses where clause.heads.contains(where: { $0.leaf == leaf }) {
        pending += (clause.when.atoms + clause.unless.flatMap(\.atoms)).map(\.leaf)
      }
    }
    return behind
  }
}
