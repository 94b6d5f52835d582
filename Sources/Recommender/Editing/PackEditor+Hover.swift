import Inference
import RuleLanguage
package import SourceTree

extension PackEditor {
  /// What is known about the name at a place, as Markdown, and the bytes of the name.
  package func hover(in file: SourceFile, at offset: Int, isProfile: Bool) -> (
    text: String, range: Range<Int>
  )? {
    guard let found = symbol(in: file, at: offset, isProfile: isProfile),
      let text = text(about: found.symbol)
    else { return nil }
    return (text, found.range)
  }

  private func text(about symbol: Occurrence.Symbol) -> String? {
    switch symbol {
    case .kind(let name):
      return index.kind(name).map { "**kind** `\($0.name)` — \($0.ids.count) ids in `\($0.section)`" }
    case .id(let id, let kind): return text(about: id, of: kind)
    case .place(let path): return text(aboutPlace: path)
    case .rule(let name): return index.rule(name).map(text)
    case .section(let name): return "**section** `\(name)`"
    case .variable(let name, let scope):
      let kind = type(ofVariable: name, in: scope).map { ": \($0)" } ?? ""
      return "**variable** `$\(name)`\(kind)\n\nof `\(scope)`"
    }
  }

  private func text(about id: String, of name: String) -> String? {
    guard let kind = index.kind(name), let number = shape.kind(named: kind.name),
      let value = compiled.vocabulary.exact(id, of: number)
    else { return nil }
    var lines = ["**\(kind.name)** `\(id)`"]
    let names = compiled.vocabulary.name(value, of: number)
    lines += names.entries.filter { $0.text != id }.map { entry in
      entry.locale.isEmpty ? markdown(entry.text) : "\(entry.locale): \(markdown(entry.text))"
    }
    if let fields = shape.entryFields(of: number) {
      let stated = fields.sorted {
        (shape.nodes[$0.value].span, $0.key) < (shape.nodes[$1.value].span, $1.key)
      }
      let values = stated.compactMap { name, node -> String? in
        guard name != "name", case .leaf(let leaf) = shape.nodes[node].content,
          shape[leaf].keys == [.kind(number)], shape[leaf].hasValue,
          let fact = compiled.program.statedFacts(of: leaf).first(where: { $0.keys == [value] })
        else { return nil }
        let printer = ValuePrinter(pack: compiled, texts: compiled.texts, locale: compiled.locales[0])
        return "\(name): \(markdown(printer.text(fact.value, VariableType(shape[leaf].type))))"
      }
      if !values.isEmpty { lines.append(values.prefix(8).joined(separator: "  \n")) }
    }
    return lines.joined(separator: "\n\n")
  }

  private func text(aboutPlace path: String) -> String? {
    guard let node = shape.nodes.firstIndex(where: { $0.path == path && !path.isEmpty }) else { return nil }
    var lines = ["`\(path)`: `\(type(of: node))`"]
    let question = questionText(path)
    if !question.isEmpty { lines.append(question) }
    guard let leaf = index.leaves.first(where: { $0.path == path }) else { return lines[0] }
    if leaf.facts > 0 { lines.append("stated \(leaf.facts) times by the pack") }
    for (what, rules) in [("written by", leaf.writers), ("read by", leaf.readers)] where !rules.isEmpty {
      let names = rules.prefix(8).map { "`\(index.rules[$0].name)`" }.joined(separator: ", ")
      lines.append("\(what) \(names)" + (rules.count > 8 ? ", …" : ""))
    }
    return lines.joined(separator: "\n\n")
  }

  private func text(about rule: PackIndex.Rule) -> String {
    var lines = ["**rule** `\(rule.name)`" + (rule.rows.map { " — \($0) rows" } ?? "")]
    if let because = rule.because {
      for text in Set(pack.locales.map { because.text(in: $0) }).sorted() {
        lines.append("> " + markdown(text))
      }
    }
    let names = { (accesses: [PackIndex.Access]) in
      accesses.map { "`\(index.leaves[$0.leaf].path)`" }.joined(separator: ", ")
    }
    if !rule.reads.isEmpty { lines.append("reads \(names(rule.reads))") }
    if !rule.writes.isEmpty { lines.append("writes \(names(rule.writes))") }
    if let source = rule.source { lines.append("source: \(markdown(source))") }
    return lines.joined(separator: "\n\n")
  }

  private func type(ofVariable name: String, in scope: String) -> String? {
    let rules = compiled.rules + compiled.changes.map(\.rule)
    let rule = rules.first { ($0.table ?? $0.name) == scope || "change \($0.table ?? $0.name)" == scope }
    return rule?.variables.first { $0.name == name }.map { variable in
      switch variable.type {
      case .id(let kind): shape.kinds[kind.index].name
      case .number: "number"
      case .yesNo: "yes/no"
      case .words(let words): words.sorted().joined(separator: " | ")
      case .text: "text"
      }
    }
  }

  /// A pack's text is no Markdown.
  private func markdown(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\`*_{}[]<>#|~".contains(character) { out.append("\\") }
      out.append(character == "\n" ? " " : character)
    }
    return out
  }
}
