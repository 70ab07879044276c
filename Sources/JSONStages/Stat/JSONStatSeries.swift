import ByteKernels
import StageKit

/// The values or statuses of a dataset: an array with one for each cell, an object with some, or one for all.
struct JSONStatSeries: Sendable {
    enum Form {
        case dense
        case sparse
        case same
    }

    let form: Form
    /// The array, the object, or the text for all.
    let node: JSONTree.Node
    /// The line on which it begins.
    let line: UInt64
    /// Of a sparse series: cells in rising order with their nodes.
    let places: [(cell: Int, node: Int)]

    /// - Parameter isStatus: statuses may be one text for all cells.
    init(_ document: JSONDocument, node index: Int, cellCount: Int, isStatus: Bool) throws(DeliveryFault) {
        node = document.tree.nodes[index]
        line = document.line(at: Int(node.start))
        let name = isStatus ? "status" : "value"
        switch node.kind {
        case .plainArray:
            form = .dense
            places = []
            guard Int(node.count) == cellCount else {
                throw JSONStatFault.at(
                    node.start,
                    in: document,
                    isStatus ? "json_stat.status" : "json_stat.value_count",
                    "'\(name)' has \(node.count) members for \(cellCount) cells",
                    "'\(name)' har \(node.count) medlemmer til \(cellCount) celler"
                )
            }
        case .object:
            form = .sparse
            var places: [(cell: Int, node: Int)] = []
            for member in document.members(index) {
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
            // They may come in any order, and hardly ever do.
            let isSorted = places.indices.dropFirst().allSatisfy { places[$0 - 1].cell < places[$0].cell }
            if !isSorted { places.sort { $0.cell < $1.cell } }
            self.places = places
        case .string where isStatus:
            form = .same
            places = []
        default:
            throw JSONStatFault.at(
                node.start,
                in: document,
                "json_stat.value",
                "'\(name)' is no array or object of plain values",
                "'\(name)' er ikke en liste eller et objekt med enkle værdier"
            )
        }
    }

    // MARK: Parts for workers

    /// Where the first part begins: a place in the document, or among `places`.
    var start: Int { form == .dense ? Int(node.start) + 1 : 0 }

    /// How many cells what the series says of them takes about `target` bytes for, of `most` that follow.
    /// - Parameters:
    ///   - start: where the part of these cells begins.
    ///   - cell: the first of them.
    func count(_ document: JSONDocument, from start: Int, cell: Int, most: Int, target: Int) -> Int {
        switch form {
        case .same: return max(1, min(most, target / max(1, Int(node.end - node.start))))
        case .sparse:
            var bytes = 0
            for (place, node) in places[start...] {
                if place >= cell + most { break }
                bytes += Int(document.tree.nodes[node].end - document.tree.nodes[node].start)
                if bytes > target { return max(1, place - cell) }
            }
            return most
        case .dense:
            let end = Int(node.end)
            var room = target
            while true {
                let limit = min(end, start + min(room, end - start))
                let found = CellPass.elements(in: document.bytes.span, from: start, to: limit, most: most).count
                if found > 0 || limit == end { return max(1, found) }
                room *= 2
            }
        }
    }

    /// The part of so many cells, and where the next one begins.
    func part(_ document: JSONDocument, from start: Int, cells: Range<Int>) -> (part: Range<Int>, next: Int) {
        switch form {
        case .same: return (0..<0, 0)
        case .sparse:
            var end = start
            while end < places.count, places[end].cell < cells.upperBound { end += 1 }
            return (start..<end, end)
        case .dense:
            let bytes = document.bytes
            let end = CellPass.elements(in: bytes.span, from: start, to: Int(node.end), most: cells.count).end
            return (start..<end, end + 1)
        }
    }
}
