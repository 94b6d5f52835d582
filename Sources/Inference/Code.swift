/// Plans as flat arrays, and what a run of them needs.
struct Code: Sendable {
  var steps: [Step] = []
  var columns: [Column] = []
  var operations: [Operation] = []
  var indexes: [IndexID] = []
  /// The first slots of a frame.
  var constants: [Value]
  var frameSize: Int
  var cursors = 0

  init(constants: [Value]) {
    self.constants = constants
    frameSize = constants.count
  }

  /// The slot of a clause's variable.
  func slot(ofVariable variable: Int) -> Slot {
    Slot(constants.count + variable)
  }
}
