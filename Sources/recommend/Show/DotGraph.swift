internal import Recommender

/// A section graph in the language of Graphviz.
enum DotGraph {
  static func text(_ graph: SectionGraph, _ index: PackIndex, title: String) -> String {
    var text = "digraph rules {\n  rankdir=LR;\n  label=\(quoted(title));\n  labelloc=t;\n"
    text += "  node [shape=plain, fontname=\"sans-serif\", fontsize=10];\n  edge [color=gray40];\n"
    for (number, node) in graph.nodes.enumerated() {
      var rows = "<tr><td bgcolor=\"gray90\"><b>\(escaped(node.name))</b></td></tr>"
      for rule in node.rules { rows += "<tr><td align=\"left\">\(escaped(index.rules[rule].name))</td></tr>" }
      if !node.inputs.isEmpty {
        rows +=
          "<tr><td align=\"left\"><font color=\"gray50\">\(escaped(node.inputs.joined(separator: " · ")))</font></td></tr>"
      }
      text +=
        "  s\(number) [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"3\">\(rows)</table>>];\n"
    }
    for edge in graph.edges {
      text += "  s\(edge.from) -> s\(edge.to)\(edge.isComplete ? " [style=dashed]" : "");\n"
    }
    return text + "}\n"
  }

  private static func escaped(_ text: String) -> String { SVGDrawing.escaped(text) }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
