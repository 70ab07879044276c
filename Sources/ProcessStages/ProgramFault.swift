import StageKit

/// What a program does wrong; the texts read on after its name and hold nothing that it wrote.
struct ProgramFault: Error, Equatable {
    var english: String
    var danish: String
    var hint: String?
    /// Whether the program was gone, so that how it ended says more.
    var isEnd = false

    init(en english: String, da danish: String, hint: String? = nil) {
        self.english = english
        self.danish = danish
        self.hint = hint
    }

    static let ended: ProgramFault = {
        var fault = ProgramFault(
            en: "ended before it had answered all records",
            da: "sluttede, før det havde svaret på alle poster"
        )
        fault.isEnd = true
        return fault
    }()

    static func silent(seconds: Int) -> ProgramFault {
        ProgramFault(
            en: "has answered nothing for \(seconds) s (time_limit)",
            da: "har intet svaret i \(seconds) s (time_limit)",
            hint:
                "after each empty line a program answers what it holds and flushes its output: in Python print(…, flush=True)"
        )
    }

    static let lost = ProgramFault(
        en: "answered later records and not this one",
        da: "svarede på senere poster og ikke på denne",
        hint: "every record comes back, kept or rejected; what shall be left out is for filter.rows"
    )

    static func lingers(seconds: Int) -> ProgramFault {
        ProgramFault(
            en: "has not ended \(seconds) s after its input did (time_limit)",
            da: "er ikke sluttet \(seconds) s efter sit input (time_limit)",
            hint: "a program ends when its input ends"
        )
    }

    static func longLine(bytes: Int) -> ProgramFault {
        ProgramFault(
            en: "answered with a line of more than \(bytes) bytes (max_line)",
            da: "svarede med en linje på over \(bytes) byte (max_line)"
        )
    }

    static func garbage(_ what: String, da danish: String, hint: String? = nil) -> ProgramFault {
        ProgramFault(en: "answered with \(what)", da: "svarede med \(danish)", hint: hint)
    }

    static let notJSON = garbage(
        "a line that is no JSON object",
        da: "en linje, der ikke er et JSON-objekt",
        hint: "stdout is for answers; print what is for people to stderr"
    )
    static let noNumber = garbage("a record without its number _n", da: "en post uden sit nummer _n")
    static let unknownNumber = ProgramFault(
        en: "answered a record that it was not given, or was not given yet",
        da: "svarede på en post, som det ikke har fået"
    )
    static let twice = ProgramFault(en: "answered a record twice", da: "svarede to gange på en post")
    static let afterEnd = ProgramFault(
        en: "answered more than it was asked",
        da: "svarede på mere, end det blev spurgt om"
    )

    static func unknownRule(known: [String]) -> ProgramFault {
        ProgramFault(
            en: "rejected a record with a rule that stage.yaml does not declare",
            da: "afviste en post med en regel, som stage.yaml ikke nævner",
            hint: known.isEmpty ? "declare it below rules:" : "declared: \(known.joined(separator: ", "))"
        )
    }

    static let unknownField = ProgramFault(
        en: "answered with a field that it was not given and that stage.yaml does not add",
        da: "svarede med et felt, som det ikke har fået, og som stage.yaml ikke tilføjer"
    )

    static func unknownFaultyField(known: [String]) -> ProgramFault {
        ProgramFault(
            en: "rejected a record for a field that there is not",
            da: "afviste en post for et felt, der ikke findes",
            hint: "fields here: \(known.joined(separator: ", "))"
        )
    }

    static func undeclaredChange(of field: String) -> ProgramFault {
        ProgramFault(
            en: "changed the field '\(field)', which stage.yaml does not list below changes:",
            da: "ændrede feltet '\(field)', som stage.yaml ikke nævner under changes:"
        )
    }

    static func wrongValue(of field: String, type: FieldType) -> ProgramFault {
        let hint: String? =
            switch type {
            case .text: "a text stands in quotes"
            case .integer: "at most 18 digits, without a mark"
            case .number, .decimal: "digits and a point, no exponent; a text of digits will do"
            case .boolean: "true or false"
            case .date: "a day such as 2021-05-31"
            }
        return ProgramFault(
            en: "answered with a value of '\(field)' that is not \(type.rawValue)",
            da: "svarede med en værdi i '\(field)', der ikke er \(type.rawValue)",
            hint: hint
        )
    }

    static let notText = garbage("bytes that are not UTF-8", da: "byte, der ikke er UTF-8")
    static let otherVersion = garbage(
        "another version of the protocol",
        da: "en anden version af protokollen",
        hint: "this is version 1"
    )
}
