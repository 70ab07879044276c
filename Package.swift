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
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2")
    ],
    targets: [
        .target(name: "CKernels"),
        // Lifetimes: for the one property that returns a Span, in OutputBuffer.swift.
        .target(
            name: "ByteKernels",
            dependencies: ["CKernels"],
            swiftSettings: settings + [.enableExperimentalFeature("Lifetimes")]
        ),
        .target(name: "StageKit", dependencies: ["ByteKernels"], swiftSettings: settings),
        .target(
            name: "PipelineSpec",
            dependencies: ["StageKit", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings
        ),
        .target(
            name: "StageTesting",
            dependencies: ["StageKit", "ByteKernels", "PipelineSpec"],
            swiftSettings: settings
        ),
        .target(name: "HealthStages", dependencies: ["StageKit", "ByteKernels"], swiftSettings: settings),
        .testTarget(name: "ByteKernelsTests", dependencies: ["ByteKernels"], swiftSettings: settings),
        .testTarget(
            name: "StageKitTests",
            dependencies: ["StageKit", "ByteKernels", "StageTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "HealthStagesTests",
            dependencies: ["HealthStages", "StageKit", "ByteKernels", "StageTesting"],
            swiftSettings: settings
        ),
    ]
)
