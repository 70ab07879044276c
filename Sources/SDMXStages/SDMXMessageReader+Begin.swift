import XMLParsing

extension SDMXMessageReader {
    /// Settles what an element is by the one around it.
    mutating func begin(_ element: XMLElementStart) {
        let word = names[element.name].word
        guard let parent = open.last?.context else { return beginMessage(element) }
        switch (parent, word) {
        case (.skipped, _): push(.skipped)

        case (.message, .header?): push(.header)
        case (.message, .dataSet?): beginDataSet(element)
        case (.message, .footer?): push(.footer)
        case (.message, .annotations?): push(.skipped)
        case (.header, .structure?): beginHeaderStructure(element)
        case (.header, .dataSetAction?): beginText(.headerAction)
        case (.header, _): push(.skipped)
        case (.footer, .message?), (.error, .errorMessage?): beginNotice(element, parent)
        case (.footer, _), (.error, _): push(.skipped)
        case (.notice, .text?), (.errorMessage, .text?): beginText(.noticeText)
        case (.notice, _), (.errorMessage, _): push(.skipped)

        case (.dataSet, .annotations?), (.dataSet, .keyFamilyReference?), (.dataSet, .dataProvider?),
            (.group, .annotations?), (.series, .annotations?), (.section, .annotations?),
            (.observation, .annotations?), (.crossObservation, .annotations?), (.group, .groupKey?):
            push(.skipped)
        case (.dataSet, .partAttributes?), (.group, .attributes?), (.group, .component?):
            if options.wantsAttributes { count("group_attributes") }
            push(.skipped)
        case (.dataSet, .attributes?) where form == .generic, (.series, .attributes?) where form == .generic,
            (.observation, .attributes?) where form == .generic:
            push(.attributes)
        case (.dataSet, .component?) where form != .generic, (.series, .component?) where form != .generic,
            (.observation, .component?) where form != .generic:
            beginComponent(element)
        case (.component, .value?): beginText(.componentValue)
        case (.componentValue, .text?):
            if text?.contains(where: { $0 > 0x20 }) == true { fail(SDMXFault.text()) }
            beginText(.componentValue)

        case (.dataSet, .series?), (.group, .series?): beginSeries(element)
        case (.dataSet, .section?) where form != .generic, (.group, .section?) where form != .generic:
            beginSection(element)
        case (.dataSet, .observation?), (.series, .observation?): beginObservation(element)
        case (.dataSet, .group?): beginGroup(element)
        // The groups of compact messages have the names that their structure gives them.
        case (.dataSet, _) where form == .specific || form == .utility: beginGroup(element)

        case (.series, .seriesKey?) where form == .generic: push(.seriesKey)
        // Keys show the form where the namespace does not; before any observation, so that it is one for all of them.
        case (.series, .key?) where form == .utility || form != .generic && !isSettled:
            form = .utility
            push(.utilityKey)
        case (.utilityKey, _): beginUtilityValue(element)
        case (.section, _): beginCrossObservation(element)

        case (.observation, .observationKey?) where form == .generic: push(.observationKey)
        case (.observation, .observationDimension?) where form == .generic: takeObservationDimension(element)
        case (.observation, .observationValue?) where form == .generic: takeObservationValue(element)
        case (.observation, .time?) where form == .generic: beginText(.time)
        case (.observation, _) where form == .utility: beginUtilityValue(element)

        case (.seriesKey, .value?), (.observationKey, .value?): takeValue(element, .key)
        case (.attributes, .value?): takeValue(element, .attribute)

        default: fail(SDMXFault.element(word, in: parent.names))
        }
    }

    private mutating func beginMessage(_ element: XMLElementStart) {
        let name = names[element.name]
        guard SDMXName.isOfTheStandard(name.namespace) else { return fail(SDMXFault.notSDMX(name.short)) }
        switch name.word {
        case .genericData?: form = .generic
        case .genericTimeSeriesData?:
            form = .generic
            isTimeSeries = true
        case .structureSpecificData?, .structureSpecificTimeSeriesData?, .compactData?: form = .specific
        case .crossSectionalData?: form = .crossSectional
        case .utilityData?: form = .utility
        case .messageGroup?: isGroup = true
        case .error?: return push(.error)
        default: return fail(SDMXFault.noData(name.short))
        }
        push(.message)
    }

    private mutating func beginHeaderStructure(_ element: XMLElementStart) {
        let dimension = text(of: .dimensionAtObservation, in: element)
        if let dimension { header.add(structure: text(of: .structureID, in: element) ?? "", dimension: dimension) }
        push(.skipped)
    }

