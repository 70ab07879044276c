/// The way to a value: keys with dots between them, such as `adresse.by`, and places in arrays, such as `values.0`.
///
/// A dot that belongs to a key is written `\.`, a backslash `\\`.
struct JSONPath: Hashable, Sendable, CustomStringConvertible {
    /// The keys from the outermost on; a place in an array is its digits.
    let components: [[UInt8]]

    init(components: [[UInt8]]) {
        self.components = components
    }

    /// Reads a path; empty text is the path with no components, which leads to the document itself.
    init(_ text: String) {
        guard !text.isEmpty else {
            components = []
            return
        }
        var all: [[UInt8]] = []
        var component: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                component.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: ".") {
                all.append(component)
                component = []
            } else {
                component.append(byte)
            }
        }
        components = all + [component]
    }

    var description: String {
        components.map { component in
            var text: [UInt8] = []
            for byte in component {
                if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
                text.append(byte)
            }
            return String(decoding: text, as: UTF8.self)
        }.joined(separator: ".")
    }

    /// The place in an array that a component names: `0`, `17`, but not `017`.
    static func index(_ component: [UInt8]) -> Int? {
        guard (1...9).contains(component.count), component.allSatisfy({ (0x30...0x39).contains($0) }),
            component.count == 1 || component[0] != 0x30
        else { return nil }
        return component.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
