import StageKit

/// The values or statuses of a dataset, cell by cell: an array with one for each, an object with some, or one for all.
struct JSONStatSeries {
    private enum Form {
        case dense
        case sparse
        case same
    }

    private let form: Form
    private let document: JSONDocument
    private let end: Int
    private var position = 0
    /// Of a sparse series: cells in rising order with their nodes.
    private var places: [(cell: Int, node: Int)] = []
    private var next = 0
    private let only: JSONTree.Node
    /// How many line ends were passed in a dense series.
    private(set) var line: UInt64

    /// - Parameter isStatus: statuses may be one text for all cells.
    init(_ document: JSONDocument, node: Int, cellCount: Int, isStatus: Bool) throws(DeliveryFault) {
        self.document = document
        let own = document.tree.nodes[node]
        only = own
        end = Int(own.end) - 1
        line = document.line(at: Int(own.start))
        let name = isStatus ? "status" : "value"
        switch own.kind {
        case .plainArray:
            form = .dense
            position = Int(own.start) + 1
            guard Int(own.count) == cellCount else {
                throw JSONStatFault.at(
                    own.start,
                    in: document,
                    isStatus ? "json_stat.status" : "json_stat.value_count",
                    "'\(name)' has \(own.count) members for \(cellCount) cells",
                    "'\(name)' har \(own.count) medlemmer til \(cellCount) celler"
                )
            }
        case .object:
            form = .sparse
            for member in document.members(node) {
                guard let cell = JSONDocument.index(document.key(member)), cell < cellCount else {
                    throw JSONStatFault.at(
                        document.tree.nodes[member].keyStart - 1,
                        in: document,
                        "json_stat.position",
                        "a key of '\(name)' is not the number of a cell, 0 to \(cellCount - 1)",
                        "en nøgle i '\(name)' er ikke nummeret på en celle, 0 til \(cellCount - 1)"
                    )
                }
                places.append((cell, member))
            }
            places.sort { $0.cell < $1.cell }
        case .string where isStatus: form = .same
        default:
            throw JSONStatFault.at(
                own.start,
                in: document,
                "json_stat.value",
                "'\(name)' is no array or object of plain values",
                "'\(name)' er ikke en liste eller et objekt med enkle værdier"
            )
        }
    }

    /// What the series says of a cell; called for each cell in turn. Nil when it says nothing.
    @inline(__always)
    mutating func take(_ bytes: Span<UInt8>, cell: Int) throws(DeliveryFault) -> JSONTree.Node? {
        switch form {
        case .dense:
            while position < end {
                let byte = bytes[position]
                if byte == 0x0A {
                    line &+= 1
                } else if byte != UInt8(ascii: ","), !JSONTokens.isSpace(byte) {
                    break
                }
                position &+= 1
            }
            // The document was checked: there are as many as there are cells.
            guard position < end else { return nil }
            do throws(JSONFault) {
                // A number is only known to end before what is behind it.
                return try JSONTree.plain(bytes, &position, end &+ 1)
            } catch {
                throw error.reason.refusal(line: line, byteOffset: UInt64(error.offset))
            }
        case .same: return only
        case .sparse:
            guard next < places.count, places[next].cell == cell else { return nil }
            next &+= 1
            let node = document.tree.nodes[places[next &- 1].node]
            line = document.line(at: Int(node.start))
            return node
        }
    }
}
