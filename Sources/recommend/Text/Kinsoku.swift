/// Characters beside which a line may not end, in Chinese and Japanese typesetting (GB/T 15834, JIS X 4051).
enum Kinsoku {
  /// No line begins with one of these.
  static let closing = Set<Character>(
    "、。，．：；？！）］｝〉》」』】〕〗〙〛”’…—～·・％‰℃°々〻ー〜ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ" + ")]},.:;?!%\"'»")

  /// No line ends with one of these.
  static let opening = Set<Character>("（［｛〈《「『【〔〖〘〚“‘￥＄£" + "([{$\"'«")

  /// Two of these in a row are one mark.
  static let pairs = Set<Character>("…—‥")

  /// Narrow marks after which a line may end when a wide character stands before them.
  static let wideWhenClosing = Set<Character>("”’)]}%‰℃°·")

  /// No line ends beside one of these: no-break spaces and the word joiner.
  static let glue = Set<Character>("\u{A0}\u{202F}\u{2060}\u{FEFF}")
}
