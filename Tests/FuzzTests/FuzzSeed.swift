import Materials

/// What a reader is fuzzed with: its options, and deliveries that fit them more or less.
struct FuzzSeed {
    /// A delivery by its parts: one, or those of an archive, which are packed when one of them is damaged.
    struct Delivery {
        var parts: [(name: String, bytes: [UInt8])]
        var isPacked: Bool

        init(_ bytes: [UInt8]) {
            parts = [("", bytes)]
            isPacked = false
        }

        init(_ workbook: WorkbookBuilder) {
            parts = workbook.parts
            isPacked = true
        }

        var bytes: [UInt8] {
            get throws { isPacked ? try WorkbookBuilder.zip(parts) : parts[0].bytes }
        }
    }

    /// Options in YAML, but for the path.
    var options: String
    var deliveries: [Delivery]

    init(_ options: String, _ deliveries: String...) {
        self.options = options
        self.deliveries = deliveries.map { Delivery(Array($0.utf8)) }
    }

    init(_ options: String, bytes: [UInt8]...) {
        self.options = options
        deliveries = bytes.map { Delivery($0) }
    }

    init(_ options: String, workbooks: WorkbookBuilder...) {
        self.options = options
        deliveries = workbooks.map { Delivery($0) }
    }

    /// A damaged delivery; `others` are files that fit the reader.
    func damaged(_ random: inout SeededGenerator, others: [[UInt8]]) throws -> [UInt8] {
        // Other files are seldom needed: the options fit few of them.
        let takesOther = !others.isEmpty && random.below(4) == 0
        var delivery = deliveries[random.below(deliveries.count)]
        let other = others.isEmpty ? nil : others[random.below(others.count)]
        var mutation = Mutation(seed: random.next())
        guard delivery.isPacked else {
            let own = try delivery.bytes
            return mutation.damage(takesOther ? other ?? own : own, with: other ?? own)
        }
        // Damaged archives are mostly refused at once; damaged parts are what this is about.
        if random.below(8) == 0 {
            return mutation.damage(try takesOther ? other ?? delivery.bytes : delivery.bytes, with: try delivery.bytes)
        }
        // The sheets stand behind the three parts that every workbook has.
        let place =
            random.below(3) == 0 ? random.below(delivery.parts.count) : random.below(delivery.parts.count - 3) + 3
        let splice = delivery.parts[random.below(delivery.parts.count)].bytes
        delivery.parts[place].bytes = mutation.damage(delivery.parts[place].bytes, with: splice)
        return try delivery.bytes
    }
}
