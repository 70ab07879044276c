import StageKit

/// An input being read: its files one after another. Touched only by the task whose turn it is to read.
///
/// `@unchecked`: all its variables are used between `wait` and `advance` of `turnstile` alone, and again when all tasks
/// of the run have ended.
final class InputState: @unchecked Sendable {
    let plan: InputPlan
    let index: Int
    let turnstile: Turnstile
    private let paths: [String]
    private let tickets: TicketCounter
    private(set) var nextFile = 0
    private var current: (file: InputFile, source: any RecordSource)?
    private var remaining: Int?
    private let batchBytes: Int
    private let takesHashes: Bool

    /// The files that were read to their end.
    private(set) var files: [FileRecord] = []
    private(set) var leniencies: [String: Int] = [:]
    private(set) var bytes: UInt64 = 0
    private(set) var isEnded = false

    init(_ plan: InputPlan, index: Int, paths: [String], options: RunOptions, permits: Permits) {
        self.plan = plan
        self.index = index
        self.paths = paths
        remaining = options.limit
        takesHashes = options.takesHashes
        batchBytes = max(1, options.batchBytes)
        turnstile = Turnstile(permits: permits)
        tickets = TicketCounter()
    }

    /// The next place in the line.
    func takeTicket() -> Int { tickets.next() }

    /// Fills a batch with the next whole records of the input.
    /// - Returns: false when there are no more.
    func fill(_ batch: RecordBatch) throws -> Bool {
        while !isEnded, remaining != 0 {
            guard let (file, source) = try current ?? open() else { break }
            batch.reset(fieldCount: plan.schema.slotCount)
            batch.fileName = file.name
            batch.fileIndex = nextFile - 1
            batch.targetBytes = batchBytes
            let before = file.size
            defer { bytes += UInt64(file.size - before) }
            do {
                if try source.fill(batch, from: file) { return true }
            } catch let fault as DeliveryFault {
                throw fault.of(file.name)
            }
            for (name, count) in source.counts { leniencies[name, default: 0] += count }
            files.append(try file.finish())
            current = nil
        }
        isEnded = true
        return false
    }

    /// Cuts a batch to the records that are still wanted, when the run is limited to some.
    func applyLimit(to batch: RecordBatch) {
        guard let limit = remaining else { return }
        batch.limit(to: limit)
        let left = limit - batch.rowCount - batch.unsplit.count
        remaining = left
        // Who wants no more does not look further.
        if left == 0 { batch.faultBehindRows = nil }
    }

    /// Nothing more is read.
    func end() { isEnded = true }

    private func open() throws -> (file: InputFile, source: any RecordSource)? {
        guard nextFile < paths.count else { return nil }
        let path = paths[nextFile]
        nextFile += 1
        let file =
            try plan.standardInput.map { InputFile($0, limits: plan.unpacking, isHashed: takesHashes) }
            ?? InputFile(path: path, name: path, limits: plan.unpacking, isHashed: takesHashes)
        plan.standardInput?.begin()
        let opened = (file: file, source: plan.reader.makeSource())
        current = opened
        return opened
    }
}
