import ByteKernels
import StageKit
import XMLParsing

/// Makes rows of the elements of an SDMX-ML message, whichever of its forms and versions it has.
struct SDMXMessageReader {
    /// What an open element is.
    enum Context {
        case message, header, headerAction
        case footer, notice, noticeText
        case error, errorMessage
        case dataSet, group, series, section
        case seriesKey, observation, crossObservation, observationKey, time
        case attributes, component, componentValue
        case utilityKey, utilityValue
        /// Of no concern, with all that is in it.
        case skipped

        /// Whether values hold for what is in the element, and no longer.
        var hasValues: Bool {
            switch self {
            case .dataSet, .group, .series, .section, .observation, .crossObservation: true
            default: false
            }
        }
    }

    /// The forms of a data set.
    enum Form {
        case generic, specific, crossSectional, utility
    }

    struct Open {
        let context: Context
        let mark: SDMXValues.Mark
    }

    let options: SDMXMessageOptions
    var columns: SDMXColumns
    var values: SDMXValues
    var rows: SDMXRows
    var names: [SDMXName] = []
    /// The columns of the names that are known as those of keys, by name; -1 for others.
    var keyColumns: [Int] = []
    var open: [Open] = []
    /// The element that began last.
    var line: UInt64 = 1
    var offset: UInt64 = 0
    /// Whether elements are let by that are of no concern.
    var isMuted = false
    private(set) var fault: DeliveryFault?
    /// Whether there is a fault.
    private var hasFailed = false
    private(set) var counts: [String: Int] = [:]

    // The message.
    var form = Form.generic
    var isGroup = false
    var isTimeSeries = false
    var header = SDMXHeader()
    var notice = SDMXNotice()
    var footerSaid: String?
    /// What was said of trouble before there was a data set.
    var trouble: String?
    var errorSaid: String?
    var dataSets = 0

    // The data set.
    /// The dimension that observations of a generic data set give without its name.
    var observationConcept: String?
    var observationPlace: SDMXColumns.Place?
    /// Whether an observation ended in it, so that its form is certain.
    var isSettled = false
    var groupElement: XMLElementStart?
    var componentPlace = SDMXColumns.Place.ignored
    var utilityName = 0
    var observationLine: UInt64 = 1
    var observationOffset: UInt64 = 0
    /// The observations so far.
    private(set) var observations = 0

    /// Text that is being collected; nil where none is expected.
    var text: [UInt8]?
    /// The concepts of generic messages as they came last, and the one that is likely to come next.
    private var recent: [(concept: [UInt8], kind: SDMXColumns.Kind, place: SDMXColumns.Place)] = []
    private var next = 0

    init(_ options: SDMXMessageOptions, columns: SDMXColumns) {
        self.options = options
        self.columns = columns
        values = SDMXValues(columns: columns.concepts.count)
        rows = SDMXRows(columns: columns.concepts.count)
    }

    // MARK: Elements

    mutating func start(_ element: XMLElementStart) -> Bool {
        if isMuted { return true }
        while names.count < element.names.all.count { learnName(of: element) }
        line = UInt64(element.line)
        offset = element.byteOffset
        begin(element)
        return !hasFailed
    }

    private mutating func learnName(of element: XMLElementStart) {
        names.append(SDMXName(element.names.all[names.count]))
        keyColumns.append(-1)
    }

    mutating func text(_ bytes: Span<UInt8>) -> Bool {
        if isMuted { return true }
        if text != nil {
            for index in 0..<bytes.count { text?.append(bytes[index]) }
            if let text, text.count > options.maxRecord { fail(SDMXFault.record(options.maxRecord)) }
        } else if let context = open.last?.context, context != .skipped, context != .header {
            for index in 0..<bytes.count where bytes[index] > 0x20 {
                fail(SDMXFault.text())
                break
            }
        }
        return !hasFailed
    }

