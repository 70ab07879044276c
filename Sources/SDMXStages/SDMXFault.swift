import StageKit

/// Why a message of SDMX is refused, in both languages; each takes its place from the element that shows it.
enum SDMXFault {
    static func notSDMX(_ root: String) -> DeliveryFault {
        DeliveryFault(
            "sdmx.not_sdmx",
            en: "the file is XML, but no message of SDMX" + (root == "html" ? ": it is a web page" : ""),
            da: "filen er XML, men ikke en SDMX-meddelelse" + (root == "html" ? ": den er en webside" : ""),
            hint: "it may be an error page that was saved as data; ask for it again, or read it with read.xml"
        )
    }

    /// Names that the standard does not have stay out of messages: they may be pieces of values.
    static func noData(_ root: String) -> DeliveryFault {
        let known = kinds.contains(root)
        return DeliveryFault(
            "sdmx.no_data",
            en: known ? "an SDMX message of the kind '\(root)', which holds no observations" : "no message of data",
            da: known
                ? "en SDMX-meddelelse af slagsen '\(root)', som ikke indeholder observationer"
                : "ikke en meddelelse med data",
            hint: "ask the agency for the data themselves: GenericData, StructureSpecificData or SDMX-CSV"
        )
    }

    /// Messages of SDMX that hold no data.
    private static let kinds: Set<String> = [
        "Structure", "GenericMetadata", "StructureSpecificMetadata", "MetadataReport", "MetadataSet",
        "RegistryInterface", "QueryMessage", "DataStructureQuery", "GenericDataQuery", "StructuresQuery",
        "AvailabilityConstraint", "SubmitStructureResponse",
    ]

    static func errorMessage(_ said: String) -> DeliveryFault {
        DeliveryFault(
            "sdmx.error_message",
            en: "an SDMX error message instead of data: \(said)",
            da: "en SDMX-fejlmeddelelse i stedet for data: \(said)",
            hint: "the agency sent no data; mend the query, or ask again later"
        )
    }

    static func footer(_ said: String) -> DeliveryFault {
        DeliveryFault(
            "sdmx.footer",
            en: "the message's footer says that something went wrong: \(said)",
            da: "meddelelsens fod siger, at noget gik galt: \(said)",
            hint: "the data may not be whole; if they are good enough, write notices: allow"
        )
    }

    static func noDataSet(_ said: String?) -> DeliveryFault {
        let more = said.map { "; its footer says: \($0)" } ?? ""
        return DeliveryFault(
            "sdmx.no_data_set",
            en: "the message holds no data set" + more,
            da: "meddelelsen indeholder intet datasæt" + (said.map { "; dens fod siger: \($0)" } ?? ""),
            hint: "the agency may have put the answer off; ask for it again"
        )
    }

    static func noSuchDataSet(_ number: Int, of count: Int) -> DeliveryFault {
        DeliveryFault(
            "sdmx.data_set",
            en: "data set \(number) is asked for, and the message has \(count)",
            da: "datasæt \(number) ønskes, og meddelelsen har \(count)",
            hint: "data_set counts from 1; without it all are read"
        )
    }

    /// A name that the standard does not have stays out of the message: it may be a piece of a value.
    static func element(_ word: SDMXWord?, in parent: (english: String, danish: String)) -> DeliveryFault {
        let name = word.map { " '\($0.rawValue)'" } ?? ""
        return DeliveryFault(
            "sdmx.element",
            en: "an element\(name) where SDMX has none, in \(parent.english)",
            da: "et element\(name), hvor SDMX intet har, i \(parent.danish)"
        )
    }

    static func value(_ what: String, _ danish: String) -> DeliveryFault {
        DeliveryFault("sdmx.value", en: what, da: danish)
    }

    static func text() -> DeliveryFault {
        DeliveryFault(
            "sdmx.text",
            en: "text between elements, where SDMX has none",
            da: "tekst mellem elementer, hvor SDMX ingen har"
        )
    }

    static func observationDimension() -> DeliveryFault {
        DeliveryFault(
            "sdmx.observation_dimension",
            en: "the message does not say which dimension its observations have: dimensionAtObservation is missing",
            da: "meddelelsen siger ikke, hvilken dimension dens observationer har: dimensionAtObservation mangler",
            hint: "if it is known, name it: observation: TIME_PERIOD"
        )
    }

    static func delete() -> DeliveryFault {
        DeliveryFault(
            "sdmx.delete",
            en: "the message asks that observations be deleted (action Delete), and is no delivery of them",
            da: "meddelelsen beder om, at observationer slettes (action Delete), og er ingen levering af dem"
        )
    }

    static func concept(_ name: String) -> DeliveryFault {
        DeliveryFault(
            "sdmx.concept",
            en: "a concept '\(name)' that is not among the fields",
            da: "et begreb '\(name)', som ikke er blandt felterne",
            hint: "add it to fields, or write extra: ignore"
        )
    }

    static func absent(_ name: String) -> DeliveryFault {
        DeliveryFault(
            "sdmx.field_missing",
            en: "nothing in the file has the concept '\(name)'",
            da: "intet i filen har begrebet '\(name)'",
            hint:
                "the concepts of a file are its fields where none are listed; if it may be absent, write absent: allow"
        )
    }

    static func concepts(_ limit: Int) -> DeliveryFault {
        DeliveryFault(
            "sdmx.limit.fields",
            en: "there are more than \(limit) different concepts",
            da: "der er flere end \(limit) forskellige begreber",
            hint: "list the fields with 'fields:', or give max_fields a larger number"
        )
    }

    static func record(_ limit: Int) -> DeliveryFault {
        DeliveryFault(
            "sdmx.limit.record",
            en: "the values of an observation have more than \(limit) bytes",
            da: "værdierne i en observation fylder mere end \(limit) bytes",
            hint: "if such observations are right, give max_record a larger number"
        )
    }

    static func batch() -> DeliveryFault {
        DeliveryFault(
            "sdmx.limit.batch",
            en: "the observations of one piece of the file have more than \(SDMXRows.greatestBytes) bytes",
            da: "observationerne i et stykke af filen fylder mere end \(SDMXRows.greatestBytes) bytes",
            hint: "values of a series are repeated in each observation: ask for fewer of them"
        )
    }
}
