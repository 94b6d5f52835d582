import Testing

@testable import recommend

@Suite struct IdentifiersFromLabelsTests {
  @Test(
    arguments: [
      ("identify customer's needs", "identify-customers-needs"),
      ("  Visual Basic (.NET) ", "visual-basic-net"),
      ("C++", "c-plus-plus"), ("C#", "c-sharp"),
      ("project management methodology (PM²)", "project-management-methodology-pm2"),
      ("répétiteur", "repetiteur"), ("re\u{301}pe\u{301}titeur", "repetiteur"),
      ("Straßenbahnfahrer/Ærø", "strassenbahnfahrer-aero"),
      ("διευθυντής", "διευθυντής"), ("数据分析", "数据分析"), ("???", ""),
    ])
  func `an id is the words of the label`(label: String, id: String) {
    #expect(IdentifiersFromLabels.id(from: label) == id)
  }

  @Test func `a long label gives the words that fit`() {
    let id = IdentifiersFromLabels.id(from: String(repeating: "abcdefghi ", count: 20))
    #expect(id == Array(repeating: "abcdefghi", count: 8).joined(separator: "-"))
    #expect(IdentifiersFromLabels.id(from: String(repeating: "a", count: 200)).count == 80)
  }

  @Test func `labels that come to one id all get the start of their URI, in any order`() {
    let labels = [
      ("x/1a2b-3c4d", "Editor"), ("x/1a2b-3c5e", "editor"), ("x/77", "editor 77"), ("x/9f", "?"),
      ("x/88", "writer"),
    ]
    let expected = [
      "x/1a2b-3c4d": "editor-1a2b3c4", "x/1a2b-3c5e": "editor-1a2b3c5", "x/77": "editor-77",
      "x/9f": "skill-9f",
      "x/88": "writer",
    ]
    #expect(IdentifiersFromLabels(labels, otherwise: "skill").ids == expected)
    #expect(IdentifiersFromLabels(labels.reversed(), otherwise: "skill").ids == expected)
  }

  @Test func `a suffix does not take the id of another label`() {
    let labels = [("x/aaaa11", "editor"), ("x/bbbb22", "editor"), ("x/3", "editor aaaa")]
    #expect(
      IdentifiersFromLabels(labels, otherwise: "skill").ids == [
        "x/aaaa11": "editor-aaaa1", "x/bbbb22": "editor-bbbb2", "x/3": "editor-aaaa",
      ])
  }

  @Test func `labels whose URIs end alike get the whole URI`() {
    let labels = [("x/a", "one"), ("y/a", "one")]
    #expect(IdentifiersFromLabels(labels, otherwise: "skill").ids == ["x/a": "one-x-a", "y/a": "one-y-a"])
  }
}
