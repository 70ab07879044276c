import ByteKernels
import StageKit

/// What stands before DATA, as far as the cells need it.
struct PXMetadata {
    /// Those of the stub first, then those of the heading: the last one turns fastest.
    private(set) var dimensions: [CubeDimension] = []
    /// How many of the dimensions are in the stub.
    private(set) var stubCount = 0
    /// For each dimension of the stub of a file with KEYS, whether rows begin with its codes; nil without KEYS.
    private(set) var keysAreCodes: [Bool]?
    /// Texts that stand for a value without quotes, such as `..`.
    private(set) var symbols: Set<[UInt8]> = []
    let codePage: PXCodePage
    let cellCount: Int

    private let statements: PXStatements
    private let plan: PXPlan

    init(_ statements: PXStatements, hasMark: Bool, plan: PXPlan) throws(DeliveryFault) {
        self.statements = statements
        self.plan = plan
        let named = statements["CODEPAGE"].flatMap { statement in
            statement.values.first.map { (name: String(decoding: $0.bytes, as: UTF8.self), place: statement.place) }
        }
        let charset = statements["CHARSET"]?.values.first.map { String(decoding: $0.bytes, as: UTF8.self) }
        codePage = try PXCodePage(
            option: plan.encoding,
            codePage: named.flatMap { $0.name.isEmpty ? nil : $0 },
            isANSI: charset?.uppercased() == "ANSI",
            hasMark: hasMark
        )
        var found: [(dimension: CubeDimension, name: PXText)] = []
        let language = try Self.language(statements, plan, codePage)
        for keyword in ["STUB", "HEADING"] {
            if keyword == "HEADING" { stubCount = found.count }
            guard let statement = statements[keyword] else { continue }
            // A keyword with an empty text alone is there for its own sake.
            if statement.values.count == 1, statement.values[0].bytes.isEmpty { continue }
            let translated = language.flatMap { statements[keyword, language: $0] }
            if let translated, translated.values.count != statement.values.count {
                throw Self.count(translated.name, translated, keyword, statement)
            }
            for (place, name) in statement.values.enumerated() {
                found.append(
                    (
                        try Self.dimension(name, translated?.values[place], language, statements, codePage, plan), name
                    )
                )
            }
        }
        dimensions = found.map(\.dimension)
        guard !dimensions.isEmpty else {
            throw PXFault.metadata(
                "px.no_dimensions",
                "neither STUB nor HEADING names a dimension",
                "hverken STUB eller HEADING nævner en dimension"
            )
        }
        guard let count = CubeDimension.cellCount(of: dimensions.map(\.count), limit: plan.maxCells) else {
            throw PXFault.limit(
                "max_cells",
                plan.maxCells,
                "more cells",
                "flere celler",
                at: statements.all("VALUES").last?.place
            )
        }
        cellCount = count
        keysAreCodes = try Self.keys(statements, stub: found[..<stubCount].map(\.name))
        for number in ["1", "2", "3", "4", "5", "6", "NIL", "SUM"] {
            if let text = statements["DATASYMBOL" + number]?.values.first { symbols.insert(text.bytes) }
        }
    }

    /// The language in brackets; nil for the file's own.
    private static func language(
        _ statements: PXStatements,
        _ plan: PXPlan,
        _ codePage: PXCodePage
    ) throws(DeliveryFault) -> String? {
        guard let wanted = plan.language else { return nil }
        let own = statements["LANGUAGE"]?.values.first.map { String(decoding: $0.bytes, as: UTF8.self) }
        if wanted == own { return nil }
        if statements.languages.contains(wanted) { return wanted }
        let known = ([own].compactMap(\.self) + statements.languages.sorted()).joined(separator: ", ")
        throw PXFault.metadata(
            "px.language",
            "the file has no texts in the language '\(wanted)'; it has \(known.isEmpty ? "one unnamed" : known)",
            "filen har ingen tekster på sproget '\(wanted)'; den har \(known.isEmpty ? "ét uden navn" : known)",
            hint: "'text_language:' is one of the file's LANGUAGES"
        )
    }

