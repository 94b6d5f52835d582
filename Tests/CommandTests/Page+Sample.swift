import Recommender

@testable import recommend

extension Page {
  /// A small page with everything that a page can hold.
  static let sample = Page(
    title: "E-commerce", subtitle: "shop 1.0.0",
    sections: [
      PageSection(
        id: "where", title: "Where am I?",
        lines: [
          PageLine(
            "",
            parts: [
              PageSection(
                id: "roles", title: "Roles that fit",
                lines: [
                  PageLine(
                    "Content operations", percent: 72, note: "likes creating",
                    reasons: [PageReason(text: "Needs copywriting at 3; you are at 3.", source: "a text")],
                    parts: [
                      PageSection(
                        id: "for", title: "Speaks for it", tone: .good,
                        lines: [PageLine("Copywriting 3 of 3")]),
                      PageSection(
                        id: "against", title: "Missing", tone: .bad, lines: [PageLine("Data analysis 1 of 3")]
                      ),
                    ]),
                  PageLine(
                    "Channels", percent: 8,
                    parts: [
                      PageSection(
                        id: "for", title: "Speaks for it", tone: .good, empty: "nothing yet", lines: [])
                    ]),
                ])
            ])
        ]),
      PageSection(id: "learn", title: "Learn", lines: [PageLine("Write one page a week")]),
      PageSection(id: "warnings", title: "Warnings", tone: .warning, lines: [PageLine("Time is short")]),
    ])
}
