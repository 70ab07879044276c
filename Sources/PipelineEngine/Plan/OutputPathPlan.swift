import PackedFiles
import StageKit

/// Where an output goes: one file, or one for each value of some fields.
struct OutputPathPlan: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case literal(String)
        case field(Field)
    }

    var parts: [Part]

    /// The fields whose values make the path.
    var fields: [Field] {
        parts.compactMap { if case .field(let field) = $0 { field } else { nil } }
    }

    /// The path, when it does not depend on records.
    var literal: String? {
        guard fields.isEmpty else { return nil }
        return parts.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
    }

    /// The path for the values of a record.
    func path(values: [String]) -> String {
        var values = values[...]
        return parts.map { part in
            switch part {
            case .literal(let text): text
            case .field: values.popFirst() ?? ""
            }
        }.joined()
    }

    /// Whether a value can stand in a path: no separator, no hidden or parent folder, nothing that another system
    /// reads as something else, and not too long.
    static func isUsable(_ value: String) -> Bool {
        guard !value.isEmpty, value.utf8.count <= 100, value != ".", value != "..", !value.hasPrefix(".") else {
            return false
        }
        return value.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7f && !"/\\:*?\"<>|".unicodeScalars.contains(scalar)
        }
    }

    /// A path that no record changes.
    init(literal: String) { parts = [.literal(literal)] }

    /// Reads a path as written; reports what is wrong with it.
    init?(_ path: OutputPath, context: inout StageContext) {
        guard let pieces = Self.checkShape(of: path, context: &context) else { return nil }
        parts = []
        for piece in pieces {
            switch piece {
            case .literal(let text): parts.append(.literal(text))
            case .field(let name):
                let reference = FieldReference(name: name, place: path.place, types: [])
                guard let field = context.field(reference) else { return nil }
                parts.append(.field(field))
            }
        }
    }

    /// A part of a path whose fields have not been looked up.
    enum Piece {
        case literal(String)
        case field(String)
    }

    /// Splits a path; reports what is wrong with it whatever the fields are.
    @discardableResult
    static func checkShape(of path: OutputPath, context: inout StageContext) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = Substring(path.text)
        while let start = rest.range(of: "${row.") {
            if start.lowerBound > rest.startIndex { pieces.append(.literal(String(rest[..<start.lowerBound]))) }
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "}") else {
                context.mistake("'${row.' has no closing '}'", at: path.place)
                return nil
            }
            pieces.append(.field(String(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        let shape = pieces.map { if case .literal(let text) = $0 { text } else { "x" } }.joined()
        if shape.hasPrefix("/") || shape.split(separator: "/").contains("..") {
            context.mistake(
                "'\(path.text)' could leave the published folder",
                at: path.place,
                hint: "paths of outputs are relative to 'publish:' and have no '..'"
            )
        } else if shape.hasSuffix("/") || shape.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            context.mistake("'\(path.text)' is no name of a file", at: path.place)
        } else if Paths.normalized(shape) == "manifest.json" {
            context.mistake("'manifest.json' is written by every run", at: path.place, hint: "choose another name")
        } else if Packing(fileName: shape) == .zip {
            let hint = "write .gz for a file packed with gzip"
            context.mistake("'\(path.text)': zip archives are read, not written", at: path.place, hint: hint)
        } else {
            return pieces
        }
        return nil
    }
}

extension Substring {
    /// The first place of a text; the standard library has this for `StringProtocol` with Foundation alone.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
