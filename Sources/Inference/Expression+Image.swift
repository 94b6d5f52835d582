extension Expression {
  package func write(to image: inout ImageWriter) {
    image.append(code) { $1.write(to: &$0) }
  }

  package init(from image: inout ImageReader) throws(ImageProblem) {
    code = try image.list(Instruction.init(from:))
  }
}

extension Instruction {
  /// The operations, each by its place here plus two.
  private static let operations: [Instruction] = [
    .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
    .lessOrEqual, .equal, .notEqual, .and, .or, .not,
  ]

  func write(to image: inout ImageWriter) {
    switch self {
    case .constant(let value):
      image.append(tag: 0)
      image.append(value)
    case .variable(let variable):
      image.append(tag: 1)
      image.append(count: variable)
    case .add, .subtract, .multiply, .divide, .negate, .min, .max, .floor, .ceil, .round, .abs, .less,
      .lessOrEqual, .equal, .notEqual, .and, .or, .not:
      guard let number = Instruction.operations.firstIndex(of: self) else {
        preconditionFailure("an operation has no number")
      }
      image.append(tag: UInt8(number + 2))
    }
  }

  init(from image: inout ImageReader) throws(ImageProblem) {
    switch try image.tag() {
    case 0: self = .constant(try image.value())
    case 1: self = .variable(try image.count())
    case let tag:
      guard tag < Instruction.operations.count + 2 else { throw .damaged }
      self = Instruction.operations[Int(tag) - 2]
    }
  }
}
