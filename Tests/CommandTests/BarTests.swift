import Testing

@testable import recommend

@Suite struct BarTests {
  @Test(arguments: [
    (0.0, ""), (50.0, "█████"), (72.0, "███████▎"), (100.0, "██████████"), (99.9, "█████████▉"), (0.1, "▏"),
    (12.5, "█▎"), (-5.0, ""), (250.0, "██████████"), (Double.nan, ""),
  ])
  func `a Unicode bar is drawn in eighths of a cell`(percent: Double, bar: String) {
    #expect(Bar(percent: percent, cells: 10).text(unicode: true) == bar)
  }

  @Test(arguments: [
    (0.0, "----------"), (50.0, "#####-----"), (72.0, "#######---"), (100.0, "##########"),
    (99.9, "#########-"),
    (0.1, "#---------"),
  ])
  func `an ASCII bar shows what is missing, too`(percent: Double, bar: String) {
    #expect(Bar(percent: percent, cells: 10).text(unicode: false) == bar)
  }

  @Test func `the label is a whole percentage`() {
    #expect(Bar.label(72.4) == "72%")
    #expect(Bar.label(99.5) == "100%")
    #expect(Bar.label(.nan) == "?")
  }
}
