import Foundation
package import Recommender

/// The sample profiles and the pack that they are for.
package enum Samples {
  /// The names of the files in `Profiles`, sorted.
  package static let profiles: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Profiles").path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
  }()

  /// Those of the software pack, in a folder of their own.
  package static let softwareProfiles: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Profiles/software").path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map { "software/\($0)" }
  }()

  package static func path(_ profile: String) -> String {
    Repository.root.appending(path: "Profiles/\(profile)").path
  }

  package static var pack: Pack {
    get throws { try compiled.get() }
  }

  /// Compiled once: unoptimised it takes more than a second.
  private static let compiled = Result {
    try Pack(at: Repository.root.appending(path: "Rules/ecommerce-operations").path)
  }
}
