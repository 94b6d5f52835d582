/// For each choice a range of options, as far as a search has come.
struct Box {
  var low: [Int]
  var high: [Int]

  /// All options of all choices.
  init(_ choices: [Choice]) {
    low = Array(repeating: 0, count: choices.count)
    high = choices.map(\.options.count)
  }

  /// One option of each choice.
  init(_ options: [Int]) {
    low = options
    high = options
  }

  var isPoint: Bool { low == high }
}
