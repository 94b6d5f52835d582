package import RuleLanguage
import SourceTree

extension PackEditor {
  /// Where a name gets its meaning; of a variable, where it first stands.
  package func definitions(of symbol: Occurrence.Symbol, in files: [EditorFile]) -> [EditorPlace] {
    switch symbol {
    case .id(let id, let kind):
      guard let section = index.kind(kind)?.section else { return [] }
      return files.filter { !$0.isProfile }.flatMap { keys(id, in: section, $0.file) }
    case .variable: return Array(places(of: symbol, in: files, onlyDeclarations: true).prefix(1))
    case .kind, .place, .rule, .section:
      return places(of: symbol, in: files, onlyDeclarations: true).filter(\.isDefinition)
    }
  }

  /// Wherever a name stands, in the order of files and places.
  package func references(to symbol: Occurrence.Symbol, in files: [EditorFile]) -> [EditorPlace] {
    places(of: symbol, in: files, onlyDeclarations: false)
  }

  private func places(of symbol: Occurrence.Symbol, in files: [EditorFile], onlyDeclarations: Bool)
    -> [EditorPlace]
  {
    files.flatMap { file -> [EditorPlace] in
      guard let root = file.file.root else { return [] }
      let found = compiled.occurrences(
        of: symbol, in: root, isProfile: file.isProfile, onlyDeclarations: onlyDeclarations)
      return found.map {
        EditorPlace(
          path: file.file.source.path, range: Int($0.span.start)..<Int($0.span.end),
          isDefinition: $0.isDefinition)
      }
    }
  }

  /// The keys of a section that are an id. A search of its own, as a section may be very large.
  private func keys(_ id: String, in section: String, _ file: ParsedFile) -> [EditorPlace] {
    var found: [EditorPlace] = []
    let wanted = Array(id.utf8)
    guard let root = file.root else { return found }
    for (name, value) in root.entries where name.scalar == section {
      for (key, _) in value.entries {
        var isSame = false
        key.withScalar { isSame = $0.elementsEqual(wanted) }
        guard isSame else { continue }
        let span = key.span
        found.append(
          EditorPlace(
            path: file.source.path, range: Int(span.start)..<Int(span.end), isDefinition: true))
      }
    }
    return found
  }

  // MARK: Renaming

  /// An id, which may be written by one of its names.
  package func idName(_ symbol: Symbol) -> String? {
    if case .id(let id, kind: _) = symbol { id } else { nil }
  }

  package func canRename(_ symbol: Symbol) -> Bool {
    switch symbol {
    case .id, .rule, .variable: true
    case .kind, .place, .section: false
    }
  }

  /// What changes when a name becomes another one. Where an id is written by one of its names, that stays.
  ///
  /// - Throws: why the name can't become this one.
  package func renaming(_ symbol: Occurrence.Symbol, to name: String, in files: [EditorFile])
    throws(RenameRefusal) -> [EditorEdit]
  {
    if let broken = files.first(where: { $0.file.root == nil }) {
      throw RenameRefusal(message: "first correct the mistakes in \(broken.file.source.path)")
    }
    let old: String
    switch symbol {
    case .id(let id, let kind):
      old = id
      try checkID(name, kind)
    case .rule(let rule):
      old = rule
      try checkName(name)
      if index.rule(name) != nil { throw RenameRefusal(message: "there is a rule `\(name)` already") }
    case .variable(let variable, let scope):
      old = variable
      let name = name.hasPrefix("$") ? String(name.dropFirst()) : name
      guard !name.isEmpty, name != "_", name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
        throw RenameRefusal(message: "a variable has letters, digits and `_`")
      }
      let isTaken = files.contains { file in
        guard let root = file.file.root else { return false }
        let taken = Symbol.variable(name, scope: scope)
        return !compiled.occurrences(
          of: taken, in: root, isProfile: file.isProfile, onlyDeclarations: true
        ).isEmpty
      }
      if isTaken { throw RenameRefusal(message: "`\(scope)` has a variable `$\(name)` already") }
      return edits(of: symbol, files) { $0 == old ? name : $0 == "$" + old ? "$" + name : nil }
    case .kind, .place, .section:
      throw RenameRefusal(message: "only ids, rules and variables can be renamed")
    }
    return edits(of: symbol, files) { written in
      let isSame = written == old || CursorPath.unquoted(written).lowercased() == old.lowercased()
      return isSame ? name : nil
    }
  }

  private func edits(
    of symbol: Occurrence.Symbol, _ files: [EditorFile], _ new: (String) -> String?
  ) -> [EditorEdit] {
    let texts = Dictionary(files.map { ($0.file.source.path, $0.file.source) }) { first, _ in first }
    return references(to: symbol, in: files).compactMap { place in
      guard let text = texts[place.path]?.string(place.range), let replacement = new(text) else { return nil }
      return EditorEdit(path: place.path, range: place.range, text: replacement)
    }
  }

  private func checkID(_ name: String, _ kind: String) throws(RenameRefusal) {
    try checkName(name)
    guard let number = shape.kind(named: kind) else { return }
    switch compiled.vocabulary.meaning(of: name, as: number) {
    case .unknown: return
    case .id(let other):
      let id = compiled.vocabulary.id(other, of: number)
      throw RenameRefusal(
        message: id == name
          ? "there is a \(kind) `\(name)` already" : "`\(name)` is a name of the \(kind) `\(id)`")
    case .ambiguous: throw RenameRefusal(message: "`\(name)` is a name of other ids")
    }
  }

  private func checkName(_ name: String) throws(RenameRefusal) {
    let isKebab =
      name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part.allSatisfy { $0.isLetter && $0.lowercased() == String($0) || $0.isNumber }
      }
    if !isKebab || !PackFields.isName(name) {
      throw RenameRefusal(
        message: "`\(name)` is no name: small letters and digits, with a hyphen between words")
    }
  }
}
