import ByteKernels

/// Finds the array at a path and where its whole elements end, and checks everything around them.
///
/// The elements themselves are passed by their brackets; the worker that parses them checks their inside. A block
/// must begin with the bytes that the cut before it did not take.
struct JSONArrayCutter: Sendable {
    struct Options: Sendable {
        var encoding = JSONEncoding()
        /// How many brackets may be open around the records.
        var depthLimit = 1_000
        /// Whether an object at the path is taken as the only record.
        var allowsSingleObject = false
    }

    private enum Phase {
        case start, before, records, after
    }

    /// An element that is being passed, by its brackets if it has any, else by the validator.
    private enum Element {
        case none
        case bracketed(JSONElementSkipper)
        case plain
    }

    private let path: [[UInt8]]
    private let options: Options
    private(set) var leniencies: [String: Int] = [:]
    private var phase = Phase.start
    private var validator: JSONStreamValidator
    /// How many of the open brackets lie on the path, which they do from the outermost on.
    private var level = 0
    /// How many components of the path have been found.
    private var found = 0
    /// For each bracket on the path, the place in it that comes next, if it is an array.
    private var places: [Int] = []
    private var element = Element.none
    /// Where in the block it begins.
    private var elementStart = 0
    /// Where the array of records is, as a depth.
    private var recordsDepth = 0
    /// How many bytes of the next block were looked at already.
    private var searched = 0
    private var bytesTaken = 0
    private var linesTaken = 0

    init(path: JSONPath, options: Options = Options()) {
        self.path = path.components
        self.options = options
        let longest = path.components.map(\.count).max() ?? 0
        validator = JSONStreamValidator(depthLimit: options.depthLimit, textLimit: longest + 1)
    }

    /// Finds how far a block can go to a worker; the last block is taken whole or the file is refused.
    mutating func cut(_ block: Span<UInt8>, count: Int, isLast: Bool) -> JSONCut {
        let count = min(count, block.count)
        var records: Range<Int>?
        var end: Int
        var failure: JSONFault?
        var openElement: Int?
        do {
            end = try search(block, count: count, isLast: isLast, &records)
        } catch {
            // The records before the fault are delivered, so that what is reported does not depend on where blocks end.
            end = records?.upperBound ?? 0
            failure = error
            if isInElement { openElement = elementStart }
        }
        searched = count - end
        let lineEnds = JSONBytes.count(of: UInt8(ascii: "\n"), in: block, from: 0, to: end)
        let fault = failure.map { failure in
            let place = max(end, min(failure.offset, count))
            let more = JSONBytes.count(of: UInt8(ascii: "\n"), in: block, from: end, to: place)
            return JSONDocumentFault(
                reason: failure.reason,
                offset: bytesTaken + failure.offset,
                line: linesTaken + lineEnds + more + 1,
                limit: failure.limit
            )
        }
        bytesTaken += end
        linesTaken += lineEnds
        return JSONCut(
            end: end,
            lineEnds: lineEnds,
            records: records ?? end..<end,
            fault: fault,
            openElement: openElement
        )
    }

    /// Goes through the bytes that are new and returns how many of the block are done with.
    private mutating func search(
        _ block: Span<UInt8>,
        count: Int,
        isLast: Bool,
        _ records: inout Range<Int>?
    ) throws(JSONFault) -> Int {
        var position = min(searched, count)
        if phase == .start {
            guard let prefix = try options.encoding.prefix(of: block, count: count, isLast: isLast) else {
                return 0
            }
            position = prefix
            phase = .before
        }
        // An element that began in an earlier block begins this one.
        elementStart = 0
        while position < count {
            if case .bracketed(var skipper) = element {
                guard let end = skipper.skip(block, from: position, to: count) else {
                    element = .bracketed(skipper)
                    position = count
                    break
                }
                position = end
                validator.skipValue()
                endElement(elementStart..<position, &records)
                continue
            }
            if validator.isInString {
                let run = JSONBytes.plainRun(in: block, from: position, to: count)
                validator.skipPlain(block, position..<position + run)
                position += run
                guard position < count else { break }
            }
            let byte = block[position]
            if validator.isInNumber, !Self.isOfNumber(byte) {
                do { try validator.endNumber() } catch { throw JSONFault(error, at: position) }
                if case .plain = element { endElement(elementStart..<position, &records) }
            }
            if validator.expectsValue, !JSONTokens.isSpace(byte) {
                if try beginValue(byte, at: position) {
                    elementStart = position
                    if case .bracketed = element { continue }
                }
            }
            try step(byte, at: position)
            position += 1
            if case .plain = element, validator.state == .afterValue {
                endElement(elementStart..<position, &records)
            }
        }
        if isLast { try finish(count) }
        return isInElement ? elementStart : count
    }

