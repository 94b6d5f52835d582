import Inference
import SourceTree

/// What a pack or a profile, which may come from a stranger, may use up at most.
///
///     var limits = Limits.standard
///     limits.maxFileBytes = 1 << 20
///     let pack = try Pack(at: "Rules/ecommerce-operations", limits: limits)
///
/// Going over a limit is an ordinary `DiagnosticError`. The standard limits are far above any honest pack.
public struct Limits: Sendable, Hashable {
  /// The size of one file, in bytes; 64 MiB.
  public var maxFileBytes = 64 << 20
  /// How deep lists and maps may stand within each other; 64.
  public var maxDepth = 64
  /// How many keys, values, lists and maps may stand in one file; 8,000,000.
  public var maxNodes = 8_000_000
  /// How many nodes all aliases (`*name`) of a file may stand for together; 10,000.
  public var maxAliasedNodes = 10_000
  /// How many facts may follow from one profile; 1,000,000.
  public var maxFacts = 1_000_000
  /// How many times rules may apply for one profile; 20,000,000.
  public var maxRuleInstances = 20_000_000

  /// The standard limits.
  public static let standard = Limits()

  var source: SourceLimits {
    SourceLimits(
      maxBytes: maxFileBytes, maxDepth: maxDepth, maxNodes: maxNodes, maxAliasedNodes: maxAliasedNodes)
  }

  var inference: Inference.Limits {
    Inference.Limits(maxFacts: maxFacts, maxInstances: maxRuleInstances)
  }
}
