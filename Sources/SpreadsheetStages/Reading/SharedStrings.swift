import ByteKernels
import StageKit

/// The texts that cells of a workbook refer to by number.
struct SharedStrings: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each text begins; one more entry than there are texts.
    private(set) var starts: [Int] = [0]
    /// The bytes of the longest.
    private(set) var longest = 0

    static let none = SharedStrings()

    private init() {}

    /// Reads all texts. What the part says of their number is not believed.
    init(_ part: String, in package: SpreadsheetPackage, format: XLSXFormat) throws {
        let handler = Handler(format: format, part: part)
        try package.read(part, elements: ["si", "t", "rPh"], attributes: [], handler: handler) {
            if let fault = handler.fault { throw fault }
            return false
        }
        bytes = handler.bytes
        starts = handler.starts
        for place in 0..<count { longest = max(longest, starts[place + 1] - starts[place]) }
    }

    var count: Int { starts.count - 1 }

    /// Appends a text.
    @inline(__always)
    func append(_ number: Int, to target: inout ByteArena) {
        target.append(bytes.span.extracting(starts[number]..<starts[number + 1]))
    }

    /// Whether a text begins with some bytes.
    func begins(_ number: Int, with beginning: [UInt8]) -> Bool {
        bytes[starts[number]..<starts[number + 1]].starts(with: beginning)
    }

    private final class Handler: PartHandler {
        var bytes: [UInt8] = []
        var starts = [0]
        var fault: DeliveryFault?
        private let format: XLSXFormat
        private let part: String
        private var isText = false
        /// Elements of phonetic hints that are open: how a text is spoken is no part of it.
        private var hints = 0

        init(format: XLSXFormat, part: String) {
            self.format = format
            self.part = part
        }

        func start(_ name: Int) {
            isText = name == 1 && hints == 0
            if name == 2 { hints += 1 }
        }

        func attribute(_ name: Int, _ value: Span<UInt8>) {}

        func text(_ text: Span<UInt8>) {
            guard isText, fault == nil else { return }
            let start = starts[starts.count - 1]
            if bytes.count - start + text.count > format.maxCell {
                fault = XLSXFault.limit(.cell, format.maxCell, "max_cell", part: part)
            }
            if bytes.count + text.count + starts.count * 8 > format.maxStrings {
                fault = XLSXFault.limit(.strings, format.maxStrings, "max_strings", part: part)
            }
            guard fault == nil else { return }
            for index in 0..<text.count { bytes.append(text[index]) }
        }

        func end(_ name: Int) {
            isText = false
            if name == 2 { hints -= 1 }
            guard name == 0, fault == nil else { return }
            EscapedText.decode(&bytes, from: starts[starts.count - 1])
            starts.append(bytes.count)
            if bytes.count + starts.count * 8 > format.maxStrings {
                fault = XLSXFault.limit(.strings, format.maxStrings, "max_strings", part: part)
            }
        }
    }
}
