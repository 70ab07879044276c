@testable import SDMXStages

/// Messages of SDMX-ML around a few elements.
enum Message {
    /// Version 2.1, with the header that says which dimension observations have.
    static func generic(_ content: String, dimension: String? = "TIME_PERIOD", header: String = "") -> String {
        let structure = dimension.map { "<m:Structure structureID=\"S\" dimensionAtObservation=\"\($0)\"/>" } ?? ""
        return """
            <m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
            xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic">
            <m:Header><m:ID>P</m:ID>\(structure)\(header)</m:Header>
            \(content)
            </m:GenericData>
            """
    }

    /// Version 2.1.
    static func specific(_ content: String, header: String = "") -> String {
        """
        <m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
        xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific" \
        xmlns:f="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message/footer" \
        xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:n">
        <m:Header><m:ID>P</m:ID>\(header)</m:Header>
        \(content)
        </m:StructureSpecificData>
        """
    }

    /// Version 2.0.
    static func old(_ root: String, _ content: String) -> String {
        """
        <\(root) xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message" \
        xmlns:g="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/generic" xmlns:k="urn:k">
        <Header><ID>P</ID></Header>
        \(content)
        </\(root)>
        """
    }
}
