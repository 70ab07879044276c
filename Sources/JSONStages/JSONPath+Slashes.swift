/// Paths as pipeline files write them: keys with slashes between them, `gruppe/kommune`.
///
/// A slash that belongs to a key is written `\/`, a backslash `\\`.
extension JSONPath {
    /// Nil when a key is empty: a slash too many.
    init?(slashes text: String) {
        var components: [[UInt8]] = []
        var component: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped || byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "/") {
                component.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                components.append(component)
                component = []
            }
        }
        components.append(component)
        guard !isEscaped, !components.contains([]) else { return nil }
        self.init(components: components)
    }

    /// The path as a pipeline file writes it.
    var slashes: String {
        components.map { component in
            var text: [UInt8] = []
            for byte in component {
                if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
                text.append(byte)
            }
            return String(decoding: text, as: UTF8.self)
        }.joined(separator: "/")
    }

    /// The keys with dots between them: the name of a field that nobody has named.
    var dotted: String { components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".") }
}
