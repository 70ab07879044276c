import PackedFiles
import StageKit
import Testing

@Suite struct GzipTests {
    private static let content = Array("kommune;procent\nEbeltoft;12,5\nNibe;7,0\nMarstal;7,0\n".utf8)

    /// Content that does not pack well, larger than every buffer.
    private static let noise: [UInt8] = {
        var state: UInt32 = 1
        return (0..<300_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24) & 0x3F
        }
    }()

    // MARK: What is right

    @Test(arguments: [GzipWriter.Memory.usual, .small])
    func writesWhatItReads(memory: GzipWriter.Memory) throws {
        for content in [[], Self.content, Self.noise] {
            let packed = try Packed.gzip(content, memory: memory)
            #expect(try Packed.unpacked(gzip: packed) == content)
        }
    }

    @Test func bytesDoNotDependOnHowTheContentArrives() throws {
        let whole = try Packed.gzip(Self.noise)
        #expect(whole.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
        for chunk in [1, 7, 8191, 8192, 100_000] {
            #expect(try Packed.gzip(Self.noise, chunk: chunk) == whole, "pieces of \(chunk)")
        }
    }

    @Test func contentDoesNotDependOnHowTheBytesArrive() throws {
        let packed = try Packed.gzip(Self.content) + Packed.gzip(Array("Ribe;1,0\n".utf8))
        let content = Self.content + Array("Ribe;1,0\n".utf8)
        for chunk in [1, 2, 3, 17] {
            for room in [1, 2, 5, 1000] {
                #expect(try Packed.unpacked(gzip: packed, chunk: chunk, room: room) == content)
            }
        }
        #expect(try Packed.unpacked(gzip: Packed.gzip(Self.noise), chunk: 1000, room: 100) == Self.noise)
    }

    @Test func readsAllMembersEmptyOnesToo() throws {
        let packed =
            try Packed.gzip([]) + Packed.gzip(Self.content) + Packed.gzip([]) + Packed.gzip([65]) + Packed.gzip([])
        #expect(try Packed.unpacked(gzip: packed) == Self.content + [65])
    }

    @Test func passesOverAllFieldsOfTheHeader() throws {
        var header: [UInt8] = [0x1F, 0x8B, 8, 0x1D, 1, 2, 3, 4, 2, 3]
        header += [3, 0, 9, 9, 9] + Array("tal.csv".utf8) + [0] + Array("en bemærkning".utf8) + [0]
        let member = try Packed.gzip(Self.content)
        #expect(try Packed.unpacked(gzip: header + member[10...]) == Self.content)
    }

    @Test func checksTheChecksumOfTheHeader() throws {
        let member = try Packed.gzip(Self.content)
        let header: [UInt8] = [0x1F, 0x8B, 8, 2, 0, 0, 0, 0, 0, 0xFF]
        // The CRC-32 of the header is the trailer of a member that packs the header.
        let checksum = try Packed.deflated(header).checksum
        #expect(try Packed.unpacked(gzip: header + checksum.prefix(2) + member[10...]) == Self.content)
        #expect(try Packed.outcome(gzip: header + [checksum[0] ^ 1, checksum[1]] + member[10...]) == "gzip.checksum")
    }

    @Test func allowsZerosAtTheEndAlone() throws {
        let member = try Packed.gzip(Self.content)
        let zeros = [UInt8](repeating: 0, count: 1000)
        #expect(try Packed.unpacked(gzip: member + zeros, chunk: 7) == Self.content)
        #expect(try Packed.outcome(gzip: member + zeros + [1]) == "gzip.trailing")
        #expect(try Packed.outcome(gzip: member + zeros + member) == "gzip.trailing")
    }

    // MARK: What is wrong

    @Test func refusesAFileTornAtEveryByte() throws {
        let second = try Packed.gzip(Array("Ribe;1,0\n".utf8))
        let first = try Packed.gzip(Self.content)
        let packed = first + second
        for count in 0..<packed.count where count != first.count {
            do {
                let content = try Packed.unpacked(gzip: Array(packed.prefix(count)))
                Issue.record("torn after \(count) bytes, gave \(content.count)")
            } catch let fault as DeliveryFault {
                let isMagic = count < 2 || (first.count..<first.count + 2).contains(count)
                #expect(isMagic || fault.rule == "gzip.torn", "after \(count): \(fault.rule)")
                #expect(isMagic || fault.byteOffset == UInt64(count))
            }
        }
    }

    @Test func refusesEveryFlippedBitOfDataAndTrailer() throws {
        let packed = try Packed.gzip(Self.content)
        for place in 10..<packed.count {
            for bit in 0..<8 {
                var damaged = packed
                damaged[place] ^= 1 << bit
                do {
                    _ = try Packed.unpacked(gzip: damaged)
                    Issue.record("bit \(bit) of byte \(place) flipped")
                } catch let fault as DeliveryFault {
                    #expect(fault.rule.hasPrefix("gzip."))
                    if place >= packed.count - 4 { #expect(fault.rule == "gzip.length") }
                }
            }
        }
    }

    @Test func namesWhatIsWrong() throws {
        let packed = try Packed.gzip(Self.content)
        func with(_ place: Int, _ byte: UInt8) -> [UInt8] {
            var bytes = packed
            bytes[place] = byte
            return bytes
        }
        #expect(try Packed.outcome(gzip: Self.content) == "gzip.header")
        #expect(try Packed.outcome(gzip: []) == "gzip.header")
        #expect(try Packed.outcome(gzip: with(2, 7)) == "gzip.header")
        #expect(try Packed.outcome(gzip: with(3, 0x20)) == "gzip.header")
        #expect(try Packed.outcome(gzip: with(packed.count - 8, packed[packed.count - 8] ^ 1)) == "gzip.checksum")
        #expect(try Packed.outcome(gzip: packed + Array("mere".utf8)) == "gzip.trailing")
        #expect(try Packed.outcome(gzip: packed + [0x1F]) == "gzip.trailing")
    }

    // MARK: Limits

    @Test func refusesABombByItsRatio() throws {
        let member = try Packed.gzip([UInt8](repeating: 0, count: 1 << 20))
        let packed = [[UInt8]](repeating: member, count: 70).flatMap { $0 }
        let input = try GzipInput(PackedInMemory(packed))
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var count: UInt64 = 0
        do {
            while true {
                let more = try input.read(into: &buffer, at: 0)
                if more == 0 { break }
                count += UInt64(more)
            }
            Issue.record("\(count) bytes came out")
        } catch let fault as DeliveryFault {
            #expect(fault.rule == "packed.ratio")
            #expect(fault.message.contains("max_ratio"))
            #expect(count <= UnpackingLimits.freeBytes)
        }
    }

    @Test func refusesMoreThanTheGreatestSize() throws {
        var limits = UnpackingLimits()
        limits.maxUnpacked = 100
        let packed = try Packed.gzip([UInt8](repeating: 65, count: 101))
        #expect(throws: DeliveryFault.self) { try Packed.unpacked(gzip: packed, limits: limits) }
        limits.maxUnpacked = 101
        #expect(try Packed.unpacked(gzip: packed, limits: limits).count == 101)
    }

    @Test func aDamagedFileIsTheSameFaultWhateverRoomThereIs() throws {
        func fault(_ work: () throws -> [UInt8]) -> DeliveryFault? {
            do {
                _ = try work()
                return nil
            } catch {
                return error as? DeliveryFault
            }
        }
        let content = Array((0..<60).map { "\($0);Ærø;\($0 % 7),5\n" }.joined().utf8)
        let packed = try Packed.gzip(content)
        for length in 12..<packed.count {
            for last in [UInt8(0), 0x5A, 0xFF] {
                // Torn, or damaged in the last byte that there is: zlib may hold the fault back for want of room.
                let bytes = packed[..<length] + [last]
                let whole = fault { try Packed.unpacked(gzip: Array(bytes)) }
                #expect(fault { try Packed.unpacked(gzip: Array(bytes), room: 1) } == whole)
            }
        }
        let archive = try ZipBuilder(ZipBuilder.Entry(content: content, sizeError: 0 &- 7)).bytes()
        let whole = fault { try Packed.unpacked(zip: archive) }
        #expect(whole?.rule == "zip.length")
        for room in 1...40 { #expect(fault { try Packed.unpacked(zip: archive, room: room) } == whole) }
    }

    @Test func givesWhatComesBeforeTheDamageWhateverRoomThereIs() throws {
        let content = (0..<4_000).map { "\($0 * 7919 % 10_007);\($0 % 13)\n" }.joined()
        let sound = try Packed.gzip(Array(content.utf8))
        var damaged = 0
        for place in stride(from: sound.count / 2, to: sound.count - 8, by: 31) {
            var packed = sound
            packed[place] ^= 0x55
            func outcome(_ room: Int) throws -> (content: [UInt8], rule: String?) {
                try Packed.beforeFault(of: GzipInput(PackedInMemory(packed)), room: room)
            }
            let whole = try outcome(1 << 18)
            guard whole.rule == "gzip.damaged" else { continue }
            damaged += 1
            #expect(whole.content.count > 1_000)
            for room in [1, 13, 4_096] {
                let other = try outcome(room)
                #expect(other.rule == whole.rule && other.content == whole.content, "byte \(place), room \(room)")
            }
        }
        #expect(damaged > 5)
    }
}
