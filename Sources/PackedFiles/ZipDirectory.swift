import StageKit

/// Finds the files of a zip archive through the directory at its end, and holds all that is said of it together.
public struct ZipDirectory {
    /// Gives the bytes of the archive from an offset on, fewer only at its end.
    public typealias Look = (_ offset: UInt64, _ count: Int) throws -> [UInt8]

    private let size: UInt64
    private let look: Look

    private static let endSize: UInt64 = 22
    private static let mostComment: UInt64 = 0xFFFF
    /// Archives with more are not looked through.
    private let mostEntries: UInt64
    private static let mostBytesOfEntry: UInt64 = 1 << 10

    /// - Parameters:
    ///   - size: of the archive, in bytes.
    ///   - mostEntries: archives with more files and folders are refused.
    public init(size: UInt64, mostEntries: UInt64 = 1000, look: @escaping Look) {
        self.size = size
        self.mostEntries = mostEntries
        self.look = look
    }

    /// The file in the archive.
    /// - Throws: `DeliveryFault` when it is not exactly one, or not one that can be unpacked for certain.
    public func onlyMember() throws -> ZipMember {
        let (entries, list) = try entries()
        let files = entries.filter { !$0.isFolder }
        guard let file = files.first, files.count == 1 else { throw ZipFault.members(UInt64(files.count)) }
        try file.check()
        let behind = entries.map(\.offset).filter { $0 > file.offset }.min() ?? list.offset
        return try member(file, endingBefore: behind)
    }

    /// The files in the archive by their names, in the order in which they stand in it.
    /// - Throws: `DeliveryFault` when one of them cannot be unpacked for certain, or two could be taken for one another.
    /// - Parameter option: the option that sets `mostEntries`, for the message.
    public func members(limitedBy option: String) throws -> [(name: [UInt8], member: ZipMember)] {
        let count = try head().count
        guard count <= mostEntries else { throw ZipFault.entries(count, mostEntries, option) }
        let (entries, list) = try entries()
        let ordered = entries.sorted { $0.offset < $1.offset }
        var members: [(name: [UInt8], member: ZipMember)] = []
        for (index, entry) in ordered.enumerated() {
            let behind = index + 1 < ordered.count ? ordered[index + 1].offset : list.offset
            guard behind > entry.offset else { throw ZipFault.layout(at: entry.offset) }
            let member = try member(entry, endingBefore: behind)
            if entry.isFolder { continue }
            try entry.check()
            members.append((entry.name, member))
        }
        return members
    }

    private func entries() throws -> (entries: [ZipEntry], list: List) {
        let list = try head()
        let entries = try entries(of: list)
        guard entries.contains(where: { $0.offset == 0 }) else { throw ZipFault.layout(at: 0) }
        return (entries, list)
    }

    /// Where the directory is.
    private func head() throws -> List {
        guard try look(0, 4) == [0x50, 0x4B, 0x03, 0x04] else {
            // An archive without any entry is its end alone.
            guard try look(0, 4) == [0x50, 0x4B, 0x05, 0x06] else { throw ZipFault.notZip() }
            throw ZipFault.members(0)
        }
        return try findList()
    }

    // MARK: The directory

    /// Where the entries of the directory are.
    private struct List {
        var count: UInt64
        var size: UInt64
        var offset: UInt64
    }

    private func findList() throws -> List {
        let start = size - min(size, Self.endSize + Self.mostComment)
        let tail = try look(start, Int(size - start))
        var place = tail.count - Int(Self.endSize)
        while place >= 0, !Self.isEnd(tail, at: place) { place -= 1 }
        guard place >= 0 else { throw ZipFault.noDirectory(at: size) }
        let end = start + UInt64(place)
        var fields = ZipFields(Array(tail[place...]), at: end)
        try fields.skip(4)
        let disks = (try fields.number(2), try fields.number(2))
        let counts = (try fields.number(2), try fields.number(2))
        var list = List(count: counts.1, size: try fields.number(4), offset: try fields.number(4))
        var limit = end
        if list.count == 0xFFFF || list.size == ZipEntry.inExtra || list.offset == ZipEntry.inExtra {
            (list, limit) = try findLargeList(before: end)
        } else {
            guard disks == (0, 0), counts.0 == counts.1 else { throw ZipFault.layout(at: end) }
        }
        guard try Self.sum(list.offset, list.size) == limit else { throw ZipFault.layout(at: end) }
        return list
    }

    /// Whether an end stands here whose comment ends where the archive ends.
    private static func isEnd(_ tail: [UInt8], at place: Int) -> Bool {
        tail[place..<place + 4].elementsEqual([0x50, 0x4B, 0x05, 0x06])
            && Int(tail[place + 20]) | Int(tail[place + 21]) << 8 == tail.count - place - Int(endSize)
    }

