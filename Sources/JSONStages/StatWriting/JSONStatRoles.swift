public import StageKit

/// What dimensions are about, for programs that draw maps and curves.
public struct JSONStatRoles: NestedOptions {
    @Option("Dimensions that are time.")
    public var time: [AnyField]?

    @Option("Dimensions that are places.")
    public var geo: [AnyField]?

    @Option("Dimensions that tell what is measured.")
    public var metric: [AnyField]?

    public init() {}
}
