import RuleLanguage
import SourceTree

/// Finds what one version of a pack says differently from another, part by part.
///
/// Files, the order of rules and of keys mean nothing: a rule that moved to another file is not edited. A part that is
/// there on one side only is one edit, however much stands in it.
struct PackEdits {
  private let sources: (old: PackSources, new: PackSources)
  private var edits: [PackEdit] = []

  static func between(_ old: PackText, _ new: PackText) -> [PackEdit] {
    var finder = PackEdits(sources: (old.sources, new.sources))
    let isSame = { (path: String) in
      if let mine = old.files[path], let theirs = new.files[path] {
        mine.bytes == theirs.bytes
      } else {
        false
      }
    }
    finder.compare(roots(old, but: isSame), roots(new, but: isSame))
    return finder.edits
  }

  /// The files that differ, in the order of their paths.
  private static func roots(_ text: PackText, but isSame: (String) -> Bool) -> [PackPart] {
    text.files.filter { !isSame($0.key) }.sorted { $0.key < $1.key }.map {
      PackPart(file: $0.key, path: [], tree: PackTree($0.value.root))
    }
  }

  private init(sources: (old: PackSources, new: PackSources)) {
    self.sources = sources
  }

  private mutating func add(
    _ subject: PackEdit.Subject, _ name: String, _ old: [PackPart], _ new: [PackPart], rule: [PackTree] = []
  ) {
    edits.append(PackEdit(subject, name, old: old, new: new, rule: rule, sources))
  }

  // MARK: Files

  private mutating func compare(_ old: [PackPart], _ new: [PackPart]) {
    let (was, now) = (PackEdits.fields(old), PackEdits.fields(new))
    for key in Set(was.keys).union(now.keys).sorted() {
      let (old, new) = (was[key] ?? [], now[key] ?? [])
      switch key {
      case "rules": rules(PackEdits.items(old, named: "rule"), PackEdits.items(new, named: "rule"))
      case "questions":
        let field = "question"
        named(.question, PackEdits.items(old, named: field), PackEdits.items(new, named: field))
      case "report": sections(old, new, name: "report")
      case "kinds", "shape": tree(.shape, key, old, new)
      case "pack", "version", "title", "uses", "locales": manifest(key, old, new)
      default: tree(.fact, key, old, new)
      }
    }
  }

  /// By key, the values of maps.
  private static func fields(_ parts: [PackPart]) -> [String: [PackPart]] {
    var fields: [String: [PackPart]] = [:]
    for part in parts {
      for (key, value) in part.tree.entries ?? [] {
        fields[key, default: []].append(part.child(.key(key), value))
      }
    }
    return fields
  }

  /// Those of each pack on their own.
  private mutating func manifest(_ key: String, _ old: [PackPart], _ new: [PackPart]) {
    func pack(_ part: PackPart) -> String { String(part.file.prefix { $0 != "/" }) }
    for id in Set((old + new).map(pack)).sorted() {
      tree(.manifest, "\(id).\(key)", old.filter { pack($0) == id }, new.filter { pack($0) == id })
    }
  }

  // MARK: Trees

  private mutating func tree(
    _ subject: PackEdit.Subject, _ name: String, _ old: [PackPart], _ new: [PackPart]
  ) {
    if !old.isEmpty, !new.isEmpty {
      // Several files may state parts of one map or one list; a part that says nothing counts for nothing.
      let said = (old + new).filter { !$0.tree.isVoid }
      if said.allSatisfy({ $0.tree.entries != nil }) {
        let (was, now) = (PackEdits.fields(old), PackEdits.fields(new))
        for key in Set(was.keys).union(now.keys).sorted() {
          tree(subject, "\(name).\(key)", was[key] ?? [], now[key] ?? [])
        }
        return
      }
      if PackEdits.meanings(old) == PackEdits.meanings(new) { return }
    }
    add(subject, name, old, new)
  }

  /// What scalars and the items of lists mean, each once.
  private static func meanings(_ parts: [PackPart]) -> Set<String> {
    Set(parts.flatMap { part in part.tree.items?.map { "- \($0.meaning)" } ?? [part.tree.meaning] })
  }

  // MARK: Lists of named things

  /// By name, the items of lists that have one.
  private static func items(_ lists: [PackPart], named field: String) -> [String: [PackPart]] {
    var items: [String: [PackPart]] = [:]
    for list in lists {
      for item in list.tree.items ?? [] {
        guard let name = item.text(field) else { continue }
        items[name, default: []].append(list.child(.named(field: field, name), item))
      }
    }
    return items
  }

