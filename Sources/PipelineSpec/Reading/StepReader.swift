import StageKit

/// Reads one item of a list of stages: the name of a stage, or a map with the name, its options, and what stands beside.
struct StepReader {
    /// An item of a list of stages.
    struct Item {
        var kind: Kind
        /// The name as written, known or not.
        var name: String
        var place: SourcePlace
        /// Nil when a mistake was found in it.
        var step: PipelineStep?
        var onFailPlace: SourcePlace?
        var ifMissing: PipelineInput.IfMissing?
        var allowEmpty: Bool?
        var unpacking = UnpackingLimits()
    }

    /// Where in a chain a stage can stand.
    enum Kind: Equatable {
        case reader
        case transform
        case writer
        /// A name that nobody knows, and that does not tell what it was meant to be.
        case unknown

        init(_ role: StageKind.Role) {
            switch role {
            case .reader: self = .reader
            case .transform: self = .transform
            case .writer: self = .writer
            }
        }

        /// What an unknown stage probably is.
        init(name: String) {
            switch name.prefix(while: { $0 != "." }) {
            case "read": self = .reader
            case "write": self = .writer
            default: self = name.contains(".") ? .transform : .unknown
            }
        }
    }

    /// What was wrong.
    private(set) var mistakes: [Diagnostic] = []
    private let catalog: StageCatalog
    private let scope: OptionScope
    private var identifiers: [String: SourcePlace] = [:]

    init(catalog: StageCatalog, scope: OptionScope) {
        self.catalog = catalog
        self.scope = scope
    }

    /// Reads an item; nil when it names no stage.
    mutating func item(_ node: OptionNode) -> Item? {
        switch node.content {
        case .scalar(let name):
            return item(name, options: OptionNode(.empty, at: node.place), beside: [], at: node.place)
        case .map(let entries):
            return item(entries, at: node.place)
        case .empty, .list:
            mistakes.append(Diagnostic("expected the name of a stage, found \(node.kind)", at: node.place))
            return nil
        }
    }

    private mutating func item(_ entries: [OptionEntry], at place: SourcePlace) -> Item? {
        guard let stage = entries.first(where: isStage) ?? entries.first(where: isMisspeltStage) else {
            let names = "it stands in front of its options, like 'read.csv:'"
            mistakes.append(Diagnostic("this item names no stage", at: place, hint: names))
            return nil
        }
        for other in entries where isStage(other) && other.key != stage.key {
            let hint = "begin each with '- '"
            mistakes.append(Diagnostic("two stages in one item: '\(other.key)'", at: other.keyPlace, hint: hint))
        }
        // A stage with options at the wrong level is a common slip; read them where they were meant to be.
        let declared = catalog[stage.key].map { $0.options.map(\.name) } ?? []
        var beside: [OptionEntry] = []
        var slipped: [OptionEntry] = []
        for entry in entries where !isStage(entry) && entry.key != stage.key {
            if Self.keysBeside.contains(entry.key) || !declared.contains(entry.key) {
                beside.append(entry)
            } else {
                slipped.append(entry)
                let hint = "indent it below '\(stage.key):', deeper than the name of the stage"
                mistakes.append(
                    Diagnostic("'\(entry.key)' is an option of '\(stage.key)'", at: entry.keyPlace, hint: hint)
                )
            }
        }
        var options = stage.value
        if !slipped.isEmpty {
            switch options.content {
            case .empty: options.content = .map(slipped)
            case .map(let written):
                options.content = .map(written + slipped.filter { new in !written.contains { $0.key == new.key } })
            default: break
            }
        }
        return item(stage.key, options: options, beside: beside, at: stage.keyPlace)
    }

    private func isStage(_ entry: OptionEntry) -> Bool { catalog[entry.key] != nil || entry.key.contains(".") }

    /// Whether a key of an item without a stage stands for one, and not for a key that may stand beside it.
    private func isMisspeltStage(_ entry: OptionEntry) -> Bool {
        !Self.keysBeside.contains(entry.key) && Spelling.nearest(to: entry.key, among: Self.keysBeside) == nil
    }

    private static let keysBeside = [
        "id", "label", "on_fail", "if_missing", "allow_empty", "max_ratio", "max_unpacked",
    ]

