import XMLParsing

extension SDMXMessageReader {
    /// Takes the attributes of XML that are concepts.
    mutating func takeAttributes(of element: XMLElementStart, _ kind: SDMXColumns.Kind, isDataSet: Bool = false) {
        for attribute in element.attributes where !isDataSet || !names[attribute.name].isFormal {
            take(attribute, element.bytes.span.extracting(attribute.value), kind)
        }
    }

    mutating func take(_ attribute: XMLElementStart.Attribute, _ value: Span<UInt8>, _ kind: SDMXColumns.Kind) {
        // Nearly all: what was settled when the name came first.
        let column = kind == .key ? keyColumns[attribute.name] : -1
        if column >= 0 {
            values.give(column, value)
            if values.byteCount > options.maxRecord { fail(SDMXFault.record(options.maxRecord)) }
            return
        }
        let name = names[attribute.name]
        if name.isConcept {
            give(place(ofName: attribute.name, kind), value, concept: name.local)
        } else if name.attribute == .action, value.count > 0, value[0] | 0x20 == UInt8(ascii: "d") {
            fail(SDMXFault.delete())
        }
    }

    /// Takes `<Value id="FREQ" value="A"/>`; version 2.0 writes `concept`.
    mutating func takeValue(_ element: XMLElementStart, _ kind: SDMXColumns.Kind) {
        push(.skipped)
        guard let concept = range(of: .id, in: element) ?? range(of: .concept, in: element),
            let value = range(of: .value, in: element)
        else {
            return fail(
                SDMXFault.value("an element 'Value' without id or value", "et element 'Value' uden id eller value")
            )
        }
        let bytes = element.bytes.span
        give(
            place(of: bytes.extracting(concept), kind),
            bytes.extracting(value),
            concept: String(decoding: element.bytes[concept], as: UTF8.self)
        )
    }

    mutating func takeObservationDimension(_ element: XMLElementStart) {
        push(.skipped)
        guard let value = range(of: .value, in: element) else {
            return fail(
                SDMXFault.value("an element 'ObsDimension' without value", "et element 'ObsDimension' uden value")
            )
        }
        let bytes = element.bytes.span
        if let concept = range(of: .id, in: element) {
            let name = bytes.extracting(concept)
            return give(
                place(of: name, .key),
                bytes.extracting(value),
                concept: String(decoding: element.bytes[concept], as: UTF8.self)
            )
        }
        guard let concept = observationConcept, concept != "AllDimensions" else {
            return fail(SDMXFault.observationDimension())
        }
        let place = observationPlace ?? columns.place(of: concept, .key)
        observationPlace = place
        give(place, bytes.extracting(value), concept: concept)
    }

    mutating func takeObservationValue(_ element: XMLElementStart) {
        push(.skipped)
        guard let value = range(of: .value, in: element) else { return }
        give(SDMXConcept.value, element.bytes.span.extracting(value))
    }

    /// An element ends: what its text or the whole of it is for.
    mutating func finish(_ context: Context) {
        switch context {
        case .group: groupElement = nil
        case .observation, .crossObservation: finishObservation()
        case .headerAction: header.action = String(decoding: endText(), as: UTF8.self)
        case .noticeText: notice.add(endText())
        case .notice: finishFooterMessage()
        case .errorMessage: errorSaid = errorSaid ?? notice.said
        case .error: fail(SDMXFault.errorMessage(errorSaid ?? SDMXNotice().said))
        case .time: give(SDMXConcept.time, endText().span)
        case .componentValue:
            // Around texts in several languages there are only blanks.
            guard text != nil else { return }
            give(componentPlace, endText().span, concept: "Comp")
        case .utilityValue:
            let name = names[utilityName].local
            give(place(ofName: utilityName, .key), endText().span, concept: name)
        default: break
        }
    }

    private mutating func finishFooterMessage() {
        if footerSaid == nil { footerSaid = notice.said }
        if notice.isHarmless || options.allowsFooter {
            count("footer_messages")
        } else if dataSets > 0 {
            fail(SDMXFault.footer(notice.said))
        } else {
            trouble = trouble ?? notice.said
        }
    }

    /// The text that was collected, without white space around it.
    private mutating func endText() -> [UInt8] {
        var bytes = (text ?? [])[...]
        text = nil
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return Array(bytes.drop { $0 <= 0x20 })
    }

    // MARK: Attributes of the standard

    func range(of attribute: SDMXName.Attribute, in element: XMLElementStart) -> Range<Int>? {
        element.attributes.first { names[$0.name].attribute == attribute }?.value
    }

    func text(of attribute: SDMXName.Attribute, in element: XMLElementStart) -> String? {
        range(of: attribute, in: element).map { String(decoding: element.bytes[$0], as: UTF8.self) }
    }
}
