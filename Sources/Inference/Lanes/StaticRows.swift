/// The matches of a condition over static leaves, a row each.
struct StaticRows {
  /// The variables that a row has values of.
  let variables: [Int]
  /// Row by row.
  var values: [Value]
  let count: Int

  private let places: [Int: Int]

  init(variables: [Int], values: [Value], count: Int) {
    self.variables = variables
    self.values = values
    self.count = count
    places = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) })
  }

  func has(_ variable: Int) -> Bool {
    places[variable] != nil
  }

  func value(_ variable: Int, _ row: Int) -> Value {
    guard let place = places[variable] else { preconditionFailure("a row lacks a variable") }
    return values[row * variables.count + place]
  }

  /// The rows with some of the variables only, each once.
  func projected(on kept: Set<Int>) -> StaticRows {
    guard variables.contains(where: { !kept.contains($0) }) else { return self }
    let left = variables.filter(kept.contains)
    var seen: Set<[Value]> = []
    var flat: [Value] = []
    var count = 0
    for row in 0..<self.count {
      let tuple = left.map { value($0, row) }
      if seen.insert(tuple).inserted {
        flat += tuple
        count += 1
      }
    }
    return StaticRows(variables: left, values: flat, count: count)
  }

  /// How many different values the rows have for some variables.
  func groups(_ variables: [Int]) -> Int {
    guard let first = variables.first else { return 1 }
    if variables.count == 1 { return Set((0..<count).map { value(first, $0) }).count }
    return Set((0..<count).map { row in variables.map { value($0, row) } }).count
  }
}
