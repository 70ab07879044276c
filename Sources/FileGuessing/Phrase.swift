public import StageKit

/// A sentence of evidence in both languages; it holds counts, signs and names of fields, never a value about a person.
public struct Phrase: Sendable, Hashable {
    /// In English.
    public var english: String
    /// In Danish.
    public var danish: String

    /// The same sentence twice.
    public init(_ english: String, da danish: String) {
        self.english = english
        self.danish = danish
    }

    /// The sentence in a language.
    public func text(_ language: Language) -> String { language == .danish ? danish : english }

    static func + (left: Phrase, right: Phrase) -> Phrase {
        Phrase(left.english + right.english, da: left.danish + right.danish)
    }
}

extension Int {
    /// With a comma between thousands.
    var en: String { grouped(",") }
    /// With a point between thousands.
    var da: String { grouped(".") }

    private func grouped(_ mark: String) -> String {
        var digits = String(magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (self < 0 ? "-" : "") + groups.joined(separator: mark)
    }
}

extension Double {
    /// A share as a percentage, never rounded to 0 or 100 % when it is not.
    var percent: String {
        if self >= 1 { return "100 %" }
        let tenths = Int((self * 1000).rounded(.down))
        if tenths == 0 { return self > 0 ? "<0.1 %" : "0 %" }
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }

    /// The same with a comma.
    var danishPercent: String { String(percent.map { $0 == "." ? "," : $0 }) }
}