    private mutating func beginNotice(_ element: XMLElementStart, _ parent: Context) {
        notice = SDMXNotice()
        notice.code = text(of: .code, in: element) ?? ""
        notice.severity = text(of: .severity, in: element) ?? ""
        push(parent == .footer ? .notice : .errorMessage)
    }

    private mutating func beginDataSet(_ element: XMLElementStart) {
        dataSets += 1
        if let wanted = options.dataSet, wanted != dataSets {
            count("data_sets_left_out")
            return push(.skipped)
        }
        if isGroup { form = formInGroup(names[element.name].namespace) }
        let action = text(of: .action, in: element) ?? header.action
        if action.lowercased().hasPrefix("d") { return fail(SDMXFault.delete()) }
        let dimension = header.dimension(of: text(of: .structureRef, in: element))
        observationConcept = dimension ?? options.observation ?? (isTimeSeries ? SDMXConcept.time : nil)
        observationPlace = nil
        isSettled = false
        push(.dataSet)
        if form != .generic { takeAttributes(of: element, .key, isDataSet: true) }
    }

    /// A group of messages has data sets in the namespace of their form, or in that of their structure.
    private func formInGroup(_ namespace: String) -> Form {
        guard SDMXName.isOfTheStandard(namespace) else { return .specific }
        let name = namespace.lowercased()
        if name.hasSuffix("/cross") { return .crossSectional }
        if name.hasSuffix("/utility") { return .utility }
        return name.hasSuffix("/compact") || name.hasSuffix("/structurespecific") ? .specific : .generic
    }

    private mutating func beginGroup(_ element: XMLElementStart) {
        push(.group)
        groupElement = nil
        switch form {
        case .generic, .utility: break
        case .crossSectional: takeAttributes(of: element, .key)
        case .specific:
            // What a group says of series elsewhere stays out; what stands around series holds for them.
            groupElement = element
            if options.wantsAttributes { count("group_attributes") }
        }
    }

    private mutating func takeGroup() {
        guard let group = groupElement else { return }
        groupElement = nil
        takeAttributes(of: group, .key)
    }

    private mutating func beginSeries(_ element: XMLElementStart) {
        takeGroup()
        push(.series)
        if form != .generic { takeAttributes(of: element, form == .utility ? .attribute : .key) }
    }

    private mutating func beginSection(_ element: XMLElementStart) {
        takeGroup()
        push(.section)
        takeAttributes(of: element, .key)
    }

    private mutating func beginObservation(_ element: XMLElementStart) {
        beginObservation()
        push(.observation)
        if form != .generic { takeAttributes(of: element, form == .utility ? .attribute : .key) }
    }

    /// The element of an observation of a cross-sectional message is named after its measure.
    private mutating func beginCrossObservation(_ element: XMLElementStart) {
        beginObservation()
        push(.crossObservation)
        let name = names[element.name]
        if name.word != .observation, name.local != SDMXConcept.value {
            give(SDMXConcept.measure, Array(name.local.utf8).span)
        }
        for attribute in element.attributes {
            let value = element.bytes.span.extracting(attribute.value)
            if names[attribute.name].attribute == .value {
                give(SDMXConcept.value, value)
            } else {
                take(attribute, value, .key)
            }
        }
    }

    private mutating func beginComponent(_ element: XMLElementStart) {
        guard let range = range(of: .id, in: element) else {
            return fail(SDMXFault.value("an element 'Comp' without id", "et element 'Comp' uden id"))
        }
        let concept = element.bytes.span.extracting(range)
        componentPlace = place(of: concept, .attribute)
        // What nobody asked for may hold anything, web pages too.
        push(componentPlace == .ignored ? .skipped : .component)
    }

    private mutating func beginUtilityValue(_ element: XMLElementStart) {
        utilityName = element.name
        beginText(.utilityValue)
    }

    mutating func beginText(_ context: Context) {
        push(context)
        text = []
    }
}

extension SDMXMessageReader.Context {
    /// What the element is called in messages.
    fileprivate var names: (english: String, danish: String) {
        switch self {
        case .message: ("the message", "meddelelsen")
        case .dataSet: ("a data set", "et datasæt")
        case .group: ("a group", "en gruppe")
        case .series, .section: ("a series", "en serie")
        case .observation, .crossObservation: ("an observation", "en observation")
        case .seriesKey, .observationKey, .utilityKey: ("a key", "en nøgle")
        case .attributes, .component, .componentValue: ("an attribute", "en attribut")
        default: ("a text", "en tekst")
        }
    }
}
