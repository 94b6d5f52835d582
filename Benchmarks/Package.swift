// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "recommend", path: "..")],
  targets: [
    .target(name: "CBench", linkerSettings: [.linkedLibrary("yaml")]),
    .executableTarget(
      name: "Ratios", dependencies: ["CBench", .product(name: "Recommender", package: "recommend")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
