import Inference
import Testing

@Suite("Recursion")
struct RecursionTests {
  /// The transitive closure of a graph, right-recursive, left-recursive or by doubling.
  static func closure(_ shape: Int, size: Int) -> (Sketch, edge: LeafID, path: LeafID) {
    var sketch = Sketch()
    let edge = sketch.leaf(size, size, holds: .member)
    let path = sketch.leaf(size, size, holds: .member)
    sketch.clause([atom(edge, x, y)], then: head(path, x, y))
    switch shape {
    case 0: sketch.clause([atom(edge, x, y), atom(path, y, z)], then: head(path, x, z))
    case 1: sketch.clause([atom(path, x, y), atom(edge, y, z)], then: head(path, x, z))
    default: sketch.clause([atom(path, x, y), atom(path, y, z)], then: head(path, x, z))
    }
    sketch.strata = [Stratum(clauses: [ClauseID(0), ClauseID(1)], isRecursive: true)]
    return (sketch, edge, path)
  }

  @Test("closes a chain, however the clause is written", arguments: 0...2)
  func chain(shape: Int) throws {
    var (sketch, edge, path) = RecursionTests.closure(shape, size: 40)
    for node in 0..<20 { sketch.state(edge, node, node + 1) }
    let outcome = try sketch.outcome((20..<39).map { fact(edge, $0, $0 + 1) })
    let expected = (0..<40).flatMap { from in (from + 1..<40).map { [from, $0] } }
    #expect(outcome.places(path) == expected)
  }

  @Test("ends on a cycle, however the clause is written", arguments: 0...2)
  func cycle(shape: Int) throws {
    var (sketch, edge, path) = RecursionTests.closure(shape, size: 9)
    for node in 0..<9 { sketch.state(edge, node, (node + 1) % 9) }
    #expect(try sketch.outcome().places(path).count == 81)
  }

  @Test("starts from what is given in the recursive leaf itself", arguments: 0...2)
  func given(shape: Int) throws {
    var (sketch, edge, path) = RecursionTests.closure(shape, size: 6)
    sketch.state(path, 1, 2)
    sketch.state(edge, 0, 1)
    let outcome = try sketch.outcome([fact(path, 2, 3), fact(edge, 3, 4)])
    let there = Set(outcome.places(path))
    #expect(there.isSuperset(of: [[0, 1], [1, 2], [2, 3], [3, 4]]))
    #expect(there.contains([0, 2]) == (shape != 1))
    #expect(there.contains([0, 4]) == (shape == 2))
    #expect(there.contains([2, 4]) == (shape != 0))
  }

  @Test("goes through leaves that need each other")
  func mutual() throws {
    var sketch = Sketch()
    let next = sketch.leaf(10)
    let even = sketch.leaf(10, holds: .member)
    let odd = sketch.leaf(10, holds: .member)
    for node in 0..<9 { sketch.state(next, node, value: Value(node + 1)) }
    sketch.state(even, 0)
    sketch.clause([atom(even, x), atom(next, x, value: y)], then: head(odd, y))
    sketch.clause([atom(odd, x), atom(next, x, value: y)], then: head(even, y))
    sketch.strata = [Stratum(clauses: [ClauseID(0), ClauseID(1)], isRecursive: true)]
    let outcome = try sketch.outcome()
    #expect(outcome.places(even) == [[0], [2], [4], [6], [8]])
    #expect(outcome.places(odd) == [[1], [3], [5], [7], [9]])
  }

  @Test("carries values along and contributes to a sum once for each instance")
  func sums() throws {
    var sketch = Sketch()
    let edge = sketch.leaf(6, 6)
    let reach = sketch.leaf(6, holds: .member)
    let total = sketch.leaf(holds: .sum)
    sketch.state(edge, 0, 1, value: number(1))
    sketch.state(edge, 1, 2, value: number(10))
    sketch.state(edge, 2, 0, value: number(100))
    sketch.state(edge, 4, 5, value: number(1_000))
    sketch.state(reach, 0)
    sketch.clause(
      [atom(reach, x), atom(edge, x, y, value: z)], then: head(reach, y), head(total, value: [.z]))
    sketch.strata = [Stratum(clauses: [ClauseID(0)], isRecursive: true)]
    #expect(try sketch.outcome().value(total) == number(111))
  }

  @Test("finds each instance once, though several of its premises are new in several rounds")
  func instances() throws {
    var (sketch, edge, path) = RecursionTests.closure(2, size: 9)
    let count = sketch.leaf(holds: .sum)
    sketch.clauses[1].heads.append(head(count, value: [.number(1)]))
    for node in 0..<8 { sketch.state(edge, node, node + 1) }
    sketch.state(path, 3, 6)
    // A path from each to each later one, by each between them.
    #expect(try sketch.outcome([fact(path, 0, 4)]).value(count) == number(84))
  }

  @Test("reports the failures of the first round that has some")
  func failingRound() {
    var sketch = Sketch()
    let next = sketch.leaf(4)
    let depth = sketch.leaf(4)
    for node in 0..<3 { sketch.state(next, node, value: Value((node + 1) % 3)) }
    sketch.state(depth, 0, value: 0)
    sketch.clause(
      [atom(depth, x, value: y), atom(next, x, value: z)],
      then: head(depth, z, value: [.y, .number(1), .add]))
    sketch.strata = [Stratum(clauses: [ClauseID(0)], isRecursive: true)]
    #expect(
      sketch.failures() == [
        .conflict(
          leaf: depth, keys: [0], first: .given(0),
          second: .derived(ClauseID(0), bindings: [2, number(2), 0], value: number(3)))
      ])
  }
}
