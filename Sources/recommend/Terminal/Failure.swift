internal import SourceTree

/// Why the command gives up, in words, when there is no place in a file to point to.
struct Failure: Error, Equatable {
  let exit: Exit
  let message: String

  init(_ exit: Exit, _ message: String) {
    self.exit = exit
    self.message = message
  }

  /// A file or a folder that could not be read.
  init(_ problem: FileProblem, _ path: String) {
    exit = if case .tooLarge = problem { .mistakes } else { .unreadable }
    message = problem.message(path)
  }
}
