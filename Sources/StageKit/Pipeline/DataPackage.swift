/// What a pipeline file says of the data package beside its outputs.
public struct DataPackage: Sendable, Equatable {
    /// What people call the data.
    public var title: String
    /// What the data are, in some sentences.
    public var description: String?
    /// The name of the licence: one of the Open Definition or of SPDX, such as `CC-BY-4.0`.
    public var license: String?
    /// Where people read more.
    public var homepage: String?

    /// A data package with a title.
    public init(title: String, description: String? = nil, license: String? = nil, homepage: String? = nil) {
        self.title = title
        self.description = description
        self.license = license
        self.homepage = homepage
    }
}
