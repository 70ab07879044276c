import ByteKernels

/// Reading the children of one element with several readers.
///
/// Data sets, groups, series and sections can be shared out once it is certain what their form is. Only the children
/// named in `ordered` give values to those behind them. All else that outlives an element stays with the first reader:
/// the header, which data sets there are, the footer.
extension SDMXMessageReader {
    private static let ordered: [[UInt8]] = [
        SDMXWord.attributes, .seriesKey, .key, .component,
    ].map { Array($0.rawValue.utf8) }

    /// The children of the open element that must be read here; nil where all must.
    var orderedChildren: [[UInt8]]? {
        // The values of a group's tag are taken by its first series.
        guard text == nil, groupElement == nil, !options.isDiscovering else { return nil }
        switch open.last?.context {
        case .dataSet, .group, .series, .section: return isSettled ? Self.ordered : nil
        // A data set that is left out.
        case .skipped: return open.count == 2 ? [] : nil
        default: return nil
        }
    }

    /// Whether children of the open element may be read by others, who do not tell which fields they saw: as long as a
    /// field is missing that they may have, they are read here, so that at the end of the message it is known which
    /// fields nothing had.
    func mayGiveAway(_ bytes: Span<UInt8>) -> Bool {
        if open.last?.context == .skipped { return true }
        for column in values.seen.indices where !values.seen[column] {
            let concept = columns.concepts[column]
            // Others than by their names, values come to these.
            let isNamed =
                concept != SDMXConcept.value && concept != SDMXConcept.time && concept != SDMXConcept.measure
                && concept != observationConcept && concept.utf8.allSatisfy(\.isOfPlainName)
            // A name in a value may be written with numbers of characters.
            if !isNamed || bytes.contains(Array(concept.utf8)) || bytes.contains([0x26, 0x23]) { return false }
        }
        return true
    }

    /// What another reader must know to read the children that come next.
    var place: SDMXMessagePlace {
        SDMXMessagePlace(
            open: open,
            values: values,
            form: form,
            observationConcept: observationConcept,
            line: line,
            offset: offset
        )
    }

    /// Goes on at a place that another reader came to.
    mutating func go(to place: SDMXMessagePlace) {
        open = place.open
        values = place.values
        form = place.form
        if observationConcept != place.observationConcept {
            observationConcept = place.observationConcept
            observationPlace = nil
        }
        isSettled = true
        line = place.line
        offset = place.offset
    }

    /// Lets by children that another reader reads, the last tag of which is here.
    mutating func skip(toTag tag: (line: UInt32, byteOffset: UInt64)?) {
        guard let tag else { return }
        line = UInt64(tag.line)
        offset = tag.byteOffset
    }
}

extension UInt8 {
    /// Whether it looks the same in all encodings, and nothing else stands for it in a name.
    fileprivate var isOfPlainName: Bool { self > 0x20 && self < 0x7F && !Array("&<>\"'".utf8).contains(self) }
}

extension Span<UInt8> {
    fileprivate func contains(_ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        var place = 0
        while count - place >= word.count {
            place = JSONBytes.first(first, in: self, from: place, to: count)
            if JSONBytes.same(self, at: place, word.span, at: 0, count: word.count) { return true }
            place += 1
        }
        return false
    }
}
