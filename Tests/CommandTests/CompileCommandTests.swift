import Foundation
import TestSupport
import Testing

/// `recommend compile`, and the other commands with the file that it wrote.
@Suite struct CompileCommandTests {
  @Test func `a compiled pack answers as its sources do`() throws {
    let image = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).bin").path
    defer { try? FileManager.default.removeItem(atPath: image) }
    let compiled = try Shell.recommend(["compile", "Rules/ecommerce-operations", "-o", image])
    #expect(compiled.status == 0, "\(compiled.errors)")
    #expect(compiled.output.hasPrefix("Wrote ecommerce-operations 1.0.0 ("))
    #expect(compiled.output.contains(" rules, "))
    #expect(compiled.output.contains(image))

    let plain = try Shell.recommend(["--profile", "Profiles/me.yaml", "--lang", "zh", "--why"])
    for place in ["--pack", "--rules"] {
      let ran = try Shell.recommend(["--profile", "Profiles/me.yaml", "--lang", "zh", "--why", place, image])
      #expect(ran.errors == "")
      #expect(ran.output == plain.output)
    }
    let checked = try Shell.recommend(["check", image])
    #expect(checked.output.hasSuffix("No mistakes in 1 pack.\n"))
    let tested = try Shell.recommend(["test", "--pack", image])
    #expect(tested.status == 65)
    #expect(tested.errors.hasPrefix("error[no-tests-in-image]: "))
  }

  @Test func `a pack is named by its id as well, and the page is in the reader's language`() throws {
    let image = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).bin").path
    defer { try? FileManager.default.removeItem(atPath: image) }
    let compiled = try Shell.recommend([
      "compile", "career-method", "--rules", "Rules", "-o", image, "--lang", "zh",
    ])
    #expect(compiled.errors == "")
    #expect(compiled.output.hasPrefix("已把 career-method 1.0.0（"))
    let missing = try Shell.recommend(["compile", "career-methd", "-o", image])
    #expect(missing.status == 65)
    #expect(missing.errors.contains("did you mean `career-method`?"))
    #expect(try Shell.recommend(["compile", "career-method"]).status == 64)
  }
}
