import Foundation
import Recommender
import TestSupport
import Testing

/// The JSON of a recommendation and the schema that describes it.
@Suite("The JSON Schema of a recommendation") struct SchemaTests {
  private static let profiles = Samples.profiles

  @Test("every sample profile conforms, in both languages", arguments: profiles)
  func conforms(profile: String) throws {
    let schema = try JSONSchema(Repository.text("docs/recommendation.schema.json"))
    let pack = try Samples.pack
    let advice = try pack.recommendation(for: Profile(at: Samples.path(profile), for: pack))
    for locale in ["zh", "en"] {
      #expect(try schema.mistakes(in: advice.value(in: locale).json()) == [])
    }
  }

  @Test("a document that the schema forbids is refused")
  func refuses() throws {
    let schema = try JSONSchema(Repository.text("docs/recommendation.schema.json"))
    #expect(try !schema.mistakes(in: #"{"format": "recommendation/2"}"#).isEmpty)
    #expect(try schema.mistakes(in: "[]") == ["$: is not of type object"])
  }
}
