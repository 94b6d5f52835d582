import Inference
import RuleLanguage

extension Answer {
  /// What stands where an atom looked in vain: the value under its keys, or the facts that agree with the keys which are
  /// constants; of a set, its members.
  func facts(insteadOf atom: Atom) -> [Fact] {
    let declared = pack.shape[atom.leaf]
    if let keys = atom.constantKeys, declared.hasValue {
      return outcome.value(atom.leaf, keys).map { [Fact(leaf: atom.leaf, keys: keys, value: $0)] } ?? []
    }
    // The last key of a set is what may differ.
    let fixed = declared.hasValue ? atom.keys.count : max(0, atom.keys.count - 1)
    return outcome.facts(of: atom.leaf).filter { fact in
      zip(atom.keys, fact.keys).prefix(fixed).allSatisfy { term, key in
        if case .constant(let value) = term { return Int(value) == key }
        return true
      }
    }
  }
}
