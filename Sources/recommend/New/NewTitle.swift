/// A name in Chinese, in English or in both, as `new` writes it.
struct NewTitle {
  var zh: String?
  var en: String?

  /// `{ zh: 店铺, en: Shop }`, or the one text there is; with a suffix, that of each language.
  func yaml(zh suffixZh: String = "", en suffixEn: String = "") -> String {
    switch (zh, en) {
    case (let zh?, let en?):
      "{ zh: \(YAMLLines.scalar(zh + suffixZh)), en: \(YAMLLines.scalar(en + suffixEn)) }"
    case (let zh?, nil): YAMLLines.scalar(zh + suffixZh)
    case (nil, let en?): YAMLLines.scalar(en + suffixEn)
    case (nil, nil): "\"\""
    }
  }

  /// A text of the scaffold, in the languages that the name has.
  func text(zh chinese: String, en english: String) -> String {
    NewTitle(zh: zh.map { _ in chinese }, en: en.map { _ in english }).yaml()
  }

  var locales: [String] { (zh == nil ? [] : ["zh"]) + (en == nil ? [] : ["en"]) }
}
