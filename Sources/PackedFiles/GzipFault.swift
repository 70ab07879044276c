import StageKit

/// Why a gzip file is refused; places are those of the packed file.
enum GzipFault {
    static func notGzip(at place: UInt64) -> DeliveryFault {
        guard place == 0 else { return trailing(at: place) }
        return DeliveryFault(
            "gzip.header",
            en: "the file is not packed with gzip, as its name says",
            da: "filen er ikke pakket med gzip, som navnet siger",
            byteOffset: place,
            hint: "look at its beginning: it may be a page of an error, or not packed at all"
        )
    }

    static func unknownHeader(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "gzip.header",
            en: "the gzip header has a method or flags that gzip does not know",
            da: "gzip-hovedet har en metode eller flag, som gzip ikke kender",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func torn(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "gzip.torn",
            en: "the packed file ends too early",
            da: "den pakkede fil slutter for tidligt",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func damaged(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "gzip.damaged",
            en: "the packed file is damaged and cannot be unpacked",
            da: "den pakkede fil er beskadiget og kan ikke pakkes ud",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func checksum(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "gzip.checksum",
            en: "the checksum of the packed file does not match its content",
            da: "den pakkede fils kontrolsum passer ikke til indholdet",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func length(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "gzip.length",
            en: "the packed file says another length than its content has",
            da: "den pakkede fil angiver en anden længde, end indholdet har",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    static func trailing(at place: UInt64) -> DeliveryFault {
        DeliveryFault(
            "gzip.trailing",
            en: "behind the packed data there is something that is not packed with gzip",
            da: "efter de pakkede data står noget, der ikke er pakket med gzip",
            byteOffset: place,
            hint: fetchAgain
        )
    }

    private static let fetchAgain = "fetch the file again, or ask the sender to pack it again"
}
