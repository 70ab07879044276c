import ByteKernels
import PipelineSpec
public import StageKit

extension Stage {
    /// Makes the stage from its options in YAML, as its users make it.
    /// - Parameter files: the files that options may name, by path.
    /// - Throws: every mistake in the options.
    public init(yaml: String, files: [String: String] = [:]) throws(Mistakes) {
        let node = try YAMLReader.read(file: "test.yaml", bytes: Array(yaml.utf8))
        self = try Self.configured(by: node, in: .testing(files))
    }
}

extension OptionScope {
    /// A scope in which the given texts are files.
    public static func testing(_ files: [String: String]) -> OptionScope {
        OptionScope { path, place throws(Mistakes) in
            guard let text = files[path] else { throw Mistakes("no file '\(path)'", at: place) }
            let bytes = Array(text.utf8)
            return Resource(
                name: path,
                bytes: bytes,
                parsed: { () throws(Mistakes) in try YAMLReader.read(file: path, bytes: bytes) },
                scope: { .testing(files) }
            )
        }
    }
}

extension TransformStage {
    /// Runs the stage on a table, in one batch and in small ones, by one worker and by two, with its texts in every
    /// form in which they may arrive, and checks that this makes no difference; and that the columns are then as the
    /// schema says. What a worker needs beside it, such as another program, is there meanwhile.
    /// - Throws: mistakes in the options, or `TestTableFault` when a promise is broken.
    /// - Parameter onFail: as in a pipeline file; what the stage declares unless given.
    public func run(on table: String, onFail: OnFail? = nil) throws -> StageResult {
        let table = try TestTable(table)
        return try CallingThread.wait { try await result(on: table, onFail: onFail) }
    }

    /// The mistakes and warnings that the stage reports for the fields of a table.
    /// - Parameter onFail: as in a pipeline file; what the stage declares unless given.
    public func diagnostics(on table: String, onFail: OnFail? = nil) throws -> [Diagnostic] {
        var context = context(for: try TestTable(table).schema, onFail: onFail)
        _ = prepare(&context)
        return context.diagnostics
    }
}

extension ConfiguredTransform {
    /// See `run(on:onFail:)`.
    func result(on table: TestTable, onFail: OnFail? = nil) async throws -> StageResult {
        let whole = try await pass(table, onFail: onFail)
        for form in TextForm.allCases {
            guard try await pass(table, form: form, onFail: onFail) == whole else {
                throw TestTableFault("the result depends on how texts arrive: differs when they are \(form.rawValue)")
            }
            for size in 1...3 where try await pass(table, batchSize: size, form: form, onFail: onFail) != whole {
                throw TestTableFault("the result depends on where batches begin: differs with \(size) rows a batch")
            }
        }
        guard try await pass(table, batchSize: 1, isShared: true, onFail: onFail) == whole else {
            throw TestTableFault("the result depends on which worker takes a batch, or on what it did before")
        }
        return whole
    }

    func context(for schema: Schema, onFail: OnFail?) -> StageContext {
        StageContext(
            schema: schema,
            place: SourcePlace(file: "test.yaml", line: 1, column: 1),
            onFail: onFail ?? declaration.defaultOnFail,
            today: 20_000
        )
    }

    /// Runs the stage on a table once.
    /// - Parameter isShared: whether two workers share the batches, the last batch first where their order is free.
    func pass(
        _ table: TestTable,
        batchSize: Int = .max,
        form: TextForm = .raw,
        isShared: Bool = false,
        onFail: OnFail? = nil
    ) async throws -> StageResult {
        var context = context(for: table.schema, onFail: onFail)
        guard let prepared = prepare(&context), !context.hasErrors else { throw Mistakes(context.diagnostics) }
        let batches = try table.batches(of: min(batchSize, 1 << 20), form: form)
        let crew = StageCrew(prepared, workers: isShared ? 2 : 1)
        var result = StageResult()
        try await crew.attend {
            let indices = isShared && crew.isFree ? Array(batches.indices.reversed()) : Array(batches.indices)
            for index in indices { try crew.take(batches[index], worker: index) }
            result.tableFaults = try crew.finish().map { context.rules[Int($0.index)].rule }
        }
        for batch in batches { try batch.checkColumns(against: context.schema) }
        result.take(batches, context: context, delivered: table.schema)
        return result
    }

    /// What batches have become.
    func result(of batches: [RecordBatch], context: StageContext, delivered: Schema) -> StageResult {
        var result = StageResult()
        result.take(batches, context: context, delivered: delivered)
        return result
    }

