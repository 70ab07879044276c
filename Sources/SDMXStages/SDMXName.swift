import XMLParsing

/// What is known of a name of a document, so that it is looked at once.
struct SDMXName {
    /// The attributes that the standard gives a meaning to, where it gives one.
    enum Attribute: String {
        case id
        case concept
        case value
        case structureRef
        case structureID
        case dimensionAtObservation
        case action
        case code
        case severity
    }

    /// What the standard lets a data set have as attributes of XML that are no concepts.
    private static let formal: Set<String> = [
        "keyFamilyURI", "datasetID", "dataProviderSchemeAgencyId", "dataProviderSchemeId", "dataProviderID",
        "dataflowAgencyID", "dataflowID", "action", "reportingBeginDate", "reportingEndDate", "validFromDate",
        "validToDate", "publicationYear", "publicationPeriod", "structureRef", "setID", "dataScope",
        "isExternalReference",
    ]

    let local: String
    let namespace: String
    let word: SDMXWord?
    let attribute: Attribute?
    /// Whether an attribute of XML with this name is a concept of the data.
    let isConcept: Bool
    /// Whether it is none when a data set has it.
    let isFormal: Bool
    /// Where values of the concept go, once that was asked, as a key and as an attribute.
    var keyPlace: SDMXColumns.Place?
    var attributePlace: SDMXColumns.Place?

    init(_ name: XMLElementNames.Name) {
        local = name.local
        namespace = name.namespace
        word = SDMXWord.byName[name.local]
        attribute = Attribute(rawValue: name.local)
        isConcept = !Self.isOfTheStandard(name.namespace) && !name.namespace.hasPrefix("http://www.w3.org/")
        isFormal = Self.formal.contains(name.local)
    }

    /// Whether a namespace is one of SDMX-ML, of whatever version.
    static func isOfTheStandard(_ namespace: String) -> Bool {
        let name = namespace.lowercased()
        return name.hasPrefix("http://www.sdmx.org/") || name.hasPrefix("https://www.sdmx.org/")
    }

    /// The name as a message may give it.
    var short: String { String(local.prefix(60)) }
}
