import Inference
import RuleLanguage
import SourceTree

/// Says where a fact or a pattern stands in the tree, and in which line of a file.
struct PlacePrinter {
  /// A key or a value that is known, or what stands for it.
  enum Part {
    case known(Inference.Value)
    /// `$role`, `$_`, `1..3`.
    case open(LocalizedText)

    static let any = Part.open(LocalizedText(anything))
    static let anything = "$_"

    /// Whether nothing is to be said about it.
    var isAny: Bool {
      if case .open(let text) = self { text == LocalizedText(Part.anything) } else { false }
    }
  }

  private let answer: Answer
  private let plain: ValuePrinter
  private var maps: [UInt32: SourceMap] = [:]

  init(_ answer: Answer) {
    self.answer = answer
    plain = answer.printer(answer.locales[0])
  }

  private var pack: CompiledPack { answer.pack }

  // MARK: Facts and patterns

  func place(of fact: Fact) -> StatedPlace {
    place(fact.leaf, fact.keys.map { .known(Inference.Value($0)) }, .known(fact.value))
  }

  /// - Parameter value: of a leaf that holds one; ignored for members.
  func place(_ leaf: LeafID, _ keys: [Part], _ value: Part?) -> StatedPlace {
    let declared = pack.shape[leaf]
    let isMember = !declared.hasValue && !keys.isEmpty
    let outer = isMember ? Array(keys.dropLast()) : keys
    let part = isMember ? keys.last : value
    let shown = part?.isAny == true ? nil : part
    let type = isMember ? declared.keys.last.map { VariableType($0) } : VariableType(declared.type)
    var known: Value?
    if case .known(let value)? = shown, let type { known = plain.data(value, type) }
    return StatedPlace(
      path: parts(declared, outer, isNamed: false, answer.locales[0]).joined(separator: "."),
      label: text { locale in parts(declared, outer, isNamed: true, locale).joined(separator: " / ") },
      value: known, valueText: shown.flatMap { part in type.map { type in self.text(part, type) } })
  }

  private func parts(_ leaf: ShapeLeaf, _ keys: [Part], isNamed: Bool, _ locale: String) -> [String] {
    let printer = answer.printer(locale)
    var names = zip(leaf.keys, keys).map { type, key -> String in
      switch key {
      case .open(let text): return text.text(in: locale, otherwise: answer.locales)
      case .known(let value):
        if isNamed { return printer.text(value, VariableType(type)) }
        if case .kind(let kind) = type { return pack.vocabulary.id(Int(value), of: kind) }
        return printer.text(value, .text)
      }
    }[...]
    var parts: [String] = []
    for part in leaf.path.split(separator: ".") {
      if part.hasPrefix("$") {
        if let name = names.popFirst() { parts.append(name) }
      } else {
        parts.append(String(part))
      }
    }
    return parts + names
  }

  func text(_ value: Inference.Value, _ type: VariableType) -> Text { text(.known(value), type) }

  private func text(_ part: Part, _ type: VariableType) -> Text {
    text { locale in
      switch part {
      case .open(let text): text.text(in: locale, otherwise: answer.locales)
      case .known(let value): word(value, type, locale)
      }
    }
  }

  /// A value for a reader; yes and no in the language of the reader.
  func word(_ value: Inference.Value, _ type: VariableType, _ locale: String) -> String {
    if case .yesNo = type { return value == 1 ? Phrases.of(locale).yes : Phrases.of(locale).no }
    return answer.printer(locale).text(value, type)
  }

  func data(_ value: Inference.Value, _ type: VariableType) -> Value { plain.data(value, type) }

  /// A text that is made for each locale of the pack.
  func text(_ make: (String) -> String) -> Text {
    answer.text(LocalizedText(answer.locales.map { ($0, make($0)) }))
  }

  // MARK: Files

  /// Where the profile states a fact.
  func profilePlace(of fact: Fact) -> Place? {
    answer.profile.facts.span(of: fact).map(answer.profile.sources.place)
  }

  /// Where the pack states a fact.
  mutating func packPlace(of fact: Fact) -> Place? {
    pack.span(ofFactAt: fact.leaf, fact.keys).flatMap { place(of: $0) }
  }

  /// Where the pack declares what a leaf reads as when nothing is stated.
  mutating func defaultPlace(of leaf: LeafID) -> Place? {
    pack.shape[leaf].fallbackSpan.flatMap { place(of: $0) }
  }

  /// A place in a file of the pack. What is known of a file is kept, as there may be much to be told about it.
  mutating func place(of span: Span) -> Place? {
    if maps[span.file] == nil { maps[span.file] = pack.sources.map(of: span.file) }
    let place = maps[span.file]?.place(of: span)
    return place?.path.isEmpty == true ? nil : place
  }
}
