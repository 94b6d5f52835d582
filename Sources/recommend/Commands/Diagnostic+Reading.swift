internal import Recommender

extension Diagnostic {
  /// Whether a file or a folder could not be read or is not there, so that nothing is known of what it says.
  var isAboutReading: Bool {
    ["missing-file", "is-a-folder", "no-permission", "unreadable-file", "no-pack"].contains(code)
  }
}
