import StageKit

/// A number for the text of each row, worked out once for each distinct text; scratch memory of one worker.
///
/// Batches that share a dictionary share the work too: where a column is coded by a list, a row costs one look into a
/// table.
final class TextTranslation {
    /// The number of a row without a value.
    static let absent = UInt32.max
    private static let unresolved = UInt32.max - 1

    /// One for each row of the batch last translated.
    private(set) var numbers: [UInt32] = []
    private let coder = TextCoder()
    private var dictionary = ValueDictionary.empty
    private var table: [UInt32] = []

    /// Codes a column of text and gives each row its number.
    /// - Parameter number: gives a text its number, one below the two largest.
    func translate(_ column: Column, in batch: RecordBatch, number: (Span<UInt8>) -> UInt32) {
        coder.code(column, in: batch)
        if column.dictionary !== dictionary {
            dictionary = column.dictionary
            table.removeAll(keepingCapacity: true)
            table.append(contentsOf: repeatElement(Self.unresolved, count: dictionary.count))
        }
        let rowCount = batch.rowCount
        if numbers.count > rowCount { numbers.removeLast(numbers.count - rowCount) }
        if numbers.count < rowCount {
            numbers.append(contentsOf: repeatElement(Self.absent, count: rowCount - numbers.count))
        }
        var numbers = numbers
        self.numbers = []
        var table = table
        self.table = []
        let codes = column.codes
        let states = column.states
        let texts = dictionary.bytes
        for row in 0..<rowCount {
            guard states.isEmpty || ValueState(rawValue: states[row]).isPresent else {
                numbers[row] = Self.absent
                continue
            }
            let code = codes[row]
            var result = table[Int(code)]
            if result == Self.unresolved {
                result = number(texts.span.extracting(dictionary.range(of: code)))
                table[Int(code)] = result
            }
            numbers[row] = result
        }
        self.numbers = numbers
        self.table = table
    }

    /// Changes the numbers in place.
    func update(_ body: (inout [UInt32]) -> Void) { body(&numbers) }
}
