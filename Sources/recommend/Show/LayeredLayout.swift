/// Places boxes in columns so that lines go to the right and cross seldom.
///
/// The four steps of K. Sugiyama, S. Tagawa and M. Toda, "Methods for Visual Understanding of Hierarchical System
/// Structures", 1981: a layer for each box by the longest way to it; a narrow place in each layer that a line crosses;
/// an order within the layers by barycenters, to and fro; then heights by those of the neighbours.
struct LayeredLayout {
  struct Box {
    let width: Double
    let height: Double
    let layer: Int
  }

  struct Point {
    let x: Double
    let y: Double
  }

  /// By box, its upper left corner.
  private(set) var corners: [Point] = []
  /// By line, the points that it goes through, from the right side of a box to the left side of another.
  private(set) var paths: [[Point]] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  private static let sweeps = 24
  private static let columnGap = 70.0
  private static let rowGap = 18.0
  private static let lane = 6.0

  /// A box, or the place of a line in a layer that it crosses.
  private struct Cell {
    let height: Double
    var up: [Int] = []
    var down: [Int] = []
    var center = 0.0
  }

  init(_ boxes: [Box], _ edges: [(from: Int, to: Int)]) {
    var cells = boxes.map { Cell(height: $0.height) }
    var layers = Array(repeating: [Int](), count: (boxes.map(\.layer).max() ?? 0) + 1)
    for (number, box) in boxes.enumerated() { layers[box.layer].append(number) }
    var ways: [[Int]] = []
    for edge in edges {
      var way = [edge.from]
      for layer in stride(from: boxes[edge.from].layer + 1, to: boxes[edge.to].layer, by: 1) {
        cells.append(Cell(height: Self.lane))
        layers[layer].append(cells.count - 1)
        way.append(cells.count - 1)
      }
      way.append(edge.to)
      for (one, other) in zip(way, way.dropFirst()) {
        cells[one].down.append(other)
        cells[other].up.append(one)
      }
      ways.append(way)
    }
    Self.order(&layers, cells)
    Self.place(layers, &cells)

    let top = cells.map { $0.center - $0.height / 2 }.min() ?? 0
    for index in cells.indices { cells[index].center -= top }
    height = cells.map { $0.center + $0.height / 2 }.max() ?? 0
    var lefts: [Double] = []
    var widths: [Double] = []
    for layer in layers {
      lefts.append(width)
      let widest = layer.filter { $0 < boxes.count }.map { boxes[$0].width }.max() ?? 0
      widths.append(widest)
      width += widest + Self.columnGap
    }
    width = max(0, width - Self.columnGap)
    corners = boxes.indices.map {
      Point(x: lefts[boxes[$0].layer], y: cells[$0].center - cells[$0].height / 2)
    }
    var layerOf = Array(repeating: 0, count: cells.count)
    for (layer, members) in layers.enumerated() { for member in members { layerOf[member] = layer } }
    paths = ways.map { way in
      way.enumerated().flatMap { position, cell -> [Point] in
        let layer = layerOf[cell]
        if position == 0 { return [Point(x: lefts[layer] + boxes[cell].width, y: cells[cell].center)] }
        if position == way.count - 1 { return [Point(x: lefts[layer], y: cells[cell].center)] }
        return [
          Point(x: lefts[layer], y: cells[cell].center),
          Point(x: lefts[layer] + widths[layer], y: cells[cell].center),
        ]
      }
    }
  }

  /// Sorts each layer by the mean place of its neighbours, and keeps the order with the fewest crossings.
  private static func order(_ layers: inout [[Int]], _ cells: [Cell]) {
    var best = layers
    var fewest = crossings(layers, cells)
    for sweep in 0..<sweeps where fewest > 0 {
      let isDown = sweep.isMultiple(of: 2)
      for layer in isDown ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed() {
        let fixed = layers[isDown ? layer - 1 : layer + 1]
        let places = Dictionary(uniqueKeysWithValues: fixed.enumerated().map { ($1, Double($0)) })
        let means = layers[layer].enumerated().map {
          position, cell -> (mean: Double, position: Int, cell: Int) in
          let neighbours = (isDown ? cells[cell].up : cells[cell].down).compactMap { places[$0] }
          let own = Double(position) * Double(fixed.count) / Double(max(1, layers[layer].count))
          return (
            neighbours.isEmpty ? own : neighbours.reduce(0, +) / Double(neighbours.count), position, cell
          )
        }
        layers[layer] = means.sorted { ($0.mean, $0.position) < ($1.mean, $1.position) }.map(\.cell)
      }
      let count = crossings(layers, cells)
      if count < fewest { (best, fewest) = (layers, count) }
    }
    layers = best
  }

  private static func crossings(_ layers: [[Int]], _ cells: [Cell]) -> Int {
    var count = 0
    for (layer, next) in zip(layers, layers.dropFirst()) {
      let places = Dictionary(uniqueKeysWithValues: next.enumerated().map { ($1, $0) })
      let lines = layer.enumerated().flatMap { from, cell in
        cells[cell].down.compactMap { places[$0].map { (from, $0) } }
      }
      for (index, one) in lines.enumerated() {
        for other in lines[(index + 1)...] where (one.0 - other.0) * (one.1 - other.1) < 0 { count += 1 }
      }
    }
    return count
  }

  /// Pulls each cell to the middle of its neighbours, as far as those above and below it in its layer allow.
  private static func place(_ layers: [[Int]], _ cells: inout [Cell]) {
    for layer in layers {
      var y = 0.0
      for cell in layer {
        cells[cell].center = y + cells[cell].height / 2
        y += cells[cell].height + rowGap
      }
    }
    for sweep in 0..<sweeps {
      let isDown = sweep.isMultiple(of: 2)
      for layer in isDown ? layers : layers.reversed() {
        let wanted = layer.map { cell -> Double in
          let neighbours = isDown ? cells[cell].up : cells[cell].down
          if neighbours.isEmpty { return cells[cell].center }
          return neighbours.map { cells[$0].center }.reduce(0, +) / Double(neighbours.count)
        }
        // The mean of what is possible from above and from below keeps a layer in the middle of its wishes.
        var above = wanted
        for index in above.indices.dropFirst() {
          above[index] = max(above[index], above[index - 1] + distance(layer[index - 1], layer[index], cells))
        }
        var below = wanted
        for index in below.indices.dropLast().reversed() {
          below[index] = min(below[index], below[index + 1] - distance(layer[index], layer[index + 1], cells))
        }
        for (index, cell) in layer.enumerated() { cells[cell].center = (above[index] + below[index]) / 2 }
      }
    }
  }

  private static func distance(_ one: Int, _ other: Int, _ cells: [Cell]) -> Double {
    (cells[one].height + cells[other].height) / 2 + rowGap
  }
}
