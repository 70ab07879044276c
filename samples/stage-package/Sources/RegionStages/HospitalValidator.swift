public import StageKit

/// Accepts hospitals by the first four digits of the Danish hospital classification, SHAK.
public struct HospitalValidator: Validator {
    public static let declaration = StageDeclaration(
        "validate.hospital",
        "Accepts hospitals by their code of four digits in the hospital classification SHAK.",
        example: "fields: [sygehus]",
        exampleTable: """
            sygehus
            6620
            """,
        rules: [.notAHospital]
    )

    @Option("Fields that hold codes of hospitals.")
    public var fields: [TextField]

    public init() {}

    public func validate(_ value: String) throws(Rejection) {
        guard value.wholeMatch(of: /[1-9][0-9]{3}/) != nil else { throw .notAHospital }
    }
}

extension Rejection {
    static let notAHospital = Rejection("hospital.format", en: "not a hospital code", da: "ikke en sygehuskode")
}
