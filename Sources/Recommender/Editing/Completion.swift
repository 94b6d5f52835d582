/// Something that may be written at a cursor.
package struct Completion: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case field, id, variable, word, number, section, pack
  }

  /// What is written.
  package let text: String
  package let kind: Kind
  /// A few words behind it, such as its name or its type.
  package let detail: String
  /// More about it, as Markdown; empty where there is none.
  package let documentation: String
  /// What an author may have begun to write for it.
  package let spellings: [String]
  /// Whether a `:` belongs behind it.
  package let isKey: Bool
}
