import StageKit

extension StageConformance {
    /// Help for every option; and mistakes with options that are found and explained.
    var breachesOfOptions: [String] {
        let options = kind.options
        var found = Self.undocumented(options)
        for option in options {
            for written in Self.misspelt(option.name) where !options.contains(where: { $0.name == written }) {
                let hint = unknownOption(written)
                if hint == nil { found.append("the unknown option '\(written)' is not refused") }
                if hint?.contains("'\(option.name)'") == false {
                    found.append("'\(written)' gets no suggestion of '\(option.name)'")
                }
            }
            if option.isRequired, !isReportedMissing(option.name) {
                found.append("nobody is told where the option '\(option.name)' is missing")
            }
        }
        if unknownOption("qqqqqqqqqqqq") == nil { found.append("an unknown option is not refused") }
        return found
    }

    private static func undocumented(_ options: [OptionDeclaration]) -> [String] {
        options.flatMap { option in
            (isClosed(option.help) ? [] : ["the help of '\(option.name)' is no sentence with a full stop"])
                + undocumented(nested(option.shape))
        }
    }

    private static func nested(_ shape: OptionShape) -> [OptionDeclaration] {
        switch shape {
        case .group(let options): options
        case .list(let inner), .map(let inner): nested(inner)
        case .either(let shapes): shapes.flatMap(nested)
        default: []
        }
    }

    /// The name with its middle letter left out, and with two neighbours exchanged.
    private static func misspelt(_ name: String) -> [String] {
        let letters = Array(name)
        var words: [String] = []
        // What is left of a name of two letters is near to every other.
        if letters.count > 2 {
            words.append(String(letters[..<(letters.count / 2)] + letters[(letters.count / 2 + 1)...]))
        }
        if let first = letters.indices.dropLast().first(where: { letters[$0] != letters[$0 + 1] }) {
            var swapped = letters
            swapped.swapAt(first, first + 1)
            words.append(String(swapped))
        }
        return words
    }

    /// The hint that an option nobody declared gets; nil when it is taken.
    private func unknownOption(_ name: String) -> String? {
        let value = OptionNode(.scalar("1"), at: SourcePlace(file: "example.yaml", line: 2, column: 3))
        let place = SourcePlace(file: "example.yaml", line: 2, column: 1)
        let node = OptionNode(.map([OptionEntry(key: name, keyPlace: place, value: value)]), at: place)
        let diagnostic = kind.examined(node, in: .withoutFiles).mistakes.first {
            $0.message == "unknown option '\(name)'" && $0.place == place
        }
        return diagnostic.map { $0.hint ?? "" }
    }

    private func isReportedMissing(_ name: String) -> Bool {
        let place = SourcePlace(file: "example.yaml", line: 1, column: 1)
        return kind.examined(OptionNode(.map([]), at: place), in: .withoutFiles).mistakes.contains {
            $0.message == "option '\(name)' is missing" && $0.place == place && $0.hint?.isEmpty == false
        }
    }
}
