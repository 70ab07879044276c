/// What a reader sees when a pipeline is checked.
public struct ReaderContext {
    /// Diagnostics, rules, and the schema to fill.
    public var stage: StageContext
    /// Opens the first matching file, if there is one: for readers whose fields stand in the file alone.
    public var openFirstFile: () throws -> (any ByteInput)?

    /// Whether the reader's fields stand in a delivery that is not there yet.
    public private(set) var lacksDelivery = false

    /// Says that the fields stand in the file alone and there is none: names cannot be checked before it comes. The
    /// reader returns nil then; a run ends for want of a delivery.
    public mutating func leaveFieldsUnchecked(at place: SourcePlace?) {
        lacksDelivery = true
        stage.warn(
            "names of fields were not checked: there is no delivery yet to find them in",
            at: place,
            hint: "write fields: to check without deliveries"
        )
    }

    /// Finds something in the first file: for readers whose fields stand in the file alone.
    ///
    /// - Parameters:
    ///   - what: what is to be found, as messages call it: `fields`.
    ///   - place: where the pipeline file speaks of it; that of the stage unless given.
    ///   - hint: what to write instead, for faults that say nothing better.
    ///   - find: looks for it; may throw a `DeliveryFault`.
    /// - Returns: nil when there is no file yet, and when it cannot be found, which is reported.
    public mutating func findInFirstFile<Found>(
        _ what: String,
        at place: SourcePlace? = nil,
        hint: String,
        _ find: (any ByteInput) throws -> Found
    ) -> Found? {
        var name = "the first file"
        do {
            guard let input = try openFirstFile() else {
                leaveFieldsUnchecked(at: place)
                return nil
            }
            name = input.name
            return try find(input)
        } catch let fault as DeliveryFault {
            let places = [fault.line.map { "line \($0)" }, fault.byteOffset.map { "byte \($0)" }].compactMap(\.self)
            let text = places.isEmpty ? "" : " (\(places.joined(separator: ", ")))"
            refuseDelivery(
                "the \(what) cannot be found in \(name): \(fault.message)\(text) [\(fault.rule)]",
                at: place,
                hint: fault.hint ?? hint
            )
        } catch {
            refuseDelivery("\(name) cannot be read to find the \(what): \(error)", at: place, hint: hint)
        }
        return nil
    }

    /// Reports that the first file is not what it should be.
    public mutating func refuseDelivery(_ message: String, at place: SourcePlace? = nil, hint: String? = nil) {
        var diagnostic = Diagnostic(message, at: place ?? stage.place, hint: hint)
        diagnostic.isOfDelivery = true
        stage.report(diagnostic)
    }

    /// A context for one reader.
    public init(stage: StageContext, openFirstFile: @escaping () throws -> (any ByteInput)?) {
        self.stage = stage
        self.openFirstFile = openFirstFile
    }
}
