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
        .systemLibrary(name: "CLibXML2System", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CLibXML2", dependencies: ["CLibXML2System"]),
        .target(name: "XMLStages", dependencies: ["ByteKernels", "CLibXML2"], swiftSettings: settings),
        .testTarget(name: "XMLStagesTests", dependencies: ["XMLStages"], swiftSettings: settings),
        .target(name: "CKernels"),
        .target(name: "ByteKernels", dependencies: ["CKernels"], swiftSettings: settings),
        .testTarget(name: "ByteKernelsTests", dependencies: ["ByteKernels"], swiftSettings: settings),
    ]
)
