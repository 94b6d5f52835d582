/// What `batch` says, in the language of the terminal.
struct BatchWords: Sendable {
  let language: String

  private var isChinese: Bool { language == "zh" }

  func profiles(_ count: Int) -> String {
    isChinese ? "\(grouped(count)) 份档案" : "\(grouped(count)) \(count == 1 ? "profile" : "profiles")"
  }

  func bad(_ count: Int) -> String { isChinese ? "\(grouped(count)) 份有错" : "\(grouped(count)) bad" }

  /// How many in a second.
  func rate(_ count: Int) -> String { isChinese ? "每秒 \(grouped(count)) 份" : "\(grouped(count))/s" }

  func left(_ seconds: Int) -> String {
    isChinese ? "还要 \(time(seconds))" : "\(time(seconds)) left"
  }

  /// The last line.
  func done(_ profiles: Int, bad: Int) -> String {
    if isChinese { return "\(self.profiles(profiles))，\(bad == 0 ? "全部完成" : self.bad(bad))。" }
    return "\(self.profiles(profiles)), \(bad == 0 ? "all fine" : self.bad(bad))."
  }

  /// The last line of a run that was interrupted.
  func interrupted(_ profiles: Int, canResume: Bool) -> String {
    if isChinese {
      return "已中断，写完了 \(self.profiles(profiles))。" + (canResume ? "加上 --resume 再运行一次，就从这里接着做。" : "")
    }
    return "Interrupted after \(self.profiles(profiles))."
      + (canResume ? " The same command with --resume goes on from here." : "")
  }

  func nothingToResume(_ path: String) -> String {
    isChinese ? "没有可接着做的：没有 `\(path)`。" : "Nothing to resume: there is no `\(path)`."
  }

  /// `1,240,000`
  private func grouped(_ count: Int) -> String {
    let digits = Array("\(count)")
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `0:05`, `1:02:03`
  private func time(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, rest) = (seconds / 3600, seconds % 3600)
    return hours > 0
      ? "\(hours):\(two(rest / 60)):\(two(rest % 60))" : "\(rest / 60):\(two(rest % 60))"
  }
}
