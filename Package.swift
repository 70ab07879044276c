// swift-tools-version: 6.3
import PackageDescription

/// The settings of every Swift target: unsafe code is marked, imports are internal, and in CI a warning is an error.
let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

let package = Package(
    name: "sluse",
    targets: [
        .target(name: "CKernels"),
        .target(name: "ByteKernels", dependencies: ["CKernels"], swiftSettings: settings),
        .target(name: "JSONStages", dependencies: ["ByteKernels"], swiftSettings: settings),
        .testTarget(name: "ByteKernelsTests", dependencies: ["ByteKernels"], swiftSettings: settings),
        .testTarget(name: "JSONStagesTests", dependencies: ["JSONStages"], swiftSettings: settings),
    ]
)
