import ByteKernels
import StageKit

/// One worker's share of a writer of XML.
final class XMLRecordEncoder: BatchEncoder {
    /// An element with its tags as bytes.
    private struct Element {
        /// Line end and blanks before it; empty where elements stand in one line.
        var lead: [UInt8]
        /// `<name`
        var start: [UInt8]
        /// `</name>`, with what stands before it when there are elements inside.
        var end: [UInt8]
        /// Each with ` name="`.
        var attributes: [(start: [UInt8], field: Field)]
        var text: Field?
        var children: [Element]
        /// All in it and below, of which one must be there for the element to be.
        var slots: [Int]
    }

    private let missing: XMLMissing
    private let record: Element
    /// The value that is being written.
    private var value = OutputBuffer()

    init(_ plan: XMLWritingPlan) {
        missing = plan.missing
        record = Self.render(plan.element, indent: plan.indent, level: 1, isFirst: true)
    }

    private static func render(_ plan: XMLElementPlan, indent: Int, level: Int, isFirst: Bool = false) -> Element {
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: indent * level)
        let line = indent == 0 ? [] : [UInt8(ascii: "\n")] + blanks
        // Blanks between elements would be added to a text beside them.
        let inner = plan.text == nil ? indent : 0
        return Element(
            lead: isFirst ? blanks : line,
            start: Array("<\(plan.name)".utf8),
            end: (plan.children.isEmpty || inner == 0 ? [] : line) + Array("</\(plan.name)>".utf8),
            attributes: plan.attributes.map { (Array(" \($0.name)=\"".utf8), $0.field) },
            text: plan.text,
            children: plan.children.map { render($0, indent: inner, level: level + 1) },
            slots: plan.fields.map(\.slot)
        )
    }

    func encode(_ batch: RecordBatch, rows: [UInt32], into buffer: inout OutputBuffer) throws {
        for row in rows {
            try write(record, batch, Int(row), to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    // As deep as the paths of the pipeline file.
    private func write(_ element: Element, _ batch: RecordBatch, _ row: Int, to buffer: inout OutputBuffer) throws {
        buffer.append(element.lead.span)
        buffer.append(element.start.span)
        for attribute in element.attributes {
            guard isWritten(attribute.field.slot, batch, row),
                try take(attribute.field, batch, row) || missing == .empty
            else { continue }
            buffer.append(attribute.start.span)
            try appendValue(of: attribute.field, batch, row, isAttribute: true, to: &buffer)
            buffer.append(UInt8(ascii: "\""))
        }
        let hasText = try element.text.map { try take($0, batch, row) } ?? false
        let children = element.children.filter { child in
            missing != .omit || child.slots.contains { batch.column($0).isPresent(row) }
        }
        // What is nil has nothing inside.
        let isNil = element.text != nil && !hasText && children.isEmpty && missing == .nil
        if isNil { buffer.append(text: " xsi:nil=\"true\"") }
        if !hasText, children.isEmpty {
            buffer.append(text: "/>")
            return
        }
        buffer.append(UInt8(ascii: ">"))
        if let text = element.text, hasText {
            try appendValue(of: text, batch, row, isAttribute: false, to: &buffer)
        }
        for child in children { try write(child, batch, row, to: &buffer) }
        buffer.append(element.end.span)
    }

    private func isWritten(_ slot: Int, _ batch: RecordBatch, _ row: Int) -> Bool {
        missing == .empty || batch.column(slot).isPresent(row)
    }

    /// Takes a value as UTF-8; false when it is missing.
    private func take(_ field: Field, _ batch: RecordBatch, _ row: Int) throws -> Bool {
        value.removeAll()
        let column = batch.column(field.slot)
        guard column.isPresent(row) else { return false }
        if case .raw = column.form {
            let cell = batch.cell(of: column, row: row)
            if cell.isAbsent { return false }
            let source = batch.cellBytes
            let isText = value.appendField(
                source.span,
                cell.start..<max(cell.start, cell.end),
                encoding: batch.encoding,
                quote: cell.isQuoted ? batch.quote : nil
            )
            guard isText else { throw Self.notText(batch, row) }
        } else {
            batch.appendText(of: field, row: row, to: &value)
        }
        return true
    }

    private func appendValue(
        of field: Field,
        _ batch: RecordBatch,
        _ row: Int,
        isAttribute: Bool,
        to buffer: inout OutputBuffer
    ) throws {
        guard value.appendXML(to: &buffer, isAttribute: isAttribute) else {
            throw Self.notXML(field, batch, row)
        }
    }

    private static func notText(_ batch: RecordBatch, _ row: Int) -> DeliveryFault {
        var fault = DeliveryFault(
            "encoding.text",
            en: "bytes that are no text in the encoding of the file",
            da: "bytes, der ikke er tekst i filens tegnsæt",
            line: batch.line(ofRow: row),
            hint: "set 'encoding:' of the reader to what the sender uses"
        )
        fault.file = batch.fileName
        return fault
    }

    private static func notXML(_ field: Field, _ batch: RecordBatch, _ row: Int) -> DeliveryFault {
        var fault = DeliveryFault(
            "xml.character",
            en: "the field '\(field.name)' has a control character, which XML cannot hold",
            da: "feltet '\(field.name)' har et kontroltegn, som XML ikke kan rumme",
            line: batch.line(ofRow: row),
            hint: "ask the sender for text without control characters, or leave the field out"
        )
        fault.file = batch.fileName
        return fault
    }
}
