import StageKit

/// Why a zip file is refused; places are those of the packed file.
enum ZipFault {
    static func notZip() -> DeliveryFault {
        DeliveryFault(
            "zip.header",
            en: "the file is not a zip archive, as its name says",
            da: "filen er ikke et zip-arkiv, som navnet siger",
            byteOffset: 0,
            hint: "look at its beginning: it may be a page of an error, or not packed at all"
        )
    }

    static func noDirectory(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.torn",
            en: "the zip archive has no directory at its end: it is torn, or something follows it",
            da: "zip-arkivet slutter ikke med en indholdsfortegnelse: det er afbrudt, eller noget følger efter",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func torn(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.torn",
            en: "the zip archive ends too early",
            da: "zip-arkivet slutter for tidligt",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func layout(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.layout",
            en: "the parts of the zip archive do not agree about its content",
            da: "delene af zip-arkivet er ikke enige om dets indhold",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func members(_ count: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.members",
            en: count == 0 ? "the zip archive holds no file" : "the zip archive holds \(count) files, not one",
            da: count == 0 ? "zip-arkivet indeholder ingen fil" : "zip-arkivet indeholder \(count) filer, ikke én",
            hint: "have each file packed by itself, or unpack them first"
        )
    }

    static func entries(_ count: UInt64, _ limit: UInt64, _ option: String) -> DeliveryFault {
        DeliveryFault(
            "zip.entries",
            en: "the zip archive holds \(count) files and folders, more than \(limit) (\(option))",
            da: "zip-arkivet indeholder \(count) filer og mapper, mere end \(limit) (\(option))",
            hint: "if such archives are right, give \(option) a larger number"
        )
    }

    static func encrypted(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.encrypted",
            en: "the file in the zip archive is encrypted",
            da: "filen i zip-arkivet er krypteret",
            byteOffset: place,
            hint: "decrypt it first"
        )
    }

    static func method(_ number: UInt64, at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.method",
            en: "the file in the zip archive is packed with method \(number), not with deflate",
            da: "filen i zip-arkivet er pakket med metode \(number), ikke med deflate",
            byteOffset: place,
            hint: "ask for a plain zip archive"
        )
    }

    static func notRegular(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.kind",
            en: "the zip archive holds a link or another thing that is no plain file",
            da: "zip-arkivet indeholder en henvisning eller andet, der ikke er en almindelig fil",
            byteOffset: place,
            hint: "have the file itself packed"
        )
    }

    static func name(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.name",
            en: "the file in the zip archive has a name that leads out of the folder",
            da: "filen i zip-arkivet har et navn, der fører ud af mappen",
            byteOffset: place,
            hint: "such archives are made to do harm; ask the sender what it is"
        )
    }

    static func damaged(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.damaged",
            en: "the zip archive is damaged and cannot be unpacked",
            da: "zip-arkivet er beskadiget og kan ikke pakkes ud",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func checksum(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.checksum",
            en: "the checksum in the zip archive does not match the content",
            da: "kontrolsummen i zip-arkivet passer ikke til indholdet",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func length(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "zip.length",
            en: "the zip archive says another length than its content has",
            da: "zip-arkivet angiver en anden længde, end indholdet har",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    private static let fetchAgain = "fetch the file again, or ask the sender to pack it again"
}
