public import StageKit

/// Judges how many records there are here over the whole run.
public struct RowsValidator: TransformStage {
    public static let declaration = StageDeclaration(
        "validate.rows",
        "Stops the run, or flags it, when too few or too many records come this far.",
        example: """
            min: 98
            max: 10000
            """,
        rules: [.tooFewRows, .tooManyRows],
        defaultOnFail: .stop
    )

    @Option("The fewest records.")
    public var min: Int?

    @Option("The most records.")
    public var max: Int?

    public init() {}

    public func prepare(_ context: inout StageContext) -> PreparedStage? {
        context.checkCounts(min: (min, $min), max: (max, $max))
        let tooFew = context.rule(.tooFewRows)
        let tooMany = context.rule(.tooManyRows)
        if tooFew.onFail == .reject {
            context.mistake("a rule on the whole table has no record to reject", hint: "write on_fail: stop or flag")
        }
        guard !context.hasErrors else { return nil }
        let (least, most) = (min ?? 0, max ?? .max)
        return .ordered(
            OrderedWork(
                makeWorker: { NothingToPrepare() },
                makeDecider: { RowCounter(least: least, most: most, tooFew: tooFew, tooMany: tooMany) }
            )
        )
    }
}

extension Rejection {
    static let tooFewRows = Rejection("rows.too_few", en: "there are too few records", da: "der er for få poster")
    static let tooManyRows = Rejection("rows.too_many", en: "there are too many records", da: "der er for mange poster")
}

private final class NothingToPrepare: OrderedWorker {
    func prepare(_ batch: RecordBatch) throws {}
}

private final class RowCounter: OrderedDecider {
    private let least: Int
    private let most: Int
    private let tooFew: RuleHandle
    private let tooMany: RuleHandle
    private var count = 0

    init(least: Int, most: Int, tooFew: RuleHandle, tooMany: RuleHandle) {
        self.least = least
        self.most = most
        self.tooFew = tooFew
        self.tooMany = tooMany
    }

    func decide(_ batch: RecordBatch, prepared: any OrderedWorker) throws {
        count += batch.fates.count { $0 == RecordBatch.Fate.kept }
    }

    func finish() throws -> [RuleHandle] {
        if count < least { return [tooFew] }
        return count > most ? [tooMany] : []
    }
}
