public import StageKit

/// A concept that a field of a reader of SDMX is taken from.
public struct SDMXFieldSource: FieldSource {
    public static var expected: String { "the name of a concept" }
    public static var listExample: String { "[REF_AREA, TIME_PERIOD, OBS_VALUE]" }
    public static var mapExample: String { "{ aar: TIME_PERIOD }" }
    public static var unsharedName: String? { "concept" }
    public let text: String
    public let place: SourcePlace
    public init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
