import StageKit
import StageTesting

@testable import CSVStages

/// `read.csv` with blocks of a few bytes, so that every short text has places where blocks meet.
struct SmallBlockReader: Reader {
    static let declaration = CSVReader.declaration
    var reader = CSVReader()
    var blockSize = 1

    init() {}
    init(from decoder: any Decoder) throws {}

    var path: InputPath { reader.path }

    func prepare(_ context: inout ReaderContext) -> PreparedReader? {
        reader.prepare(&context, blockSize: blockSize)
    }
}

extension CSVReader {
    /// Reads bytes in blocks of many sizes, and as they arrive in pieces of many sizes: the result is always the same.
    func runInBlocks(on bytes: [UInt8]) throws -> StageResult {
        let whole = try run(on: bytes)
        for size in [1, 2, 5, 13, 64] {
            var small = SmallBlockReader()
            small.reader = self
            small.blockSize = size
            guard try small.run(on: bytes, chunks: [1]) == whole else {
                throw TestTableFault("the result depends on where blocks begin: differs with \(size) bytes a block")
            }
        }
        return whole
    }

    func runInBlocks(on text: String) throws -> StageResult { try runInBlocks(on: Array(text.utf8)) }

    /// The fault for which a file is refused.
    func fault(on bytes: [UInt8]) throws -> DeliveryFault? {
        do {
            _ = try runInBlocks(on: bytes)
            return nil
        } catch let fault as DeliveryFault {
            return fault
        }
    }

    func fault(on text: String) throws -> DeliveryFault? { try fault(on: Array(text.utf8)) }
}