    /// Whether an ordered stage lets earlier batches decide about later ones and tells of no bytes that it holds.
    func holdsInSilence(_ table: TestTable) async throws -> Bool {
        var context = context(for: table.schema, onFail: nil)
        guard case .ordered(let work)? = prepare(&context), !context.hasErrors else { return false }
        let crew = StageCrew(.ordered(work), workers: 1)
        let fresh = StageCrew(.ordered(work), workers: 1)
        guard crew.heldBytes != nil else { return false }
        var results: [StageResult] = [StageResult(), StageResult()]
        for batch in try table.batches(of: 1 << 20) { try crew.take(batch, worker: 0) }
        for (index, crew) in [crew, fresh].enumerated() {
            let batches = try table.batches(of: 1 << 20)
            for batch in batches { try crew.take(batch, worker: 0) }
            results[index].take(batches, context: context, delivered: table.schema)
        }
        return results[0] != results[1] && crew.heldBytes == 0
    }
}

extension StageResult {
    fileprivate mutating func take(_ batches: [RecordBatch], context: StageContext, delivered: Schema) {
        // Delivered names by slot: those of the table, then those of fields that the stage added.
        var names = delivered.names
        for field in context.schema.fields where field.slot >= names.count {
            names += Array(repeating: "", count: field.slot + 1 - names.count)
            names[field.slot] = field.deliveredName
        }
        take(batches, schema: context.schema, rules: context.rules, deliveredNames: names)
    }
}

extension Reader {
    /// Reads bytes as one delivery: whole, as it arrives in pieces, and in small batches. This makes no difference.
    /// - Parameters:
    ///   - chunks: the most bytes that arrive at a time.
    ///   - blocks: about how many bytes a batch takes: a few, so that a short text makes many batches.
    /// - Throws: mistakes, `DeliveryFault`, or `TestTableFault` when the result depends on any of this.
    public func run(
        on bytes: [UInt8],
        chunks: [Int] = [1, 2, 3, 7, 64],
        blocks: [Int] = [1, 2, 5, 13, 64]
    ) throws -> StageResult {
        let usual = RecordBatch().targetBytes
        let whole = try run(on: bytes, chunk: .max, block: usual)
        guard try run(on: bytes, chunk: .max, block: usual, isFile: true) == whole else {
            throw TestTableFault("the result depends on whether the delivery is a file or a stream")
        }
        for chunk in chunks {
            guard try run(on: bytes, chunk: chunk, block: usual) == whole else {
                throw TestTableFault("the result depends on how bytes arrive: differs with \(chunk) bytes at a time")
            }
        }
        for block in blocks {
            guard try run(on: bytes, chunk: 1, block: block) == whole else {
                throw TestTableFault("the result depends on where batches begin: differs with \(block) bytes a batch")
            }
        }
        return whole
    }

    /// Reads text as one delivery in UTF-8; see `run(on:chunks:)`.
    public func run(on text: String) throws -> StageResult { try run(on: Array(text.utf8)) }

    /// The texts of each record of a delivery, nil where a value is missing: for files too large for a table.
    public func records(of bytes: [UInt8]) throws -> (names: [String], records: [[String?]]) {
        var records: [[String?]] = []
        let schema = try read(bytes, chunk: .max, block: RecordBatch().targetBytes) { batch, schema in
            for row in 0..<batch.rowCount where batch.fates[row] == RecordBatch.Fate.kept {
                records.append(schema.fields.map { batch.text(of: $0, row: row) })
            }
        }.schema
        return (schema.names, records)
    }

    func run(on bytes: [UInt8], chunk: Int, block: Int, isFile: Bool = false) throws -> StageResult {
        var batches: [RecordBatch] = []
        let context = try read(bytes, chunk: chunk, block: block, isFile: isFile) { batch, _ in batches.append(batch) }
        var result = StageResult()
        result.take(
            batches,
            schema: context.schema,
            rules: context.rules,
            deliveredNames: context.schema.fields.map(\.deliveredName)
        )
        return result
    }

    func read(
        _ bytes: [UInt8],
        chunk: Int,
        block: Int,
        isFile: Bool = false,
        take: (RecordBatch, Schema) -> Void
    ) throws -> StageContext {
        let (prepared, context) = try prepared { MemoryInput(bytes, isFile: isFile) }
        let crew = ReaderCrew(prepared, slotCount: context.schema.slotCount)
        let input = MemoryInput(bytes, chunk: chunk, isFile: isFile)
        while true {
            let batch = RecordBatch()
            guard try crew.fill(batch, from: input, block: block) else { return context }
            try batch.checkColumns(against: context.schema)
            take(batch, context.schema)
            if let fault = batch.faultBehindRows { throw fault }
        }
    }

