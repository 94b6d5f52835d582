import SourceTree

extension CompiledPack {
  /// Everything that the files of the pack and the packs it uses say, one statement each, sorted.
  ///
  /// A statement is the path to a scalar and the scalar. Rules are told apart by their names and not by their
  /// position, so that neither the order of rules, keys and files nor the layout changes anything.
  package var statements: [[UInt8]] {
    var statements: [[UInt8]] = []
    for (manifest, files) in zip(manifests, roots) {
      for root in files {
        for (key, value) in root.mapping ?? [] {
          let path = Array("\(manifest.id)\u{0}\(key.scalar ?? "")".utf8)
          if key.scalar == "rules" {
            for rule in value.sequence ?? [] {
              let name = rule.mapping?.first { $0.key.scalar == "rule" }?.value.scalar ?? ""
              CompiledPack.flatten(rule, path + [0] + Array(name.utf8), &statements)
            }
          } else {
            CompiledPack.flatten(value, path, &statements)
          }
        }
      }
    }
    statements.sort { $0.lexicographicallyPrecedes($1) }
    return statements
  }

  private static func flatten(_ node: YAMLNode, _ path: [UInt8], _ statements: inout [[UInt8]]) {
    switch node.content {
    case .scalar(let text): statements.append(path + [0, 0x3D] + Array(text.utf8) + [0x0A])
    case .sequence(let items):
      if items.isEmpty { statements.append(path + [0, 0x5B, 0x0A]) }
      for (index, item) in items.enumerated() { flatten(item, path + [0] + Array(String(index).utf8), &statements) }
    case .mapping(let entries):
      if entries.isEmpty { statements.append(path + [0, 0x7B, 0x0A]) }
      for (key, value) in entries { flatten(value, path + [0] + Array((key.scalar ?? "").utf8), &statements) }
    }
  }
}
