import PackedFiles
import StageKit
import Testing

@Suite struct ZipTests {
    private static let content = Array("kommune;procent\nEbeltoft;12,5\nNibe;7,0\nMarstal;7,0\n".utf8)
    private static let entry = ZipBuilder.Entry(content: content)

    private static func changed(_ change: (inout ZipBuilder.Entry) -> Void) -> ZipBuilder.Entry {
        var entry = entry
        change(&entry)
        return entry
    }

    // MARK: What is right

    @Test func readsStoredAndDeflatedFilesInEveryForm() throws {
        for isDeflated in [true, false] {
            for isLarge in [true, false] {
                for (hasDescriptor, hasSignature) in [(false, false), (true, false), (true, true)] {
                    for hasLargeEnd in [true, false] {
                        var zip = ZipBuilder(
                            Self.changed {
                                $0.isDeflated = isDeflated
                                $0.isLarge = isLarge
                                $0.hasDescriptor = hasDescriptor
                                $0.hasSignature = hasSignature
                            }
                        )
                        zip.hasLargeEnd = hasLargeEnd
                        #expect(try Packed.unpacked(zip: zip.bytes()) == Self.content)
                    }
                }
            }
        }
    }

    @Test func contentDoesNotDependOnHowTheBytesArrive() throws {
        for isDeflated in [true, false] {
            let bytes = try ZipBuilder(Self.changed { $0.isDeflated = isDeflated }).bytes()
            for (chunk, room) in [(1, 1), (1, 1000), (1000, 1), (7, 3)] {
                #expect(try Packed.unpacked(zip: bytes, chunk: chunk, room: room) == Self.content)
            }
        }
    }

    @Test func passesOverFoldersAndAComment() throws {
        let folder = ZipBuilder.Entry(name: "data/", isDeflated: false, mode: 0o040755)
        var zip = ZipBuilder(folder, Self.changed { $0.name = "data/tal.csv" }, folder)
        zip.comment = Array("pakket i dag".utf8)
        #expect(try Packed.unpacked(zip: zip.bytes()) == Self.content)
    }

    @Test func readsAnEmptyFile() throws {
        #expect(try Packed.unpacked(zip: ZipBuilder(ZipBuilder.Entry()).bytes()) == [])
        #expect(try Packed.unpacked(zip: ZipBuilder(ZipBuilder.Entry(isDeflated: false)).bytes()) == [])
    }

    // MARK: What is wrong

    @Test func refusesAnotherNumberOfFilesThanOne() throws {
        for (zip, words) in [
            (ZipBuilder(), "holds no file"), (ZipBuilder(Self.entry, Self.entry, Self.entry), "holds 3 files"),
        ] {
            do {
                _ = try Packed.unpacked(zip: zip.bytes())
                Issue.record("was read")
            } catch let fault as DeliveryFault {
                #expect(fault.rule == "zip.members")
                #expect(fault.message.contains(words))
            }
        }
    }

    @Test(
        arguments: [
            (changed { $0.flags = 1 }, "zip.encrypted"),
            (changed { $0.flags = 0x41 }, "zip.encrypted"),
            (changed { $0.method = 12 }, "zip.method"),
            (changed { $0.mode = 0o120777 }, "zip.kind"),
            (changed { $0.name = "../tal.csv" }, "zip.name"),
            (changed { $0.name = "/etc/tal.csv" }, "zip.name"),
            (changed { $0.name = "a\\..\\..\\tal.csv" }, "zip.name"),
            (changed { $0.name = "C:tal.csv" }, "zip.name"),
            (changed { $0.checksumError = 1 }, "zip.checksum"),
            (changed { $0.sizeError = 1 }, "zip.length"),
            (changed { $0.sizeError = UInt64.max }, "zip.length"),
        ]
    )
    func namesWhatIsWrong(entry: ZipBuilder.Entry, rule: String) throws {
        #expect(try Packed.outcome(zip: ZipBuilder(entry).bytes()) == rule)
    }

    @Test func refusesWhatIsNoArchive() throws {
        #expect(try Packed.outcome(zip: Self.content) == "zip.header")
        #expect(try Packed.outcome(zip: []) == "zip.header")
    }

    @Test func refusesAnArchiveTornAtEveryByteOrWithMoreBehindIt() throws {
        let bytes = try ZipBuilder(Self.entry).bytes()
        for count in 0..<bytes.count {
            let rule = try Packed.outcome(zip: Array(bytes.prefix(count)))
            #expect(rule == (count < 4 ? "zip.header" : "zip.torn"))
        }
        #expect(try Packed.outcome(zip: bytes + [0]) == "zip.torn")
    }

    @Test func readsNoOtherContentWhereverAByteIsChanged() throws {
        for entry in [Self.entry, Self.changed { $0.hasDescriptor = true }] {
            let bytes = try ZipBuilder(entry).bytes()
            for place in bytes.indices {
                for mask in [0x01, 0x80, 0xFF] as [UInt8] {
                    var damaged = bytes
                    damaged[place] ^= mask
                    guard let content = try? Packed.unpacked(zip: damaged) else { continue }
                    #expect(content == Self.content, "byte \(place) changed by \(mask)")
                }
            }
        }
    }

    @Test func givesWhatTheArchivePromisesBeforeItRefusesMore() throws {
        let bytes = try ZipBuilder(Self.changed { $0.sizeError = 0 &- 5 }).bytes()
        for room in [1, 7, 1 << 16] {
            let (content, rule) = try Packed.beforeFault(of: Packed.input(zip: bytes), room: room)
            #expect(content == Self.content.dropLast(5), "room \(room)")
            #expect(rule == "zip.length")
        }
    }

    @Test func refusesBytesThatNoPartOfTheArchiveAccountsFor() throws {
        let bytes = try ZipBuilder(Self.entry).bytes()
        // In front, as in archives that unpack themselves.
        #expect(try Packed.outcome(zip: [0x50, 0x4B, 3, 4] + bytes) == "zip.layout")
    }
}
