import StageKit

/// Reads lists of stages and holds them to their form: where readers and writers may stand.
struct ChainReader {
    /// What may stand at an end of a list.
    enum End: Equatable {
        /// It must stand there.
        case required
        /// It cannot stand there, because of what the text says.
        case refused(String)
    }

    /// A list that was read.
    struct Chain {
        var reader: StepReader.Item?
        var stages: [StepReader.Item] = []
        var writers: [StepReader.Item] = []
    }

    private var steps: StepReader
    private var found: [Diagnostic] = []

    init(catalog: StageCatalog, scope: OptionScope) {
        steps = StepReader(catalog: catalog, scope: scope)
    }

    /// What was wrong.
    var mistakes: [Diagnostic] { steps.mistakes + found }

    /// Reads a list.
    /// - Parameters:
    ///   - place: where to report that an end is missing.
    ///   - name: the list for messages, such as `input 'nord'`.
    mutating func chain(
        _ node: OptionNode,
        at place: SourcePlace,
        named name: String,
        reader: End,
        writers: End,
        manyWriters: Bool = false
    ) -> Chain {
        let items: [OptionNode]
        switch node.content {
        case .list(let nodes): items = nodes
        case .empty: items = []
        default:
            let hint = "begin each with '- '"
            found.append(Diagnostic("expected a list of stages, found \(node.kind)", at: node.place, hint: hint))
            return Chain()
        }
        let read = items.map { steps.item($0) }
        var chain = Chain()
        let writersFrom = (read.lastIndex { $0 != nil && $0?.kind != .writer } ?? -1) + 1
        for (index, item) in read.enumerated() {
            guard let item else {
                // Whatever it was meant to be, the fields behind it are not known.
                let unread = PipelineStep(UnreadStage(name: ""), at: items[index].place)
                let place = items[index].place
                chain.stages.append(StepReader.Item(kind: .unknown, name: "", place: place, step: unread))
                continue
            }
            switch item.kind {
            case .transform, .unknown: chain.stages.append(item)
            case .reader:
                if case .refused(let reason) = reader {
                    refuse(item, reason)
                } else if index > 0 {
                    refuse(item, chain.reader == nil ? "a reader stands first" : "there is a reader before it")
                }
                chain.reader = chain.reader ?? item
            case .writer:
                if case .refused(let reason) = writers {
                    refuse(item, reason)
                } else if index < writersFrom {
                    refuse(item, "a writer stands last")
                } else if !manyWriters, !chain.writers.isEmpty {
                    refuse(item, "an output has one writer; give each its own output")
                }
                chain.writers.append(item)
            }
        }
        // An item that names no stage, or none that is known, may have been meant as the end.
        let isUncertain = { (item: StepReader.Item??) in item.map { ($0?.kind ?? .unknown) == .unknown } ?? false }
        if reader == .required, chain.reader == nil, !isUncertain(read.first) {
            let hint = "begin with a stage such as read.csv"
            found.append(Diagnostic("\(name) has no reader", at: place, hint: hint))
        }
        if writers == .required, chain.writers.isEmpty, !isUncertain(read.last) {
            let hint = "end with a stage such as write.csv"
            found.append(Diagnostic("\(name) has no writer", at: place, hint: hint))
        }
        return chain
    }

    private mutating func refuse(_ item: StepReader.Item, _ reason: String) {
        found.append(Diagnostic("'\(item.name)' cannot stand here", at: item.place, hint: reason))
    }
}
