internal import ArgumentParser

/// Which language a page is printed in.
///
///     LocaleChoice(environment).among(["zh", "en"])   // "zh" when LANG=zh_CN.UTF-8
///
/// What `--lang` asks for must be there; what the terminal speaks is a wish, after which English comes, then
/// the first locale of the pack.
struct LocaleChoice {
  private let wish: String

  init(_ environment: Environment) {
    wish = Self.tag(environment.first(of: "LC_ALL", "LC_MESSAGES", "LANG") ?? "en")
  }

  /// The best of a pack's locales for this terminal.
  func among(_ locales: [String]) -> String {
    Self.find(wish, in: locales) ?? Self.find("en", in: locales) ?? locales.first ?? "en"
  }

  /// The locale that `--lang` names, which must be there; without it the best for this terminal.
  static func stated(_ lang: String?, among locales: [String]) throws -> String {
    guard let lang else { return LocaleChoice(.process).among(locales) }
    if let locale = find(lang, in: locales) { return locale }
    let known = locales.map { "'\($0)'" }.joined(separator: ", ")
    throw ValidationError("The pack does not speak '\(lang)'; it speaks \(known).")
  }

  /// The locale that `--lang` names, by its own name or by its language: `zh_CN` and `ZH` find `zh`.
  static func find(_ name: String, in locales: [String]) -> String? {
    let wanted = tag(name)
    if let same = locales.first(where: { tag($0) == wanted }) { return same }
    if let language = locales.first(where: { tag($0) == self.language(of: wanted) }) { return language }
    return locales.first { self.language(of: $0) == self.language(of: wanted) }
  }

  /// `zh` for `zh_CN.UTF-8`.
  static func language(of name: String) -> String {
    String(tag(name).prefix { $0 != "-" })
  }

  /// `zh-cn` for `zh_CN.UTF-8@pinyin`; `en` for the locales `C` and `POSIX`, which have no language.
  private static func tag(_ name: String) -> String {
    let base = name.prefix { $0 != "." && $0 != "@" }.lowercased()
    if base == "c" || base == "posix" { return "en" }
    return String(base.map { $0 == "_" ? "-" : $0 })
  }
}