  private mutating func named(
    _ subject: PackEdit.Subject, _ old: [String: [PackPart]], _ new: [String: [PackPart]]
  ) {
    for name in Set(old.keys).union(new.keys).sorted() {
      let (old, new) = (old[name] ?? [], new[name] ?? [])
      if old.first?.tree.meaning != new.first?.tree.meaning { add(subject, name, old, new) }
    }
  }

  private mutating func rules(_ old: [String: [PackPart]], _ new: [String: [PackPart]]) {
    for name in Set(old.keys).union(new.keys).sorted() {
      let (was, now) = (old[name] ?? [], new[name] ?? [])
      if let mine = was.first, let theirs = now.first {
        if mine.tree.meaning == theirs.tree.meaning { continue }
        if mine.tree["table"]?.items != nil, theirs.tree["table"]?.items != nil,
          mine.tree.without("table").meaning == theirs.tree.without("table").meaning
        {
          rows(name, mine, theirs)
          continue
        }
      }
      add(.rule, name, was, now, rule: (was + now).map(\.tree))
    }
  }

  // MARK: Tables

  /// The rows of a table in their order: those that are the same in both are a longest common subsequence, the others
  /// between them are matched in order.
  private mutating func rows(_ name: String, _ old: PackPart, _ new: PackPart) {
    let (was, now) = (PackEdits.rows(of: old), PackEdits.rows(of: new))
    var (left, right) = (0, 0)
    for (oldEnd, newEnd) in PackEdits.common(was.map(\.tree.meaning), now.map(\.tree.meaning)) + [
      (was.count, now.count)
    ] {
      while left < oldEnd || right < newEnd {
        let (mine, theirs) = (left < oldEnd ? left : nil, right < newEnd ? right : nil)
        add(
          .row, "\(name)[\((theirs ?? mine ?? 0) + 1)]", mine.map { [was[$0]] } ?? [],
          theirs.map { [now[$0]] } ?? [], rule: [old.tree, new.tree])
        if mine != nil { left += 1 }
        if theirs != nil { right += 1 }
      }
      (left, right) = (oldEnd + 1, newEnd + 1)
    }
  }

  private static func rows(of rule: PackPart) -> [PackPart] {
    guard let table = rule.tree["table"], let items = table.items else { return [] }
    let list = rule.child(.key("table"), table)
    var previous: PackStep?
    return items.map { row in
      let step = PackStep.meaning(row.meaning)
      defer { previous = step }
      return list.child(step, row, previous: previous)
    }
  }

  /// The pairs of indices of a longest common subsequence.
  private static func common(_ old: [String], _ new: [String]) -> [(Int, Int)] {
    let matched = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in matched {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    return Array(
      zip(old.indices.filter { !removed.contains($0) }, new.indices.filter { !inserted.contains($0) }))
  }

  // MARK: Reports

  /// Sections and, where only these differ, the parts of sections.
  private mutating func sections(_ old: [PackPart], _ new: [PackPart], name: String) {
    let (was, now) = (PackEdits.sections(old), PackEdits.sections(new))
    let (oldOrder, newOrder) = (was.map(\.name), now.map(\.name))
    let common = Set(oldOrder).intersection(newOrder)
    guard oldOrder.filter(common.contains) == newOrder.filter(common.contains) else {
      return add(.section, name, old, new)
    }
    let mine = Dictionary(was.map { ($0.name, $0.part) }, uniquingKeysWith: { first, _ in first })
    for (name, part) in was where !common.contains(name) { add(.section, name, [part], []) }
    for (name, part) in now {
      guard let old = mine[name] else {
        add(.section, name, [], [part])
        continue
      }
      if old.tree.meaning == part.tree.meaning { continue }
      guard let before = old.tree["parts"], let after = part.tree["parts"],
        old.tree.without("parts").meaning == part.tree.without("parts").meaning
      else {
        add(.section, name, [old], [part])
        continue
      }
      sections([old.child(.key("parts"), before)], [part.child(.key("parts"), after)], name: name)
    }
  }

  private static func sections(_ lists: [PackPart]) -> [(name: String, part: PackPart)] {
    lists.flatMap { list in
      var previous: PackStep?
      return (list.tree.items ?? []).compactMap { item -> (name: String, part: PackPart)? in
        guard let name = item.text("section") else { return nil }
        let step = PackStep.named(field: "section", name)
        defer { previous = step }
        return (name, list.child(step, item, previous: previous))
      }
    }
  }
}