    private static func dimension(
        _ name: PXText,
        _ translated: PXText?,
        _ language: String?,
        _ statements: PXStatements,
        _ codePage: PXCodePage,
        _ plan: PXPlan
    ) throws(DeliveryFault) -> CubeDimension {
        func find(_ keyword: String) -> PXStatement? {
            guard let language else { return statements[keyword, of: name] }
            return translated.flatMap { statements[keyword, of: $0, language: language] }
                ?? statements[keyword, of: name, language: language]
        }
        let shown = String(decoding: try text(translated ?? name, codePage, plan), as: UTF8.self)
        guard let values = find("VALUES") else {
            let keyword = language.map { "VALUES[\($0)]" } ?? "VALUES"
            throw PXFault.metadata(
                "px.values_missing",
                "there is no \(keyword) for the dimension named here",
                "der er ingen \(keyword) for dimensionen, der nævnes her",
                at: PXFault.Place(line: name.line, offset: UInt64(name.start))
            )
        }
        let codes = find("CODES") ?? statements["CODES", of: name]
        if let codes, codes.values.count != values.values.count { throw count(codes.name, codes, values.name, values) }
        let labels = try texts(values, codePage, plan)
        let variable = find("VARIABLECODE") ?? statements["VARIABLECODE", of: name]
        let id = try variable?.values.first.map { (value) throws(DeliveryFault) in try text(value, codePage, plan) }
        let ids = try codes.map { (statement) throws(DeliveryFault) in try texts(statement, codePage, plan) } ?? labels
        if Set(ids).count != ids.count {
            throw PXFault.metadata(
                "px.category_twice",
                "two categories of '\(shown)' are the same",
                "to kategorier af '\(shown)' er ens",
                at: (codes ?? values).place
            )
        }
        return CubeDimension(
            id: id.map { String(decoding: $0, as: UTF8.self) } ?? shown,
            label: shown,
            codes: ids,
            labels: labels
        )
    }

    private static func count(
        _ name: String,
        _ statement: PXStatement,
        _ otherName: String,
        _ other: PXStatement
    ) -> DeliveryFault {
        PXFault.metadata(
            "px.count",
            "\(name) has \(statement.values.count) texts and \(otherName) \(other.values.count)",
            "\(name) har \(statement.values.count) tekster og \(otherName) \(other.values.count)",
            at: statement.place
        )
    }

    private static func texts(
        _ statement: PXStatement,
        _ codePage: PXCodePage,
        _ plan: PXPlan
    ) throws(DeliveryFault) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        for value in statement.values { texts.append(try text(value, codePage, plan)) }
        return texts
    }

    /// A text as UTF-8.
    private static func text(
        _ value: PXText,
        _ codePage: PXCodePage,
        _ plan: PXPlan
    ) throws(DeliveryFault) -> [UInt8] {
        let place = PXFault.Place(line: value.line, offset: UInt64(value.start))
        if let quote = value.doubledQuote {
            throw PXFault.syntax(
                "two quotes side by side, which PX gives no meaning",
                "to anførselstegn side om side, som PX ikke giver nogen betydning",
                at: PXFault.Place(line: value.line, offset: UInt64(quote))
            )
        }
        guard value.bytes.count <= plan.maxValue else {
            throw PXFault.limit("max_value", plan.maxValue, "a longer text", "en længere tekst", at: place)
        }
        var buffer = OutputBuffer(capacity: value.bytes.count)
        let bytes = value.bytes
        if let wrong = codePage.append(bytes.span, 0..<bytes.count, to: &buffer) {
            let offset = value.contentStart.map { UInt64($0 + wrong) } ?? place.offset
            throw codePage.fault(at: PXFault.Place(line: value.line, offset: offset))
        }
        return buffer.bytes
    }

    /// Whether the rows begin with codes, for each dimension of the stub.
    private static func keys(_ statements: PXStatements, stub: [PXText]) throws(DeliveryFault) -> [Bool]? {
        let all = statements.all("KEYS").filter { $0.language == nil }
        guard let first = all.first else { return nil }
        var areCodes: [Bool] = []
        for name in stub {
            let word = statements["KEYS", of: name]?.values.first.map { String(decoding: $0.bytes, as: UTF8.self) }
            switch word?.uppercased() {
            case "CODES": areCodes.append(true)
            case "VALUES": areCodes.append(false)
            default: break
            }
        }
        guard areCodes.count == stub.count, all.count == stub.count, !stub.isEmpty else {
            throw PXFault.metadata(
                "px.keys",
                "KEYS is VALUES or CODES for each dimension of STUB, and for no other",
                "KEYS er VALUES eller CODES for hver dimension i STUB og for ingen andre",
                at: first.place
            )
        }
        return areCodes
    }
}
