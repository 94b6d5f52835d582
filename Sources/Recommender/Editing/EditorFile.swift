package import RuleLanguage
package import SourceTree

/// A file that names are looked for in.
package struct EditorFile: Sendable {
  package let file: ParsedFile
  package let isProfile: Bool

  package init(_ file: ParsedFile, isProfile: Bool = false) {
    self.file = file
    self.isProfile = isProfile
  }

  /// A profile that is open.
  package init(profile text: SourceFile) {
    self.init(
      ParsedFile(path: text.path, bytes: text.bytes, limits: Limits.standard.source), isProfile: true)
  }
}

/// A stretch of a file.
package struct EditorPlace: Sendable, Hashable {
  package let path: String
  /// In bytes.
  package let range: Range<Int>
  package let isDefinition: Bool
}

/// A stretch of a file and what takes its place.
package struct EditorEdit: Sendable, Hashable {
  package let path: String
  /// In bytes.
  package let range: Range<Int>
  package let text: String
}

/// Why a name can't be changed, in a sentence for the author.
package struct RenameRefusal: Error, Sendable, Hashable {
  package let message: String

  package init(message: String) {
    self.message = message
  }
}
