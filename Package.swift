// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "recommend",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Recommender", targets: ["Recommender"]),
    .executable(name: "recommend", targets: ["recommend"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "Clibyaml", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "SourceTree", dependencies: ["Clibyaml"], swiftSettings: settings),
    .target(name: "Inference", swiftSettings: settings),
    .target(name: "RuleLanguage", dependencies: ["SourceTree", "Inference"], swiftSettings: settings),
    .target(
      name: "Recommender", dependencies: ["SourceTree", "Inference", "RuleLanguage"],
      swiftSettings: settings),
    .executableTarget(
      name: "recommend",
      dependencies: [
        "Recommender", "SourceTree", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Recommender"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "SourceTreeTests", dependencies: ["SourceTree", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "InferenceTests", dependencies: ["Inference"], swiftSettings: settings),
    .testTarget(
      name: "RuleLanguageTests", dependencies: ["RuleLanguage", "SourceTree", "Inference"],
      swiftSettings: settings),
    .testTarget(
      name: "RecommenderTests",
      dependencies: ["Recommender", "RuleLanguage", "Inference", "SourceTree", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["recommend", "SourceTree", "TestSupport"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
