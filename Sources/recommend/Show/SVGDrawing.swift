internal import Recommender

/// A section graph as a picture, in the reader's language.
struct SVGDrawing {
  private let graph: SectionGraph
  private let index: PackIndex
  private let locale: String
  private let words: ShowWords

  private static let margin = 24.0
  private static let head = 84.0
  private static let line = 16.0
  /// A cell of a terminal in points, at the size of the text.
  private static let cell = 6.6

  init(_ graph: SectionGraph, _ index: PackIndex, locale: String, words: ShowWords) {
    self.graph = graph
    self.index = index
    self.locale = locale
    self.words = words
  }

  var text: String {
    let layers = graph.layers
    let boxes = graph.nodes.indices.map { number in
      LayeredLayout.Box(width: boxWidth(number), height: boxHeight(number), layer: layers[number])
    }
    let layout = LayeredLayout(boxes, graph.edges.map { ($0.from, $0.to) })
    let width = max(layout.width, 760) + 2 * Self.margin
    let height = layout.height + Self.head + Self.margin
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(tenths(width))" height="\(tenths(height))" \
      viewBox="0 0 \(tenths(width)) \(tenths(height))" \
      font-family="-apple-system, 'Segoe UI', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif" \
      font-size="11">
      <defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
      <path d="M0,0 L8,4 L0,8 z" fill="#667"/></marker></defs>
      <rect width="100%" height="100%" fill="white"/>
      <text x="\(tenths(Self.margin))" y="32" font-size="17" font-weight="bold">\
      \(Self.escaped(index.pack.title.text(in: locale)))</text>
      <text x="\(tenths(Self.margin))" y="50" fill="#556">\(Self.escaped(words.legend))</text>
      <text x="\(tenths(Self.margin))" y="66" fill="#556">\(Self.escaped(words.legendReduced))</text>

      """
    for (edge, path) in zip(graph.edges, layout.paths) { out += curve(path, isDashed: edge.isComplete) }
    for (number, corner) in layout.corners.enumerated() { out += box(number, corner, boxes[number]) }
    return out + "</svg>\n"
  }

  private func curve(_ points: [LayeredLayout.Point], isDashed: Bool) -> String {
    guard let first = points.first else { return "" }
    var path = "M\(x(first)),\(y(first))"
    for (one, other) in zip(points, points.dropFirst()) {
      let middle = tenths((one.x + other.x) / 2 + Self.margin)
      path += " C\(middle),\(y(one)) \(middle),\(y(other)) \(x(other)),\(y(other))"
    }
    let dashes = isDashed ? " stroke-dasharray=\"5 3\"" : ""
    return
      "<path d=\"\(path)\" fill=\"none\" stroke=\"#889\" stroke-width=\"1.2\"\(dashes) marker-end=\"url(#end)\"/>\n"
  }

  private func box(_ number: Int, _ corner: LayeredLayout.Point, _ box: LayeredLayout.Box) -> String {
    let node = graph.nodes[number]
    let (left, top) = (corner.x + Self.margin, corner.y + Self.head)
    let place = "x=\"\(tenths(left))\" y=\"\(tenths(top))\" width=\"\(tenths(box.width))\""
    var out = "<rect \(place) height=\"\(tenths(box.height))\" rx=\"5\" fill=\"#fbfcff\" stroke=\"#99a\"/>\n"
    out += "<path d=\"M\(tenths(left)),\(tenths(top + 22)) h\(tenths(box.width))\" stroke=\"#ccd\"/>\n"
    out += label(node.name, left + 8, top + 15, " font-weight=\"bold\" font-size=\"12\"", note: nil)
    var baseline = top + 36
    for rule in node.rules {
      out += label(ruleName(rule), left + 8, baseline, "", note: index.rules[rule].because?.text(in: locale))
      baseline += Self.line
    }
    if !node.inputs.isEmpty {
      out += label(
        "← " + node.inputs.joined(separator: " · "), left + 8, baseline, " fill=\"#99a\"", note: nil)
    }
    return out
  }

  private func label(_ text: String, _ x: Double, _ y: Double, _ style: String, note: String?) -> String {
    let title = note.map { "<title>\(Self.escaped($0))</title>" } ?? ""
    return "<text x=\"\(tenths(x))\" y=\"\(tenths(y))\"\(style)>\(title)\(Self.escaped(text))</text>\n"
  }

  private func ruleName(_ rule: Int) -> String {
    index.rules[rule].name + (index.rules[rule].rows.map { " (\(words.rows($0)))" } ?? "")
  }

  private func boxWidth(_ number: Int) -> Double {
    let node = graph.nodes[number]
    let texts = node.rules.map(ruleName) + ["← " + node.inputs.joined(separator: " · "), node.name + "  "]
    return Double(texts.map { DisplayWidth.of($0) }.max() ?? 0) * Self.cell + 16
  }

  private func boxHeight(_ number: Int) -> Double {
    let node = graph.nodes[number]
    return 26 + Double(node.rules.count + (node.inputs.isEmpty ? 0 : 1)) * Self.line + 4
  }

  private func x(_ point: LayeredLayout.Point) -> String { tenths(point.x + Self.margin) }

  private func y(_ point: LayeredLayout.Point) -> String { tenths(point.y + Self.head) }

  /// With one digit behind the point, so that a picture is the same on every machine.
  private func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(character)
      }
    }
    return out
  }
}
