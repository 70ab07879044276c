/// The names of elements that the standard gives.
enum SDMXWord: String, CaseIterable {
    case genericData = "GenericData"
    case genericTimeSeriesData = "GenericTimeSeriesData"
    case structureSpecificData = "StructureSpecificData"
    case structureSpecificTimeSeriesData = "StructureSpecificTimeSeriesData"
    case compactData = "CompactData"
    case crossSectionalData = "CrossSectionalData"
    case utilityData = "UtilityData"
    case messageGroup = "MessageGroup"
    case error = "Error"

    case header = "Header"
    case structure = "Structure"
    case dataSetAction = "DataSetAction"
    case dataSet = "DataSet"
    case footer = "Footer"
    case message = "Message"
    case errorMessage = "ErrorMessage"
    case text = "Text"

    case group = "Group"
    case series = "Series"
    case section = "Section"
    case observation = "Obs"
    case seriesKey = "SeriesKey"
    case groupKey = "GroupKey"
    case observationKey = "ObsKey"
    case observationDimension = "ObsDimension"
    case observationValue = "ObsValue"
    case time = "Time"
    case key = "Key"
    case value = "Value"
    case attributes = "Attributes"
    case component = "Comp"

    // What is let by: notes, references, and attributes of parts of a data set.
    case annotations = "Annotations"
    case keyFamilyReference = "KeyFamilyRef"
    case dataProvider = "DataProvider"
    case partAttributes = "Atts"

    /// The words by name.
    static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
