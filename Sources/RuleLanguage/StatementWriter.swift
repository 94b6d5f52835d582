import SourceTree

/// Writes statements one behind the other into one array, to be sorted when all are there.
///
/// A statement is the path to a scalar and the scalar; maps are taken apart, because several files may state parts of
/// one. A value is written as bytes that are equal for values that mean the same: lists are sorted where their order
/// means nothing.
struct StatementWriter {
  private var bytes: [UInt8] = []
  private var statements: [Range<Int>] = []

  /// What the files of a pack say.
  mutating func add(_ files: [YAMLNode], of pack: String) {
    for file in files {
      for (key, value) in file.entries {
        var path = Array(pack.utf8) + [0]
        key.withScalar { path += $0 }
        switch key.scalar {
        case "rules", "changes", "questions", "audits": value.forEachItem { add(path, [0], $0) }
        case "report": add(path, [0], value, isOrdered: true)
        default: flatten(value, &path)
        }
      }
    }
  }

  /// All statements, sorted, each once.
  var sorted: [[UInt8]] {
    distinct.map { Array(bytes[$0]) }
  }

  /// The same in one piece.
  var joined: [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(bytes.count)
    for statement in distinct { joined += bytes[statement] }
    return joined
  }

  private var distinct: [Range<Int>] {
    bytes.withUnsafeBufferPointer { bytes in
      var distinct: [Range<Int>] = []
      for statement in statements.sorted(by: { precedes(bytes, $0, $1) }) {
        if let last = distinct.last, !precedes(bytes, last, statement) { continue }
        distinct.append(statement)
      }
      return distinct
    }
  }

  // MARK: Statements

  private mutating func flatten(_ node: YAMLNode, _ path: inout [UInt8]) {
    if node.isMapping {
      let start = bytes.count
      bytes += path
      bytes += [0, 0x7B]
      statements.append(start..<bytes.count)
      let length = path.count
      for (key, value) in node.entries {
        path.append(0)
        key.withScalar { path += $0 }
        flatten(value, &path)
        path.removeLast(path.count - length)
      }
    } else if node.isSequence, node.itemCount > 0 {
      node.forEachItem { add(path, [0, 0x5B], $0, [0x0A]) }
    } else {
      add(path, [0], node, [0x0A])
    }
  }

  private mutating func add(
    _ path: [UInt8], _ mark: [UInt8], _ value: YAMLNode, _ end: [UInt8] = [], isOrdered: Bool = false
  ) {
    let start = bytes.count
    bytes += path
    bytes += mark
    write(value, isOrdered: isOrdered)
    bytes += end
    statements.append(start..<bytes.count)
  }

  // MARK: Values

  /// The fields whose lists mean something by their order.
  private static let ordered: Set = ["table", "parts", "order"]

  private mutating func write(_ node: YAMLNode, isOrdered: Bool) {
    if node.isMapping {
      bytes.append(0x7B)
      let first = bytes.count
      var parts: [Range<Int>] = []
      for (key, value) in node.entries {
        let start = bytes.count
        key.withScalar { bytes += $0 }
        bytes.append(0)
        write(value, isOrdered: value.isSequence && StatementWriter.ordered.contains(key.scalar ?? ""))
        parts.append(start..<bytes.count)
      }
      sort(parts, from: first)
      bytes.append(0x7D)
    } else if node.isSequence {
      bytes.append(0x5B)
      let first = bytes.count
      var parts: [Range<Int>] = []
      node.forEachItem { item in
        let start = bytes.count
        write(item, isOrdered: false)
        parts.append(start..<bytes.count)
      }
      if !isOrdered { sort(parts, from: first) }
      bytes.append(0x5D)
    } else {
      bytes.append(0x3D)
      node.withScalar { bytes += $0 }
      bytes.append(0)
    }
  }

  /// Sorts parts that stand one behind the other at the end of what is written.
  private mutating func sort(_ parts: [Range<Int>], from first: Int) {
    let sorted = bytes.withUnsafeBufferPointer { bytes -> [Range<Int>]? in
      let isSorted = parts.indices.dropFirst().allSatisfy { !precedes(bytes, parts[$0], parts[$0 - 1]) }
      return isSorted ? nil : parts.sorted { precedes(bytes, $0, $1) }
    }
    guard let sorted else { return }
    let unsorted = Array(bytes[first...])
    bytes.removeLast(unsorted.count)
    for part in sorted { bytes += unsorted[part.lowerBound - first..<part.upperBound - first] }
  }
}

/// Whether a stretch comes before another, byte by byte.
private func precedes(_ bytes: UnsafeBufferPointer<UInt8>, _ one: Range<Int>, _ other: Range<Int>) -> Bool {
  comesBefore(UnsafeBufferPointer(rebasing: bytes[one]), UnsafeBufferPointer(rebasing: bytes[other]))
}
