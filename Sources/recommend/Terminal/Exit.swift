internal import ArgumentParser

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The exit statuses of the command, where there is a custom those of `sysexits.h`.
///
/// Status 64 for a wrong command line comes from the argument parser. Ctrl-C ends the process by its signal,
/// which a shell reports as 130.
enum Exit: Int32 {
  /// A test of a pack failed, a certificate is refused, or the answer is no.
  case no = 1
  /// Mistakes in a pack, in a profile, or found while evaluating.
  case mistakes = 65
  /// An input file or folder cannot be read.
  case unreadable = 66
  /// The output cannot be written.
  case unwritable = 74

  var code: ExitCode { ExitCode(rawValue) }

  /// Two things that were compared differ.
  static let different = no

  /// Ends the process well, with what is alive left as it is.
  static func atOnce() -> Never { exit(0) }
}
