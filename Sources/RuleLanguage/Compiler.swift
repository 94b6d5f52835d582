import Inference
package import SourceTree

/// From the files of a pack to a program: the table of contents of this module.
package enum Compiler {
  /// Compiles a pack with the packs that it uses.
  ///
  /// - Parameters:
  ///   - files: the files of each pack, used packs first, `pack.yaml` first in each.
  ///   - facts: sections that the last pack states besides those of its files.
  /// - Throws: every mistake of the first phase that found any, in the order of their places.
  package static func compile(
    _ files: [PackFiles], adding facts: YAMLNode? = nil, sources: SourceMap, limits: SourceLimits
  ) throws(DiagnosticError) -> CompiledPack {
    var sources = sources
    var findings = Findings()

    let roots = try read(files, into: &sources, limits)
    let surface = try surface(files, roots, adding: facts, sources)
    let shape = ShapeFromSurface.build(surface, findings: &findings)
    try sources.stop(at: findings)
    let resolved = ResolvedFromSurface.resolve(surface, shape, findings: &findings)
    try sources.stop(at: findings)
    RequiredFields.check(resolved, findings: &findings)
    TableRows.check(resolved, findings: &findings)
    let strata = StrataFromResolved.build(resolved.rules, resolved.shape, findings: &findings)
    try sources.stop(at: findings)
    let program = ProgramFromStrata.lower(resolved, strata, findings: &findings)
    try sources.stop(at: findings)
    guard let program else { throw sources.error(findings) }
    return CompiledPack(
      manifests: files.map(\.manifest), roots: roots, sources: sources, resolved: resolved, strata: strata,
      program: program)
  }

  /// Goes as far as the shape, which takes little time however much a pack states.
  ///
  /// - Throws: as `compile`.
  package static func checkShape(
    _ files: [PackFiles], sources: SourceMap, limits: SourceLimits
  ) throws(DiagnosticError) {
    var sources = sources
    var findings = Findings()
    let roots = try read(files, into: &sources, limits)
    _ = ShapeFromSurface.build(try surface(files, roots, adding: nil, sources), findings: &findings)
    try sources.stop(at: findings)
  }

  private static func read(
    _ files: [PackFiles], into sources: inout SourceMap, _ limits: SourceLimits
  ) throws(DiagnosticError) -> [[YAMLNode]] {
    var findings = Findings()
    let roots = YAMLFromFiles.read(files, into: &sources, limits: limits, findings: &findings)
    try sources.stop(at: findings)
    return roots
  }

  private static func surface(
    _ files: [PackFiles], _ roots: [[YAMLNode]], adding facts: YAMLNode?, _ sources: SourceMap
  ) throws(DiagnosticError) -> [SurfacePack] {
    var findings = Findings()
    var surface = zip(files, roots).map { SurfaceFromYAML.read($0.manifest, $1, findings: &findings) }
    if let facts { surface[surface.count - 1].sections += facts.entries.map { ($0.key, $0.value) } }
    try sources.stop(at: findings)
    return surface
  }
}

extension SourceMap {
  /// Ends a phase that found mistakes.
  package func stop(at findings: Findings) throws(DiagnosticError) {
    if !findings.isEmpty { throw error(findings) }
  }
}
