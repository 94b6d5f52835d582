/// One line of a page with what stands beneath it.
struct PageLine: Sendable, Equatable {
  let text: String
  let percent: Double?
  let note: String?
  let reasons: [PageReason]
  /// What would take the line's place away.
  let margin: String?
  let parts: [PageSection]

  init(
    _ text: String, percent: Double? = nil, note: String? = nil, reasons: [PageReason] = [],
    margin: String? = nil, parts: [PageSection] = []
  ) {
    self.text = text
    self.percent = percent
    self.note = note
    self.reasons = reasons
    self.margin = margin
    self.parts = parts
  }

  /// Whether anything stands beneath the line.
  var hasMore: Bool { !(parts.isEmpty && reasons.isEmpty && margin == nil) }

  /// Whether the line only holds its parts together and prints nothing itself.
  var isGroup: Bool { text.isEmpty && percent == nil && note == nil }
}
