import StageKit

/// Numbers for people.
enum Figures {
    /// `1,234,567`; `1.234.567` in Danish.
    static func grouped(_ number: UInt64, _ language: Language) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += language == .danish ? "." : "," }
            text.append(digit)
        }
        return text
    }

    /// A number of thousandths with as many decimals as are worth reading.
    static func decimal(thousandths: UInt64, _ language: Language) -> String {
        let mark = language == .danish ? "," : "."
        if thousandths >= 100_000 { return grouped((thousandths + 500) / 1000, language) }
        let hundredths = (thousandths + 5) / 10
        let rest = String(hundredths % 100)
        return "\(hundredths / 100)\(mark)\(rest.count == 1 ? "0" : "")\(rest)"
    }

    /// Bytes as megabytes: `110 MB`.
    static func megabytes(_ bytes: UInt64, _ language: Language) -> String {
        decimal(thousandths: bytes / 1000, language) + " MB"
    }

    /// Nanoseconds as seconds: `0.42 s`.
    static func seconds(_ nanoseconds: Int64, _ language: Language) -> String {
        decimal(thousandths: UInt64(max(0, nanoseconds)) / 1_000_000, language) + " s"
    }
}
