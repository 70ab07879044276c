import StageKit

/// The versions of the pipeline language that this reader knows.
enum LanguageVersion: String, OptionChoice {
    case first = "1"
}

/// A part of the file that is read by other means than options.
struct WrittenNode: OptionValue {
    static var shape: OptionShape { .list(.text) }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {}
    var optionText: String? { nil }
}

/// `name:` and `id:`.
struct NameOption: OptionValue {
    let text: String

    static var shape: OptionShape { .text }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text else { throw Mistakes("expected a name, found \(node.kind)", at: node.place) }
        if let mistake = Identifier.mistake(in: text) { throw Mistakes(mistake, at: node.place, hint: Identifier.hint) }
        self.text = text
    }
    var optionText: String? { text }
}

/// `publish:` and `runs:`.
struct FolderPath: PlacedText {
    static var expected: String { "the path of a folder" }
    static var shape: OptionShape { .path }
    let text: String
    let place: SourcePlace
    init(_ text: String, at place: SourcePlace) {
        self.text = text
        self.place = place
    }
}

/// A number of things, 0 or more.
struct Count: OptionValue {
    let value: Int

    init(_ value: Int) { self.value = value }

    static var shape: OptionShape { .integer }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        value = try Int(option: node, in: scope)
        if value < 0 { throw Mistakes("expected 0 or more, found \(node.kind)", at: node.place) }
    }
    var optionText: String? { String(value) }
}

/// `mode:`, such as `0640`.
struct FileMode: OptionValue {
    let bits: UInt32

    init(bits: UInt32) { self.bits = bits }

    static var shape: OptionShape { .text }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        guard let text = node.text, (3...4).contains(text.utf8.count), let bits = UInt32(text, radix: 8),
            bits <= 0o777
        else {
            throw Mistakes("expected octal digits such as 0640, found \(node.kind)", at: node.place)
        }
        guard bits & 0o600 == 0o600, bits & 0o111 == 0 else {
            throw Mistakes(
                "'\(text)' is no mode for published files",
                at: node.place,
                hint: "the owner reads and writes, nobody executes: 0600, 0640, 0644, 0660"
            )
        }
        self.bits = bits
    }
    var optionText: String? { "0" + String(bits, radix: 8) }
}

/// `max:` in a gate: a share or a number of records.
struct GateLimit: OptionValue {
    let share: Share?
    let count: Int?

    static var shape: OptionShape { .share }
    init(option node: OptionNode, in scope: OptionScope) throws(Mistakes) {
        if node.text?.hasSuffix("%") == true {
            share = try Share(option: node, in: scope)
            count = nil
        } else if let text = node.text, let number = Int(text), number >= 0 {
            share = nil
            count = number
        } else {
            throw Mistakes("expected a share such as 1%, or a number, found \(node.kind)", at: node.place)
        }
    }
    var optionText: String? { share?.text ?? count.map(String.init) }
}
