import ArgumentParser
import FileGuessing
import PipelineEngine
import PipelineSpec
import StageKit

/// `sluse convert`.
struct ConvertCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Turns a file into another format, without a pipeline.",
        discussion: """
            EXAMPLE
              sluse convert ind.csv ud.jsonl --delimiter ';' --encoding iso-8859-1
              curl -s https://example.org/data.json | sluse convert - ud.csv --from json

            Formats: csv, tsv, json, jsonl (or ndjson), json_stat, xml, xlsx; and fixed, px and sdmx to read from. They are \
            told by the ends of the names, or by --from and --to; a name that goes on with .gz, or for IN .zip, is \
            that of a packed file. \
            '-' is standard input or output. Values stay the text they are, and numbers of \
            JSON keep their digits. The first record that cannot be read refuses the whole, with exit code 3, unless \
            --rejects names a file for such records. OUT appears when it is whole.
            """
    )

    @Argument(help: "The file to read; - for standard input.")
    var `in`: String

    @Argument(help: "The file to write; - for standard output.")
    var out: String

    @ArgumentParser.Option(help: "Format of IN.")
    var from: FileFormat?

    @ArgumentParser.Option(help: "Format of OUT.")
    var to: FileFormat?

    @ArgumentParser.OptionGroup(title: "OPTIONS FOR IN")
    var reading: ReadingArguments

    @ArgumentParser.OptionGroup(title: "OPTIONS FOR OUT")
    var writing: WritingArguments

    @ArgumentParser.Option(help: "How many times its size a packed IN may unpack to, once 64 MiB came out; else 200.")
    var maxRatio: UInt64?

    @ArgumentParser.Option(help: "File for records that cannot be read; the others are written then.")
    var rejects: String?

    @ArgumentParser.Option(help: "Language of reasons: en or da.")
    var language = TerminalLanguage.en

    func carryOut(with tool: Tool) -> Never {
        let messages = Messages(tool: tool)
        var command = self
        if reading.delimiter == "auto" { command.reading.delimiter = guessedDelimiter(messages) }
        let conversion = Conversion(command)
        let plan: Plan
        do throws(Mistakes) {
            plan = try conversion.plan(tool)
        } catch {
            for diagnostic in error.diagnostics where diagnostic.severity == .error {
                let file = diagnostic.place?.file ?? ""
                messages.error(
                    diagnostic.message,
                    hint: conversion.advice(diagnostic.hint, of: file, tool),
                    place: file
                )
            }
            sayOtherFormat(conversion, tool, messages)
            // What is said of IN itself is not the fault of the command line.
            let isDelivery = error.diagnostics.contains { $0.place?.file == conversion.inputName }
            Host.end(isDelivery ? ExitStatus.delivery : ExitStatus.usage)
        }
        let run = FileRun(
            plan,
            to: out == "-" ? .standardOutput : .file(out),
            rejects: rejects,
            options: RunOptions()
        )
        let language = language.language
        let couldBeListed = rejects == nil ? conversion.rules(tool) : []
        Interruption.carryOut { interruption in
            do throws(RunFailure) {
                let result = try await run.run()
                let lines = result.firstRejects.map { RejectedLines.line($0, language) + "\n" }.joined()
                Host.write(lines, to: .error)
                return ExitStatus.success
            } catch {
                if error.isClosedPipe { return error.exitCode }
                var text = FailureText(error, cause: interruption.cause, language: language, isRun: false)
                if case .delivery(let fault) = error, couldBeListed.contains(fault.rule) {
                    text.hint = Self.advice(text.hint, language)
                }
                text.hint = conversion.advice(text.hint, of: text.place, tool)
                messages.error(text.message, hint: text.hint, place: text.place)
                if case .delivery = error { sayOtherFormat(conversion, tool, messages) }
                return error.isCancelled ? interruption.exitCode ?? error.exitCode : error.exitCode
            }
        }
    }

    /// A file of another format than its name tells is read when the format is named.
    private func sayOtherFormat(_ conversion: Conversion, _ tool: Tool, _ messages: Messages) {
        guard let other = conversion.otherFormat(tool) else { return }
        let message =
            language.language == .danish
            ? "filen ser ud til at være \(other.rawValue)" : "the file looks like \(other.rawValue)"
        messages.error(message, hint: "--from \(other.rawValue)", place: `in`)
    }

    /// The delimiter that the beginning of IN speaks for; says on standard error which it is, and why.
    private func guessedDelimiter(_ messages: Messages) -> String {
        guard `in` != "-" else {
            messages.fail("--delimiter auto needs a file that can be read twice", hint: "give the delimiter")
        }
        do {
            let head = try DeliveryHead.read(`in`, limit: Self.guessedBytes)
            let sample = FileSample(name: `in`, bytes: head.bytes, isWhole: head.isWhole)
            guard let guess = FileGuess.delimiter(of: sample) else {
                messages.error("no delimiter was found", hint: "give it with --delimiter", place: `in`)
                Host.end(ExitStatus.delivery)
            }
            let text = guess.evidence.text(language.language)
            Host.write("\(`in`): --delimiter '\(guess.delimiter)': \(text)\n", to: .error)
            return guess.delimiter
        } catch {
            let text = FailureText(error, cause: nil, language: language.language, isRun: false)
            messages.error(text.message, hint: text.hint, place: text.place)
            Host.end(error.exitCode)
        }
    }

    private static let guessedBytes = 1 << 20

    private static func advice(_ hint: String?, _ language: Language) -> String {
        let text = language == .danish ? "--rejects FIL samler sådanne poster" : "--rejects FILE collects such records"
        return [hint, text].compactMap { $0 }.joined(separator: "; ")
    }
}

extension RunFailure {
    /// Whether whoever read our output has gone away, and hears nothing more.
    fileprivate var isClosedPipe: Bool {
        if case .output(let fault, _) = self { fault.isClosedPipe } else { false }
    }
}
