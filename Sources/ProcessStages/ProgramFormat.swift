import StageKit

/// How records are written for a program, and read from it.
enum ProgramFormat: String, OptionChoice {
    case jsonLines = "json_lines"
    case csv
}
