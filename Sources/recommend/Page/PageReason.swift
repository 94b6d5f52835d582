/// Why a line stands on the page.
struct PageReason: Sendable, Hashable {
  let text: String
  let source: String?
}