    /// The reader, checked, for a delivery that may be looked at.
    func prepared(_ open: @escaping () -> any ByteInput) throws -> (PreparedReader, StageContext) {
        var context = ReaderContext(
            stage: StageContext(schema: Schema(), place: SourcePlace(file: "test.yaml", line: 1, column: 1)),
            openFirstFile: open
        )
        guard let prepared = prepare(&context), !context.stage.hasErrors else {
            throw Mistakes(context.stage.diagnostics)
        }
        return (prepared, context.stage)
    }
}

/// Bytes in memory as a delivery that arrives a few at a time.
public final class MemoryInput: ByteInput, RandomAccessBytes {
    /// The name that faults get.
    public let name = "memory"
    private let bytes: [UInt8]
    private let chunk: Int
    private let isFile: Bool
    private var position = 0

    /// - Parameters:
    ///   - chunk: the most bytes that one read gives.
    ///   - isFile: whether it can be looked at anywhere, as a file can.
    public init(_ bytes: [UInt8], chunk: Int = .max, isFile: Bool = false) {
        self.bytes = bytes
        self.chunk = chunk
        self.isFile = isFile
    }

    public var anywhere: (any RandomAccessBytes)? { isFile ? self : nil }

    public var byteCount: UInt64 { UInt64(bytes.count) }

    public func look(at position: UInt64, count: Int) -> [UInt8] {
        let start = Int(clamping: min(position, byteCount))
        return Array(bytes[start..<start + min(count, bytes.count - start)])
    }

    public func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        let count = min(chunk, buffer.count - offset, bytes.count - position)
        for index in 0..<count { buffer[offset + index] = bytes[position + index] }
        position += count
        return count
    }
}

extension Writer {
    /// Writes a table to one file, in one batch and in small ones, with its texts in every form in which they may
    /// arrive, and checks that this makes no difference.
    /// - Returns: the bytes of the file.
    public func run(on table: String) throws -> [UInt8] { try run(on: try TestTable(table)) }

    func run(on table: TestTable) throws -> [UInt8] {
        let whole = try run(on: table, batchSize: .max, form: .raw)
        for form in TextForm.allCases {
            guard try run(on: table, batchSize: .max, form: form) == whole else {
                throw TestTableFault("the file depends on how texts arrive: differs when they are \(form.rawValue)")
            }
            for size in 1...3 where try run(on: table, batchSize: size, form: form) != whole {
                throw TestTableFault("the file depends on where batches begin: differs with \(size) rows a batch")
            }
        }
        return whole
    }

    func run(on table: TestTable, batchSize: Int, form: TextForm) throws -> [UInt8] {
        var context = StageContext(schema: table.schema, place: SourcePlace(file: "test.yaml", line: 1, column: 1))
        guard let prepared = prepare(&context), !context.hasErrors else { throw Mistakes(context.diagnostics) }
        if let makeAssembler = prepared.makeAssembler {
            return try assemble(try table.batches(of: min(batchSize, 1 << 20), form: form), prepared, makeAssembler)
        }
        var bytes = prepared.prefix
        var hasRecords = false
        // Two workers share the batches, as in a run.
        let encoders = [prepared.makeEncoder(), prepared.makeEncoder()]
        for (index, batch) in try table.batches(of: min(batchSize, 1 << 20), form: form).enumerated()
        where batch.rowCount > 0 {
            var buffer = OutputBuffer()
            try encoders[index % 2].encode(batch, rows: Array(0..<UInt32(batch.rowCount)), into: &buffer)
            if hasRecords { bytes += prepared.separator }
            bytes += buffer.bytes
            hasRecords = true
        }
        if !hasRecords, let empty = prepared.whenEmpty { return empty }
        return bytes + prepared.suffix
    }

    private func assemble(
        _ batches: [RecordBatch],
        _ prepared: PreparedWriter,
        _ makeAssembler: (AssemblyScope) throws -> any FileAssembler
    ) throws -> [UInt8] {
        let encoders = [prepared.makeEncoder(), prepared.makeEncoder()]
        let assembler = try makeAssembler(.single)
        var file = OutputBuffer()
        try assembler.begin(into: &file)
        for (index, batch) in batches.enumerated() where batch.rowCount > 0 {
            var buffer = OutputBuffer()
            try encoders[index % 2].encode(batch, rows: Array(0..<UInt32(batch.rowCount)), into: &buffer)
            try assembler.take(buffer.span, rowCount: batch.rowCount, into: &file)
        }
        try assembler.finish(into: &file)
        return file.bytes
    }
}
