internal import Recommender

/// A file with one rule, and with comments on what rules of the pack may read and conclude.
struct NewRule {
  let name: String
  let when: String
  let then: String
  let because: NewTitle
  let index: PackIndex
  let words: NewWords

  var path: String { "rules/\(name).yaml" }

  var text: String {
    var lines = ["# \(words.ruleComment)", "rules:", "  - rule: \(name)"]
    lines.append("    when: \(braced(when))")
    lines.append("    then: \(braced(then))")
    if because.zh != nil || because.en != nil {
      lines.append("    because: \(because.yaml())")
    } else {
      lines.append("    # because: \"…\"   # \(words.becauseComment)")
    }
    lines.append("    # source: ours   # \(words.sourceComment)")
    lines += ["", "# \(words.mayRead)"]
    lines += listed(index.leaves.filter { $0.section == "profile" })
    lines += ["# \(words.mayConclude)"]
    lines += listed(index.leaves.filter { $0.section != "profile" && !$0.writers.isEmpty })
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is written without braces is a map all the same: `profile: { years: 2 }`.
  private func braced(_ text: String) -> String {
    text.hasPrefix("{") || text.hasPrefix("[") ? text : "{ \(text) }"
  }

  private func listed(_ leaves: [PackIndex.Leaf]) -> [String] {
    let shown = leaves.filter { $0.type != "keys" && $0.type != "[alias]" && !$0.type.hasPrefix("by ") }
    return shown.prefix(24).map { "#   \($0.path): \($0.type)" } + (shown.count > 24 ? ["#   …"] : [])
  }
}
