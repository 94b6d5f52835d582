import SourceTree

extension CompiledPack {
  /// Everything that the files of the pack and the packs it uses say, one statement each, sorted.
  ///
  /// A statement is the path to a scalar and the scalar; a rule is one statement. Lists are sorted where their
  /// order means nothing, so that neither the order of rules, keys and files nor the layout changes anything.
  package var statements: [[UInt8]] {
    var statements: [[UInt8]] = []
    for (manifest, files) in zip(manifests, roots) {
      for (key, value) in files.flatMap({ $0.mapping ?? [] }) {
        let path = Array(manifest.id.utf8) + [0] + Array((key.scalar ?? "").utf8)
        switch key.scalar {
        case "rules", "questions":
          statements += (value.sequence ?? []).map { path + [0] + $0.canonical(isOrdered: false) }
        case "report": statements.append(path + [0] + value.canonical(isOrdered: true))
        default: CompiledPack.flatten(value, path, &statements)
        }
      }
    }
    statements.sort(by: precedes)
    var distinct: [[UInt8]] = []
    for statement in statements where statement != distinct.last { distinct.append(statement) }
    return distinct
  }

  /// Maps are taken apart, because several files may state parts of one.
  private static func flatten(_ node: YAMLNode, _ path: [UInt8], _ statements: inout [[UInt8]]) {
    switch node.content {
    case .mapping(let entries):
      statements.append(path + [0, 0x7B])
      for (key, value) in entries { flatten(value, path + [0] + Array((key.scalar ?? "").utf8), &statements) }
    case .sequence(let items) where !items.isEmpty:
      for item in items { statements.append(path + [0, 0x5B] + item.canonical(isOrdered: false) + [0x0A]) }
    case .scalar, .sequence: statements.append(path + [0] + node.canonical(isOrdered: false) + [0x0A])
    }
  }
}

/// Byte by byte, without the generic detour of `lexicographicallyPrecedes`.
private func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  let common = min(left.count, right.count)
  for index in 0..<common where left[index] != right[index] { return left[index] < right[index] }
  return left.count < right.count
}

extension YAMLNode {
  /// The fields whose lists mean something by their order.
  private static let ordered: Set = ["table", "parts", "order"]

  /// The node as bytes that are equal for nodes that mean the same.
  fileprivate func canonical(isOrdered: Bool) -> [UInt8] {
    switch content {
    case .scalar(let text): return [0x3D] + Array(text.utf8) + [0]
    case .sequence(let items):
      var parts = items.map { $0.canonical(isOrdered: false) }
      if !isOrdered { parts.sort(by: precedes) }
      return [0x5B] + parts.joined() + [0x5D]
    case .mapping(let entries):
      let parts = entries.map { key, value in
        Array((key.scalar ?? "").utf8) + [0]
          + value.canonical(isOrdered: YAMLNode.ordered.contains(key.scalar ?? ""))
      }
      return [0x7B] + parts.sorted(by: precedes).joined() + [0x7D]
    }
  }
}
