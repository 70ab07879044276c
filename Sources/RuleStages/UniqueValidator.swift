public import StageKit

/// Turns down records whose key another record had before.
///
/// Exact over the whole run. A key belongs to the first record that is kept so far; a record that lacks a part of its
/// key is compared with none. Texts are equal when their bytes are, however they were quoted; numbers when their values
/// are, so that 1.1 is 1.10. The fault stands at the first field of the key, in the order of the record.
public struct UniqueValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.unique",
        """
        Turns down records whose key another record had before; holds the keys of the whole run: 11 to 22 MB a million \
        (twice that where a key needs more than 64 bits), and each different text of the key once, with 30 bytes beside.
        """,
        example: """
            fields: [kommune, indikator, aar, koen, alder]
            """,
        exampleTable: """
            kommune | indikator     | aar:integer | koen    | alder | procent:number
            0101    | ryger_dagligt | 2021        | maend   | 16+   | 12.5
            0101    | ryger_dagligt | 2021        | kvinder | 16+   | 9.8
            """,
        rules: [.uniqueDuplicate]
    )

    @Option("Fields that together tell one record from another.")
    public var fields: [AnyField]

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        let fields = context.ruleFields(fields, at: $fields)
        let rule = context.rule(.uniqueDuplicate)
        guard !context.hasErrors else { return nil }
        let slots = Set(fields.map(\.slot))
        let faultSlot = context.schema.fields.first { slots.contains($0.slot) }?.slot
        return .ordered(
            OrderedWork(
                makeWorker: { KeyWorker(fields: fields) },
                makeDecider: { UniqueDecider(fieldCount: fields.count, rule: rule, slot: faultSlot) }
            )
        )
    }
}

extension Rejection {
    static let uniqueDuplicate = Rejection(
        "unique.duplicate",
        en: "another record before has the same key",
        da: "en tidligere post har samme nøgle"
    )
}
