/// Names of concepts that the standard itself gives.
enum SDMXConcept {
    static let value = "OBS_VALUE"
    static let time = "TIME_PERIOD"
    /// Ours: the name of an observation's element in cross-sectional messages, which tells the measure.
    static let measure = "MEASURE"
}
