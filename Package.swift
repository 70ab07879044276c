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

/// A module of stages: it knows the interface of stages and no other module of ours.
func stages(_ name: String, dependencies: [Target.Dependency] = []) -> [Target] {
    [
        .target(name: name, dependencies: ["ByteKernels", "StageKit"] + dependencies, swiftSettings: settings),
        .testTarget(
            name: name + "Tests",
            dependencies: [.target(name: name), "ByteKernels", "StageKit", "StageTesting"],
            swiftSettings: settings
        ),
    ]
}

let package = Package(
    name: "sluse",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2System", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CLibXML2", dependencies: ["CLibXML2System"]),
        .target(name: "CKernels"),
        // Lifetimes: for the one property that returns a Span, in OutputBuffer.swift.
        .target(
            name: "ByteKernels",
            dependencies: ["CKernels"],
            swiftSettings: settings + [.enableExperimentalFeature("Lifetimes")]
        ),
        .testTarget(name: "ByteKernelsTests", dependencies: ["ByteKernels"], swiftSettings: settings),
        .target(name: "StageKit", dependencies: ["ByteKernels"], swiftSettings: settings),

        .target(
            name: "PipelineSpec",
            dependencies: ["StageKit", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings
        ),
        .testTarget(name: "PipelineSpecTests", dependencies: ["PipelineSpec", "StageKit"], swiftSettings: settings),
        .target(
            name: "PipelineEngine",
            dependencies: ["ByteKernels", "CKernels", "StageKit", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings
        ),
        .testTarget(name: "PipelineEngineTests", dependencies: ["PipelineEngine", "StageKit"], swiftSettings: settings),
        .target(name: "StageTesting", dependencies: ["ByteKernels", "PipelineSpec", "StageKit"], swiftSettings: settings),
    ] + stages("JSONStages") + stages("RuleStages") + stages("XMLStages", dependencies: ["CLibXML2"])
)
