public import StageKit

/// What is packed in a zip archive as one file, held against its checksum and length.
public final class ZipInput: ByteInput {
    private enum State {
        case before
        case data
        case tooLong
        case behind
        case end
    }

    private let member: ZipMember
    private let limits: UnpackingLimits
    private let inflater: Inflater
    private var packed: PackedBytes
    private var state = State.before
    private var rest: UInt64
    private var checksum = Checksum()
    /// What the ratio counts from.
    private let start: UInt64
    private let readsOn: Bool

    /// One file of an archive that can be looked at anywhere.
    public convenience init(
        _ member: ZipMember,
        of archive: any RandomAccessBytes,
        name: String,
        limits: UnpackingLimits = UnpackingLimits()
    ) throws {
        let packed = BytesInOrder(archive, from: member.dataOffset, name: name)
        try self.init(PackedBytes(packed, at: member.dataOffset), member, limits, readsOn: false)
    }

    private init(_ packed: PackedBytes, _ member: ZipMember, _ limits: UnpackingLimits, readsOn: Bool) throws {
        self.packed = packed
        self.member = member
        self.limits = limits
        self.readsOn = readsOn
        start = packed.offset
        rest = member.packedSize
        inflater = try Inflater()
    }

    /// The only file of an archive that passes by.
    /// - Parameters:
    ///   - packed: the bytes of the archive from its beginning.
    ///   - member: what `ZipDirectory` found in it.
    public convenience init(
        _ packed: any ByteInput,
        member: ZipMember,
        limits: UnpackingLimits = UnpackingLimits()
    ) throws {
        try self.init(PackedBytes(packed), member, limits, readsOn: true)
    }

    public var name: String { packed.input.name }

    public func read(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        guard offset < buffer.count else { return 0 }
        while true {
            switch state {
            case .before:
                try skip(to: member.dataOffset)
                state = .data
            case .data:
                let count = try member.isDeflated ? inflate(into: &buffer, at: offset) : copy(into: &buffer, at: offset)
                guard count > 0 else { continue }
                // What is more than the archive says is not read; what comes before it is, whatever room there is.
                let taken = Int(min(UInt64(count), member.size - checksum.count))
                if taken < count { state = .tooLong }
                guard taken > 0 else { continue }
                checksum.update(buffer.span.extracting(offset..<offset + taken))
                try limits.check(unpacked: checksum.count, packed: packed.offset - start, at: packed.offset)
                return taken
            case .tooLong: throw ZipFault.length(at: member.dataOffset)
            case .behind:
                guard rest == 0, checksum.count == member.size else { throw ZipFault.length(at: packed.offset) }
                guard checksum.value == member.checksum else { throw ZipFault.checksum(at: packed.offset) }
                // The directory was looked at before; now its bytes pass by like all others.
                while try readsOn && packed.fill() { packed.skip(packed.available) }
                state = .end
            case .end: return 0
            }
        }
    }

    private func skip(to place: UInt64) throws {
        while packed.offset < place {
            guard try packed.fill() else { throw ZipFault.torn(at: packed.offset) }
            packed.skip(Int(min(place - packed.offset, UInt64(packed.available))))
        }
    }

    private func inflate(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        let hasMore = try rest == 0 || packed.fill()
        let step = try packed.inflate(by: inflater, limit: Int(clamping: rest), into: &buffer, at: offset)
        rest -= UInt64(step.consumed)
        switch step.outcome {
        case .end: state = .behind
        // What comes before the damage is read first, however much there is room for; zlib says it again then.
        case .damaged:
            guard step.produced > 0 else { throw ZipFault.damaged(at: packed.offset) }
        // With nothing left to take in there may still be something to give out.
        case .more:
            guard step.consumed > 0 || step.produced > 0 else {
                throw hasMore ? ZipFault.damaged(at: packed.offset) : ZipFault.torn(at: packed.offset)
            }
        }
        return step.produced
    }

    private func copy(into buffer: inout [UInt8], at offset: Int) throws -> Int {
        guard rest > 0 else {
            state = .behind
            return 0
        }
        guard try packed.fill() else { throw ZipFault.torn(at: packed.offset) }
        let count = packed.copy(limit: Int(clamping: rest), into: &buffer, at: offset)
        rest -= UInt64(count)
        return count
    }
}
