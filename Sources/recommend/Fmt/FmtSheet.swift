internal import Recommender

/// Which files `fmt` changed, or would change.
struct FmtSheet {
  struct Entry {
    let path: String
    let isChanged: Bool
    let obstacle: Layout.Obstacle?
  }

  let isCheck: Bool
  let words: FmtWords
  var entries: [Entry] = []

  var changed: Int { entries.count { $0.isChanged } }

  /// A line for each file that changes or has no layout, and one for all.
  var text: String {
    var text = ""
    for entry in entries {
      if entry.isChanged { text += entry.path.safeForTerminal + "\n" }
      if let obstacle = entry.obstacle {
        text += words.kept("\(obstacle.place)", obstacle.message).safeForTerminal + "\n"
      }
    }
    let total = words.total(changed: changed, of: entries.count, isCheck: isCheck)
    return text + (text.isEmpty ? "" : "\n") + total + "\n"
  }

  var json: String {
    let files = entries.map { entry in
      Value.object(
        [Value.Field("path", .text(entry.path)), Value.Field("changed", .bool(entry.isChanged))]
          + (entry.obstacle.map { [Value.Field("obstacle", .text($0.message))] } ?? []))
    }
    return Value.object([Value.Field("files", .list(files))]).json()
  }
}
