import SourceTree

/// One pack with its parts told apart, and every name in it still text.
struct SurfacePack {
  let manifest: Manifest
  var kinds: [YAMLNode] = []
  var shape: [YAMLNode] = []
  var rules: [SurfaceRule] = []
  var changes: [SurfaceChange] = []
  var report: [YAMLNode] = []
  var questions: [YAMLNode] = []
  var audits: [YAMLNode] = []
  /// `skills: …` of each file, in the order of the files.
  var sections: [(name: YAMLNode, value: YAMLNode)] = []

  static let reservedRoots =
    ["kinds", "shape", "rules", "changes", "report", "questions", "audits", "tests"] + Manifest.fields
}