    private var isInElement: Bool {
        if case .none = element { false } else { true }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        JSONTokens.isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
    }

    private mutating func endElement(_ range: Range<Int>, _ records: inout Range<Int>?) {
        records = (records?.lowerBound ?? range.lowerBound)..<range.upperBound
        element = .none
        // A single object has no array around it that could end.
        if phase == .records, validator.depth < recordsDepth { phase = .after }
    }

    /// Gives the validator one byte that is not passed in another way, and follows the brackets on the path.
    private mutating func step(_ byte: UInt8, at position: Int) throws(JSONFault) {
        let depth = validator.depth
        let isSeparator = validator.state == .afterValue && byte == UInt8(ascii: ",")
        do {
            try validator.step(byte)
        } catch {
            throw JSONFault(error, at: position, limit: error == .depth ? options.depthLimit : nil)
        }
        if validator.depth < depth {
            if phase == .records, validator.depth < recordsDepth { phase = .after }
            if validator.depth < level {
                level = validator.depth
                _ = places.popLast()
                // What is on the path comes once, so nothing can be found behind its end.
                if phase == .before { throw JSONFault(.pathMissing, at: position) }
            }
        } else if isSeparator, depth == level, !places.isEmpty {
            places[places.count - 1] += 1
        }
    }

    /// Looks at the first byte of a value; true when it is an element.
    private mutating func beginValue(_ byte: UInt8, at position: Int) throws(JSONFault) -> Bool {
        // What begins no value is for the validator to refuse.
        guard JSONTokens.beginsValue(byte) else { return false }
        if phase == .records {
            guard validator.depth == recordsDepth else { return false }
            beginElement(byte)
            return true
        }
        guard validator.depth == level, leadsOn else { return false }
        guard found <= level else { throw JSONFault(.pathRepeated, at: position) }
        found = level + 1
        if level == path.count {
            if byte == UInt8(ascii: "{"), options.allowsSingleObject {
                leniencies = ["single_object": 1]
                recordsDepth = level + 1
                phase = .records
                beginElement(byte)
                return true
            }
            guard byte == UInt8(ascii: "[") else { throw JSONFault(.pathType, at: position) }
            recordsDepth = level + 1
            phase = .records
            return false
        }
        let isArray = byte == UInt8(ascii: "[") && JSONPath.index(path[level]) != nil
        guard isArray || byte == UInt8(ascii: "{") else { throw JSONFault(.pathType, at: position) }
        level += 1
        places.append(0)
        return false
    }

    private mutating func beginElement(_ byte: UInt8) {
        let isBracketed = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
        element = isBracketed ? .bracketed(JSONElementSkipper()) : .plain
    }

    /// Whether the value that begins stands where the path goes on.
    private var leadsOn: Bool {
        guard level > 0 else { return true }
        guard validator.isObject.last == true else {
            return JSONPath.index(path[level - 1]) == places.last
        }
        return validator.text == path[level - 1]
    }

    private mutating func finish(_ count: Int) throws(JSONFault) {
        do { try validator.finish() } catch { throw JSONFault(error, at: count) }
    }
}
