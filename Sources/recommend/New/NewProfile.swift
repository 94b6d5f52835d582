internal import Recommender

/// A profile with every field of a pack as a commented line, and what may stand there.
struct NewProfile {
  let index: PackIndex
  let locale: String
  let words: NewWords

  var text: String {
    let pack = index.pack
    var lines = [
      "# \(words.profileHead(pack.title.text(in: locale)))", "# \(words.profileHow)", "", "pack: \(pack.id)",
    ]
    let field = FieldText(words: words, locale: locale, index: index)
    for one in index.profileFields {
      lines.append("")
      if let question = one.question { lines += comment(question.text(in: locale)) }
      if let help = one.help { lines += comment(help.text(in: locale)) }
      lines += comment(words.describe(one))
      let choices = field.choices(one.form)
      if !choices.isEmpty { lines += comment(choices.joined(separator: words.comma)) }
      lines.append("# \(one.name): \(field.sample(one.form))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A comment on as many lines as it takes; two signs set it apart from the fields.
  private func comment(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, DisplayWidth.of(line) + DisplayWidth.of(String(word)) > 100 {
        lines.append("## " + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + ["## " + line]
  }
}