    /// Reads the end that zip64 has for more and larger files.
    private func findLargeList(before end: UInt64) throws -> (list: List, limit: UInt64) {
        guard end >= 20 else { throw ZipFault.layout(at: end) }
        var pointer = ZipFields(try look(end - 20, 20), at: end - 20)
        try pointer.expect(0x0706_4B50)
        try pointer.skip(4)
        let start = try pointer.number(8)
        guard start < end - 20 else { throw ZipFault.layout(at: end - 20) }
        var fields = ZipFields(try look(start, 56), at: start)
        try fields.expect(0x0606_4B50)
        let length = try fields.number(8)
        try fields.skip(4)
        let disks = (try fields.number(4), try fields.number(4))
        let counts = (try fields.number(8), try fields.number(8))
        let list = List(count: counts.1, size: try fields.number(8), offset: try fields.number(8))
        guard disks == (0, 0), counts.0 == counts.1, try Self.sum(start, 12, length) == end - 20 else {
            throw ZipFault.layout(at: start)
        }
        return (list, start)
    }

    private func entries(of list: List) throws -> [ZipEntry] {
        guard list.count <= mostEntries, list.size <= mostEntries * Self.mostBytesOfEntry else {
            throw ZipFault.members(list.count)
        }
        var fields = ZipFields(try look(list.offset, Int(list.size)), at: list.offset)
        var entries: [ZipEntry] = []
        for _ in 0..<list.count { entries.append(try ZipEntry(&fields)) }
        guard fields.isAtEnd else { throw ZipFault.layout(at: fields.place) }
        return entries
    }

    // MARK: The file

    /// Holds the header before the data, and what follows the data, against the directory.
    private func member(_ entry: ZipEntry, endingBefore limit: UInt64) throws -> ZipMember {
        let (rest, isBehind) = size.subtractingReportingOverflow(entry.offset)
        guard !isBehind, rest >= 30 else { throw ZipFault.layout(at: entry.offset) }
        var fields = ZipFields(try look(entry.offset, 30), at: entry.offset)
        try fields.expect(ZipEntry.localSignature)
        try fields.skip(2)
        let flags = try fields.number(2)
        let method = try fields.number(2)
        try fields.skip(4)
        let numbers = (try fields.number(4), try fields.number(4), try fields.number(4))
        let lengths = (name: try fields.number(2), extra: try fields.number(2))
        let nameStart = try Self.sum(entry.offset, 30)
        guard flags & 0x09 == entry.flags & 0x09, method == entry.method,
            try look(nameStart, Int(lengths.name)) == entry.name
        else { throw ZipFault.layout(at: entry.offset) }
        if !entry.hasDescriptor {
            let isSame =
                numbers.0 == UInt64(entry.checksum)
                && (numbers.1 == entry.packedSize || numbers.1 == ZipEntry.inExtra)
                && (numbers.2 == entry.size || numbers.2 == ZipEntry.inExtra)
            guard isSame else { throw ZipFault.layout(at: entry.offset) }
        }
        let data = try Self.sum(nameStart, lengths.name, lengths.extra)
        let end = try Self.sum(data, entry.packedSize)
        guard end <= limit else { throw ZipFault.layout(at: entry.offset) }
        try checkGap(entry, from: end, to: limit)
        return ZipMember(
            dataOffset: data,
            packedSize: entry.packedSize,
            size: entry.size,
            checksum: entry.checksum,
            isDeflated: entry.method == 8
        )
    }

    /// Between the data and what follows there is nothing, or the sizes that were not known before the data.
    private func checkGap(_ entry: ZipEntry, from start: UInt64, to end: UInt64) throws {
        let count = end - start
        guard entry.hasDescriptor else {
            guard count == 0 else { throw ZipFault.layout(at: start) }
            return
        }
        // With or without a signature, with sizes of four or eight bytes.
        guard [12, 16, 20, 24].contains(count) else { throw ZipFault.layout(at: start) }
        var fields = ZipFields(try look(start, Int(count)), at: start)
        if count == 16 || count == 24 { try fields.expect(0x0807_4B50) }
        let width = count < 20 ? 4 : 8
        guard try fields.number(4) == UInt64(entry.checksum), try fields.number(width) == entry.packedSize,
            try fields.number(width) == entry.size
        else { throw ZipFault.layout(at: start) }
    }

    private static func sum(_ numbers: UInt64...) throws(DeliveryFault) -> UInt64 {
        var sum: UInt64 = 0
        for number in numbers {
            let (next, overflows) = sum.addingReportingOverflow(number)
            guard !overflows else { throw ZipFault.layout(at: sum) }
            sum = next
        }
        return sum
    }
}
