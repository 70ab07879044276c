import ByteKernels
import StageKit

/// Reads what a series says of some cells, one after another.
struct JSONStatPart {
    private let series: JSONStatSeries
    private let document: JSONDocument
    /// Of a dense series.
    private var elements: JSONElements
    /// Of a sparse one: the next of its places, and the end of them.
    private var next: Int
    private let end: Int
    /// The line of a place, where those that follow are counted from.
    private var countedLine: UInt64
    private var counted: Int

    init(_ series: JSONStatSeries, _ range: Range<Int>, of document: JSONDocument) {
        self.series = series
        self.document = document
        elements = JSONElements(from: range.lowerBound, to: range.upperBound)
        next = range.lowerBound
        end = range.upperBound
        switch series.form {
        case .same: counted = Int(series.node.start)
        case .dense: counted = range.lowerBound
        case .sparse:
            let before = range.lowerBound - 1
            counted = before < 0 ? Int(series.node.start) : Int(document.tree.nodes[series.places[before].node].start)
        }
        countedLine = document.line(at: counted)
    }

    /// The line of the cell that was taken last, or of the last that the series spoke of before it.
    var line: UInt64 { countedLine &+ elements.lineEnds }

    /// What the series says of a cell; called for each cell in turn. Nil when it says nothing.
    @inline(__always)
    mutating func take(_ bytes: Span<UInt8>, cell: Int) throws(DeliveryFault) -> JSONTree.Node? {
        switch series.form {
        case .dense:
            do throws(JSONFault) {
                return try elements.next(bytes)
            } catch {
                throw document.refusal(error)
            }
        case .same: return series.node
        case .sparse:
            guard next < end, series.places[next].cell == cell else { return nil }
            next &+= 1
            let node = document.tree.nodes[series.places[next &- 1].node]
            count(linesTo: Int(node.start), bytes)
            return node
        }
    }

    private mutating func count(linesTo place: Int, _ bytes: Span<UInt8>) {
        if place >= counted, place - counted < JSONDocument.stretch {
            countedLine += UInt64(JSONBytes.count(of: UInt8(ascii: "\n"), in: bytes, from: counted, to: place))
        } else {
            countedLine = document.line(at: place)
        }
        counted = place
    }
}