    mutating func end() -> Bool {
        if isMuted { return true }
        guard let element = open.popLast() else { return true }
        finish(element.context)
        if element.context.hasValues { values.restore(element.mark) }
        if open.isEmpty { finishMessage() }
        return !hasFailed
    }

    mutating func push(_ context: Context) { open.append(Open(context: context, mark: values.mark)) }

    /// Ends reading; the place is that of the element that began last.
    mutating func fail(_ found: DeliveryFault) {
        guard !hasFailed else { return }
        hasFailed = true
        fault = found
        fault?.line = line
        fault?.byteOffset = offset
    }

    mutating func count(_ name: String) { counts[name, default: 0] += 1 }

    // MARK: Values

    /// Gives a value to the column of a concept.
    mutating func give(_ place: SDMXColumns.Place, _ value: Span<UInt8>, concept: @autoclosure () -> String) {
        switch place {
        case .column(let column):
            values.give(column, value)
            if values.byteCount > options.maxRecord { fail(SDMXFault.record(options.maxRecord)) }
        case .ignored: break
        case .tooMany: fail(SDMXFault.concepts(options.maxFields))
        case .unknown:
            if options.refusesExtra {
                fail(SDMXFault.concept(String(concept().prefix(60))))
            } else {
                count("extra_values")
            }
        }
    }

    mutating func give(_ concept: String, _ value: Span<UInt8>) {
        give(columns.place(of: concept, .key), value, concept: concept)
    }

    /// Where values of a concept go that is named in a value.
    mutating func place(of concept: Span<UInt8>, _ kind: SDMXColumns.Kind) -> SDMXColumns.Place {
        for step in 0..<recent.count {
            let index = next + step < recent.count ? next + step : next + step - recent.count
            guard recent[index].kind == kind, concept.isEqual(to: recent[index].concept) else { continue }
            next = index + 1 < recent.count ? index + 1 : 0
            return recent[index].place
        }
        let bytes = concept.array
        let place = columns.place(of: String(decoding: bytes, as: UTF8.self), kind)
        if recent.count < 64 { recent.append((bytes, kind, place)) }
        return place
    }

    /// Where values of a concept go that is the name of an element or attribute.
    mutating func place(ofName name: Int, _ kind: SDMXColumns.Kind) -> SDMXColumns.Place {
        if let known = kind == .key ? names[name].keyPlace : names[name].attributePlace { return known }
        let place = columns.place(of: names[name].local, kind)
        if kind == .key { names[name].keyPlace = place } else { names[name].attributePlace = place }
        if kind == .key, names[name].isConcept, case .column(let column) = place { keyColumns[name] = column }
        return place
    }

    // MARK: Observations

    mutating func beginObservation() {
        observationLine = line
        observationOffset = offset
    }

    mutating func finishObservation() {
        observations += 1
        isSettled = true
        if options.isDiscovering { return }
        guard !rows.isFull(adding: values.byteCount + columns.concepts.count) else {
            return fail(SDMXFault.batch())
        }
        if !values.conflicts.isEmpty {
            for column in Set(values.conflicts).sorted() { rows.fault(options.repeated, column: column) }
        }
        values.layOut(into: &rows)
        rows.endRow(line: observationLine, offset: observationOffset)
    }

    private mutating func finishMessage() {
        guard !hasFailed else { return }
        if dataSets == 0 {
            fail(SDMXFault.noDataSet(footerSaid))
        } else if let trouble {
            fail(SDMXFault.footer(trouble))
        } else if let wanted = options.dataSet, wanted > dataSets {
            fail(SDMXFault.noSuchDataSet(wanted, of: dataSets))
        } else if observations > 0, !options.isDiscovering {
            for column in values.seen.indices where !values.seen[column] {
                if options.refusesAbsent { return fail(SDMXFault.absent(columns.concepts[column])) }
                count("absent_fields")
            }
        }
    }
}

extension Span<UInt8> {
    fileprivate func isEqual(to other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    fileprivate var array: [UInt8] { (0..<count).map { self[$0] } }
}
