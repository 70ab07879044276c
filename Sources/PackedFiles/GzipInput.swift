public import StageKit

/// What is packed in a gzip file: all its members one after another, each held against its checksum and length.
public final class GzipInput: ByteInput {
    private enum State {
        case header
        case data
        case trailer
        /// Behind a whole member.
        case behind
        case end
    }

    private let limits: UnpackingLimits
    private let inflater: Inflater
    private var packed: PackedBytes
    private var state = State.header
    private var checksum = Checksum()
    private var unpacked: UInt64 = 0

    /// - Parameter packed: the bytes of the gzip file.
    public init(_ packed: any ByteInput, limits: UnpackingLimits = UnpackingLimits()) throws {
        self.packed = PackedBytes(packed)
        self.limits = limits
        inflater = try Inflater()
    }

    public var name: String { packed.input.name }

    public func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        guard offset < buffer.count else { return 0 }
        while true {
            switch state {
            case .header:
                try readHeader()
                checksum = Checksum()
                inflater.reset()
                state = .data
            case .data:
                let count = try inflate(into: &buffer, at: offset)
                if count > 0 { return count }
            case .trailer:
                try readTrailer()
                state = .behind
            case .behind: state = try isAtEnd() ? .end : .header
            case .end: return 0
            }
        }
    }

    // MARK: The parts of a member

    private static let magic: [UInt8] = [0x1F, 0x8B]

    private enum Flag {
        static let headerChecksum: UInt8 = 0x02
        static let extra: UInt8 = 0x04
        static let name: UInt8 = 0x08
        static let comment: UInt8 = 0x10
        static let reserved: UInt8 = 0xE0
    }

    private func readHeader() throws {
        let start = packed.offset
        var header = Checksum()
        for expected in Self.magic {
            // A file that is too short to say what it is says that it is something else.
            guard let byte = try packed.next(), byte == expected else { throw GzipFault.notGzip(at: start) }
            header.update(byte)
        }
        func next() throws -> UInt8 {
            let byte = try byteOrTorn()
            header.update(byte)
            return byte
        }
        guard try next() == 8 else { throw GzipFault.unknownHeader(at: start) }
        let flags = try next()
        guard flags & Flag.reserved == 0 else { throw GzipFault.unknownHeader(at: start) }
        // Time, extra flags and system say nothing about the content.
        for _ in 0..<6 { _ = try next() }
        if flags & Flag.extra != 0 {
            let length = Int(try next()) | Int(try next()) << 8
            for _ in 0..<length { _ = try next() }
        }
        if flags & Flag.name != 0 { while try next() != 0 {} }
        if flags & Flag.comment != 0 { while try next() != 0 {} }
        if flags & Flag.headerChecksum != 0 {
            let place = packed.offset
            let expected = UInt16(try byteOrTorn()) | UInt16(try byteOrTorn()) << 8
            guard expected == UInt16(truncatingIfNeeded: header.value) else { throw GzipFault.checksum(at: place) }
        }
    }

    private func inflate(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        // At the end of the file zlib may still hold output, or the fault that makes it damaged and not torn.
        let hasMore = try packed.fill()
        let step = try packed.inflate(by: inflater, limit: .max, into: &buffer, at: offset)
        switch step.outcome {
        case .end: state = .trailer
        // What comes before the damage is read first, however much there is room for; zlib says it again then.
        case .damaged:
            guard step.produced > 0 else { throw GzipFault.damaged(at: packed.offset) }
        case .more:
            guard step.consumed > 0 || step.produced > 0 else {
                throw hasMore ? GzipFault.damaged(at: packed.offset) : GzipFault.torn(at: packed.offset)
            }
        }
        checksum.update(buffer.span.extracting(offset..<offset + step.produced))
        unpacked &+= UInt64(step.produced)
        try limits.check(unpacked: unpacked, packed: packed.offset)
        return step.produced
    }

    private func readTrailer() throws {
        let place = packed.offset
        guard try number() == checksum.value else { throw GzipFault.checksum(at: place) }
        // The length is kept modulo 2^32.
        guard try number() == UInt32(truncatingIfNeeded: checksum.count) else {
            throw GzipFault.length(at: place + 4)
        }
    }

    /// Whether nothing follows but the zeros that tapes and some tools fill up with.
    private func isAtEnd() throws -> Bool {
        let place = packed.offset
        guard try packed.fill() else { return true }
        guard packed.first == 0 else {
            guard packed.first == Self.magic[0] else { throw GzipFault.trailing(at: place) }
            return false
        }
        while let byte = try packed.next() {
            guard byte == 0 else { throw GzipFault.trailing(at: place) }
        }
        return true
    }

    private func number() throws -> UInt32 {
        var number: UInt32 = 0
        for shift in [0, 8, 16, 24] as [UInt32] { number |= UInt32(try byteOrTorn()) << shift }
        return number
    }

    private func byteOrTorn() throws -> UInt8 {
        guard let byte = try packed.next() else { throw GzipFault.torn(at: packed.offset) }
        return byte
    }
}
