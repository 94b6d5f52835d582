internal import Recommender

/// A group of lines, with a heading or without. A page holds no section that has nothing to show.
struct PageSection: Sendable, Equatable {
  let id: String
  let title: String?
  let tone: Tone
  /// What stands there when there are no lines.
  let empty: String?
  let lines: [PageLine]

  init(id: String, title: String? = nil, tone: Tone = .plain, empty: String? = nil, lines: [PageLine]) {
    self.id = id
    self.title = title
    self.tone = tone
    self.empty = empty
    self.lines = lines
  }
}
