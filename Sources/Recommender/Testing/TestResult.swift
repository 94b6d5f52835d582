/// How one test of a pack went.
public struct TestResult: Sendable {
  /// The sentence that names the test.
  public let name: String
  /// Where the test stands.
  public let place: Place
  /// What was expected and not found, or found and not wanted; empty when the test passed.
  public let failures: [Diagnostic]
  /// How long the test took.
  public internal(set) var duration: Duration = .zero

  /// Whether everything was as expected.
  public var passed: Bool { failures.isEmpty }
}
