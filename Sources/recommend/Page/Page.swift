/// A recommendation in one language, ready to be laid out: what is printed, not yet where.
struct Page: Sendable, Equatable {
  let title: String
  /// The pack and its version.
  let subtitle: String
  let sections: [PageSection]
}