    private mutating func item(
        _ name: String,
        options: OptionNode,
        beside: [OptionEntry],
        at place: SourcePlace
    ) -> Item? {
        guard let kind = catalog[name] else {
            mistakes.append(Diagnostic("no stage is named '\(name)'", at: place, hint: suggestion(for: name)))
            let stage = PipelineStep(UnreadStage(name: name), at: place)
            return Item(kind: Kind(name: name), name: name, place: place, step: stage)
        }
        var item = Item(kind: Kind(kind.role), name: name, place: place)
        item.step = step(kind, options: options, at: place)
        switch item.kind {
        case .transform:
            if let settings = settings(StageSettings.self, beside, at: place) {
                identify(&item, id: settings.id, at: settings.$id.place, label: settings.label)
                item.step?.onFail = settings.onFail
                item.onFailPlace = settings.$onFail.place
            }
        case .reader:
            if let settings = settings(ReaderSettings.self, beside, at: place) {
                identify(&item, id: settings.id, at: settings.$id.place, label: settings.label)
                item.ifMissing = settings.ifMissing
                item.allowEmpty = settings.allowEmpty
                if let count = settings.maxRatio { item.unpacking.maxRatio = UInt64(count.value) }
                if let count = settings.maxUnpacked { item.unpacking.maxUnpacked = UInt64(count.value) }
            }
        case .writer:
            if let settings = settings(WriterSettings.self, beside, at: place) {
                identify(&item, id: settings.id, at: settings.$id.place, label: settings.label)
            }
        case .unknown: break
        }
        return item
    }

    /// The stage with its options, or as much of it as can be checked.
    private mutating func step(_ kind: StageKind, options: OptionNode, at place: SourcePlace) -> PipelineStep {
        // An option that is missing is missing at the name of the stage.
        var node = options
        if case .map = node.content { node.place = place }
        let (stage, found) = kind.examined(node, in: scope)
        mistakes += found
        var step = PipelineStep(stage ?? UnreadStage(name: kind.declaration.name), at: place)
        step.isPartial = !found.isEmpty
        return step
    }

    private mutating func settings<Settings: OptionGroup>(
        _ type: Settings.Type,
        _ entries: [OptionEntry],
        at place: SourcePlace
    ) -> Settings? {
        var known: [OptionEntry] = []
        let names = type.options.map(\.name)
        for entry in entries {
            if names.contains(entry.key) {
                known.append(entry)
            } else {
                mistakes.append(stray(entry, known: names))
            }
        }
        do throws(Mistakes) {
            return try type.configured(by: OptionNode(.map(known), at: place), in: scope)
        } catch {
            mistakes += error.diagnostics
            return nil
        }
    }

    private func stray(_ entry: OptionEntry, known: [String]) -> Diagnostic {
        switch entry.key {
        case "on_fail":
            let hint = "readers and writers have no choice: what they cannot read or write is rejected or refused"
            return Diagnostic("'on_fail' cannot stand at a reader or writer", at: entry.keyPlace, hint: hint)
        case "if_missing", "allow_empty", "max_ratio", "max_unpacked":
            return Diagnostic("'\(entry.key)' can stand at a reader alone", at: entry.keyPlace)
        default:
            let hint =
                Spelling.suggestion(for: entry.key, among: known)
                ?? "beside the name of the stage there can be: \(known.joined(separator: ", "))"
            return Diagnostic("unknown key '\(entry.key)'", at: entry.keyPlace, hint: hint)
        }
    }

    private mutating func identify(_ item: inout Item, id: NameOption?, at place: SourcePlace?, label: String?) {
        item.step?.label = label
        guard let id else { return }
        item.step?.id = id.text
        if let first = identifiers[id.text] {
            let hint = "the first is in line \(first.line)"
            mistakes.append(Diagnostic("the id '\(id.text)' is given twice", at: place, hint: hint))
        }
        identifiers[id.text] = identifiers[id.text] ?? place ?? item.place
    }

    private func suggestion(for name: String) -> String {
        let noun = name.split(separator: ".").last.map(String.init) ?? name
        let verb = name.prefix { $0 != "." } + "."
        let sameVerb = catalog.names.filter { $0.hasPrefix(verb) }
        // Half of the name is right already; the rest must be near by itself.
        if let near = Spelling.nearest(to: noun, among: sameVerb.map { String($0.dropFirst(verb.count)) }) {
            return "did you mean '\(verb)\(near)'?"
        }
        // `normalize.number` for `number` or `validate.number`, but no reader for a writer.
        let sameNoun = catalog.kinds.filter { kind in
            kind.declaration.name.hasSuffix("." + noun) && [.unknown, Kind(kind.role)].contains(Kind(name: name))
        }
        if let first = sameNoun.first { return "did you mean '\(first.declaration.name)'?" }
        if !sameVerb.isEmpty { return "known: \(sameVerb.joined(separator: ", "))" }
        return Spelling.suggestion(for: name, among: catalog.names) ?? "'sluse stages' lists them"
    }
}
