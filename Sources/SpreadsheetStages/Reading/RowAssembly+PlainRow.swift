extension RowAssembly {
    /// Takes a row as if libxml2 had told of it.
    mutating func take(_ row: borrowing PlainRow, _ bytes: Span<UInt8>) {
        start(2)
        if let number = row.number { attribute(0, bytes.extracting(number)) }
        for place in row.cells.indices {
            let cell = row.cells[place]
            start(3)
            for place in cell.attributes {
                let found = row.attributes[place]
                attribute(found.name, bytes.extracting(found.value))
            }
            if cell.hasFormula {
                start(8)
                end(8)
            }
            switch cell.content {
            case .none: break
            case .value:
                start(4)
                takeText(cell, bytes)
                end(4)
            case .inline:
                start(5)
                start(6)
                takeText(cell, bytes)
                end(6)
                end(5)
            }
            end(3)
        }
        end(2)
    }

    private mutating func takeText(_ cell: PlainRow.Cell, _ bytes: Span<UInt8>) {
        guard cell.hasReferences else { return text(bytes.extracting(cell.text)) }
        var place = cell.text.lowerBound
        while place < cell.text.upperBound {
            let start = place
            while place < cell.text.upperBound, bytes[place] != UInt8(ascii: "&") { place &+= 1 }
            if place > start { text(bytes.extracting(start..<place)) }
            guard place < cell.text.upperBound, let reference = CharacterReference(bytes, at: place) else { continue }
            let character = Array(String(Character(reference.character)).utf8)
            text(character.span)
            place = reference.end
        }
    }
}
