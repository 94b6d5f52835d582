/// Makes ids of a pack from labels: `C++ developer's guide` becomes `c-plus-plus-developers-guide`.
///
/// Latin letters lose their accents, letters of other scripts stay, and what is neither letter nor digit separates
/// words. Where several
/// labels come to the same id, each of them gets the start of its URI behind it, so that none takes the id of
/// another when a later release adds a label. The order in which the labels come does not matter.
struct IdentifiersFromLabels {
  /// The longest part of an id that comes from the label, in characters.
  private static let maxLength = 80
  /// How much of a URI stands behind an id that would not be alone, at first.
  private static let suffixLength = 4

  /// By URI, the id.
  private(set) var ids: [String: String] = [:]

  init(_ labels: [(uri: String, label: String)], otherwise word: String) {
    var groups: [String: [String]] = [:]
    for (uri, label) in labels {
      let id = IdentifiersFromLabels.id(from: label)
      groups[id.isEmpty ? word : id, default: []].append(uri)
    }
    var taken = Set(groups.keys)
    for (id, uris) in groups.sorted(by: { $0.key < $1.key }) {
      guard uris.count > 1 || id == word else {
        ids[uris[0]] = id
        continue
      }
      let names = IdentifiersFromLabels.suffixed(id, uris, taken)
      taken.formUnion(names)
      for (uri, name) in zip(uris, names) { ids[uri] = name }
    }
  }

  /// An id for each URI that is not taken, all with suffixes of the same length.
  private static func suffixed(_ id: String, _ uris: [String], _ taken: Set<String>) -> [String] {
    let tails = uris.map { uri in
      self.id(from: String(uri.split(separator: "/").last ?? "")).filter { $0 != "-" }
    }
    let longest = tails.map(\.count).max() ?? 0
    for length in suffixLength...max(longest, suffixLength) {
      let names = tails.map { "\(id)-\($0.prefix(length))" }
      if Set(names).count == names.count, taken.isDisjoint(with: names) { return names }
    }
    return uris.map { "\(id)-\(self.id(from: $0))" }
  }

  /// The id that a label has when it is alone; empty where there is no letter and no digit in it.
  static func id(from label: String) -> String {
    var words: [String] = []
    var word = ""
    func finish() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in label.lowercased().unicodeScalars {
      let properties = scalar.properties
      if let digit = properties.numericValue, properties.numericType != .numeric {
        word += String(Int(digit))
      } else if properties.isAlphabetic {
        word += latinLetters(scalar) ?? String(scalar)
      } else if properties.generalCategory == .nonspacingMark || "'’‘ʼ`´".unicodeScalars.contains(scalar) {
        continue
      } else {
        finish()
        if scalar == "+" { words.append("plus") }
        if scalar == "#" { words.append("sharp") }
      }
    }
    finish()
    return shortened(words)
  }

  /// `e` for `é`, `ae` for `æ`: what the name of a Latin letter says, `LATIN SMALL LETTER E WITH ACUTE`.
  private static func latinLetters(_ scalar: Unicode.Scalar) -> String? {
    if scalar.isASCII { return String(scalar) }
    if scalar == "ß" { return "ss" }
    let start = "LATIN SMALL LETTER "
    guard let name = scalar.properties.name, name.hasPrefix(start) else { return nil }
    let words = name.dropFirst(start.count).split(separator: " ")
    guard words[0].count <= 2, words.count == 1 || words[1] == "WITH" else { return nil }
    return words[0].lowercased()
  }

  /// The first words that fit, at least one.
  private static func shortened(_ words: [String]) -> String {
    var id = ""
    for word in words {
      let longer = id.isEmpty ? word : "\(id)-\(word)"
      if longer.count > maxLength { return id.isEmpty ? String(word.prefix(maxLength)) : id }
      id = longer
    }
    return id
  }
}
