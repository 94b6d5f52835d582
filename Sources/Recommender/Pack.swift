import Inference
package import RuleLanguage
import SourceTree

/// A pack of rules with the packs that it uses, compiled and ready to recommend.
///
///     let pack = try Pack(at: "Rules/ecommerce-operations")
///     let profile = try Profile(["years": 2, "skills": ["copywriting": 3]], for: pack)
///     let advice = try pack.recommendation(for: profile)
///
/// A pack is a value: it may be shared between threads and never changes.
public struct Pack: Sendable {
  let compiled: CompiledPack
  /// None where only an image is known.
  let files: [PackFiles]
  /// Of a pack from an image, what it was made from.
  let record: SourceRecord?
  /// What profiles and evaluations may use up.
  public let limits: Limits

  /// Loads the pack in a folder; the packs that it uses are found beside it.
  ///
  /// - Parameters:
  ///   - path: a folder with a `pack.yaml`.
  ///   - preferringImages: whether to use the image beside the folder instead, as long as it is up to date:
  ///     `Rules/shop.bin` beside `Rules/shop`.
  /// - Throws: every mistake of the first phase that found any, in the order of their places.
  public init(
    at path: String, preferringImages: Bool = false, limits: Limits = .standard
  ) throws(DiagnosticError) {
    let (parent, name) = Pack.split(path)
    try self.init(.folder(name), in: .folder(parent), limits, preferringImages)
  }

  /// Loads a pack out of a folder of packs.
  ///
  /// - Parameters:
  ///   - directory: a folder whose folders are packs.
  ///   - id: the name of the wanted pack; without it, the one that no other pack uses.
  ///   - preferringImages: whether to use the image beside the folder of the pack instead, as long as it is up to date:
  ///     `Rules/shop.bin` beside `Rules/shop`.
  /// - Throws: every mistake of the first phase that found any, in the order of their places.
  public init(
    rules directory: String, id: String? = nil, preferringImages: Bool = false, limits: Limits = .standard
  ) throws(DiagnosticError) {
    try self.init(id.map(PackLoader.Choice.id) ?? .top, in: .folder(directory), limits, preferringImages)
  }

  /// Compiles a pack whose files are in memory.
  ///
  /// - Parameters:
  ///   - files: texts by path; the first part of a path is the folder of a pack: `my-pack/pack.yaml`.
  ///   - id: the name of the wanted pack; without it, the one that no other pack uses.
  /// - Throws: every mistake of the first phase that found any, in the order of their places.
  public init(files: [String: String], id: String? = nil, limits: Limits = .standard) throws(DiagnosticError)
  {
    try self.init(id.map(PackLoader.Choice.id) ?? .top, in: .memory(files), limits)
  }

  /// The same for the pack in a folder of theirs: `my-pack`.
  package init(files: [String: String], folder: String, limits: Limits = .standard) throws(DiagnosticError) {
    try self.init(.folder(folder), in: .memory(files), limits)
  }

  /// The same for files that are read already, by their paths below a folder of packs.
  package init(
    parsed files: [String: ParsedFile], root: String, folder: String, limits: Limits = .standard
  ) throws(DiagnosticError) {
    try self.init(.folder(folder), in: .parsed(root: root, files), limits)
  }

  /// The same as far as the shape.
  package static func checkShape(
    parsed files: [String: ParsedFile], root: String, folder: String, limits: Limits = .standard
  ) throws(DiagnosticError) {
    let (files, sources) = try PackLoader.load(
      .folder(folder), in: .parsed(root: root, files), limits: limits.source)
    try Compiler.checkShape(files, sources: sources, limits: limits.source)
  }

  private init(
    _ choice: PackLoader.Choice, in store: PackStore, _ limits: Limits, _ preferringImages: Bool = false
  ) throws(DiagnosticError) {
    let (files, sources) = try PackLoader.load(choice, in: store, limits: limits.source)
    if preferringImages, let pack = Pack(imageBeside: files, limits: limits) {
      self = pack
      return
    }
    compiled = try Compiler.compile(files, sources: sources, limits: limits.source)
    self.files = files
    record = nil
    self.limits = limits
  }

  /// The names of the packs in a folder of packs, in the order of their folders' names.
  public static func ids(inRules directory: String, limits: Limits = .standard) throws(DiagnosticError)
    -> [String]
  {
    try PackLoader.packs(in: .folder(directory), limits: limits.source).map(\.id)
  }

  /// The packs in a folder of packs and the names of their folders, in the order of these.
  package static func folders(inRules directory: String) throws(DiagnosticError) -> [(
    id: String, folder: String
  )] {
    try PackLoader.packs(in: .folder(directory), limits: Limits.standard.source)
  }

  package static func split(_ path: String) -> (parent: String, name: String) {
    var path = path
    if path.hasSuffix("/.") || path == "." || path.hasSuffix("..") {
      path = FileSystem.absolute(path) ?? path
    }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let parent = path[..<slash]
    return (parent.isEmpty ? "/" : String(parent), String(path[path.index(after: slash)...]))
  }

  // MARK: What it is

  /// The name of the pack: `ecommerce-operations`.
  public var id: String { compiled.manifest.id }

  /// Whether the pack comes from an image, of which no other is made.
  public var isImage: Bool { compiled.storedDigest != nil }

  /// The version that `pack.yaml` states.
  public var version: String { compiled.manifest.version }

  /// What people call the pack.
  public var title: Text { Text(compiled.manifest.title, locales: compiled.locales) }

  /// The locales that the pack is written in, the first one for readers of any other.
  public var locales: [String] { compiled.locales }

  /// The packs that the pack uses itself, by their names.
  public var uses: [String] { compiled.manifest.uses.map(\.id) }

  /// How many rules the pack and the packs it uses have; a row of a table is a rule.
  public var ruleCount: Int { compiled.rules.count }

  /// How many changes the pack and the packs it uses say that a person may make; a row of a table is a change.
  public var changeCount: Int { compiled.changes.count }

  /// How many facts the pack and the packs it uses state.
  public var factCount: Int { compiled.factCount }

  /// `sha256:` and the digest of what the pack and the packs it uses say.
  ///
  /// It does not depend on how the pack is laid out in files, nor on the order of rules, keys or comments.
  public var digest: String { PackDigest.text(of: compiled) }

  /// The folders of the pack and of those that it uses, as paths; none for a pack that is in memory.
  package var folders: [String] {
    files.compactMap { files in
      if case .folder = files.store { files.store.path(files.folder) } else { nil }
    }
  }

  // MARK: What it does

  /// Evaluates the rules for a person.
  ///
  /// - Throws: `conflict`, `division-by-zero`, `overflow` or `out-of-bounds`, naming the rules and their
  ///   bindings, when rules contradict each other or can't be computed; `too-many-facts` and
  ///   `too-many-instances` beyond the limits.
  public func recommendation(for profile: Profile) throws(DiagnosticError) -> Recommendation {
    let answer = try Answer(of: self, for: profile.facts)
    return try Recommendation(answer)
  }

  /// Runs the tests that the pack carries in its folder `tests/`; those of used packs are not run.
  ///
  /// - Throws: the mistakes in the test files, every one that was found.
  public func testResults() throws(DiagnosticError) -> [TestResult] {
    try TestRunner.run(self)
  }

  /// Reads the tests that the pack carries without running them.
  ///
  /// - Returns: how many there are.
  /// - Throws: the mistakes in the test files, every one that was found.
  public func testCount() throws(DiagnosticError) -> Int {
    try TestRunner.read(self).grounds.reduce(0) { $0 + $1.tests.count }
  }
}
