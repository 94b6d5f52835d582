/// An expression as a tree, over intervals: what it may give, and what its variables must be for what is wanted.
struct IntervalExpression: Sendable {
  private struct Node {
    let instruction: Instruction
    let left: Int
    let right: Int
  }

  /// Operands before what uses them; the last is the root.
  private let nodes: [Node]

  init(_ expression: Expression) {
    var nodes: [Node] = []
    var stack: [Int] = []
    for instruction in expression.code {
      var (left, right) = (-1, -1)
      if let operation = instruction.operation {
        right = stack.removeLast()
        left = operation.operands == 2 ? stack.removeLast() : right
      }
      stack.append(nodes.count)
      nodes.append(Node(instruction: instruction, left: left, right: right))
    }
    self.nodes = nodes
  }

  /// What it may give; `scratch` is of no other use.
  func value(_ frame: [Interval], _ scratch: inout [Interval]) -> Interval {
    scratch.removeAll(keepingCapacity: true)
    for node in nodes {
      switch node.instruction {
      case .constant(let value): scratch.append(Interval(value))
      case .variable(let variable): scratch.append(frame[variable])
      case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
        .lessOrEqual, .equal, .notEqual, .and, .or, .not:
        guard let code = node.instruction.operation else { continue }
        scratch.append(Interval.result(code, scratch[node.left], scratch[node.right]))
      }
    }
    return scratch.last ?? .all
  }

  /// Narrows the variables to what can give something wanted. Returns whether there is anything left.
  func narrow(_ frame: inout [Interval], to wanted: Interval, _ scratch: inout [Interval]) -> Bool {
    _ = value(frame, &scratch)
    guard let root = nodes.indices.last else { return true }
    scratch[root] = scratch[root].intersection(wanted)
    for (number, node) in nodes.enumerated().reversed() {
      guard !scratch[number].isEmpty else { return false }
      switch node.instruction {
      case .constant: continue
      case .variable(let variable):
        frame[variable] = frame[variable].intersection(scratch[number])
        if frame[variable].isEmpty { return false }
      case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
        .lessOrEqual, .equal, .notEqual, .and, .or, .not:
        guard let code = node.instruction.operation else { continue }
        if code.operands == 1 {
          var unused = Interval.all
          Interval.narrow(code, scratch[number], &scratch[node.left], &unused)
        } else {
          var (left, right) = (scratch[node.left], scratch[node.right])
          Interval.narrow(code, scratch[number], &left, &right)
          scratch[node.left] = left
          scratch[node.right] = right
        }
        if scratch[node.left].isEmpty || scratch[node.right].isEmpty { return false }
      }
    }
    return true
  }
}
