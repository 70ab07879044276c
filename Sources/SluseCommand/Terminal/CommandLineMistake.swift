import ArgumentParser

/// A command line that cannot be understood, in the words of this command.
struct CommandLineMistake {
    var message: String
    var hint: String

    init(_ error: any Error) {
        let full = RootCommand.fullMessage(for: error)
        var text = RootCommand.message(for: error)
        if text.isEmpty { text = full }
        message = text.prefix(1).lowercased() + text.dropFirst()
        while message.last == "." || message.last == "\n" { message.removeLast() }
        // The usage names the verb whose command line is wrong.
        let usage = full.split(separator: "\n").first { $0.hasPrefix("Usage: ") }?.dropFirst("Usage: ".count) ?? "sluse"
        let verb = usage.split(separator: " ").prefix(2).filter { !$0.hasPrefix("<") && !$0.hasPrefix("[") }
        hint = "'\(verb.joined(separator: " ")) --help' says what it needs"
    }
}
